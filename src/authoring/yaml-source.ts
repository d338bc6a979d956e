import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'astro/zod';
import { plainYaml } from './plain-yaml.ts';
import type { Problem } from './problem.ts';
import { describeIssue, withoutEchoes } from './schema-issue.ts';

/** Keys and places on the way from the top of a YAML file to a value. */
export type YamlPath = readonly (string | number)[];

/** A YAML file (or the YAML head of an MDX file) as read and held to its schema. */
export interface YamlSource<T> {
  /** Path from the project's root. */
  readonly file: string;
  /** `undefined` when something in it does not fit the schema. */
  readonly data: T | undefined;
  readonly problems: readonly Problem[];
  /** The line, from 1, where the value at a path stands; the nearest value above it when there is none. */
  readonly lineOf: (path: YamlPath) => number;
}

/**
 * Reads YAML, holds it to a schema, and says of every fault where it stands and what to do.
 *
 * @param linesBefore lines of the file above this text, for heads of MDX files
 */
export function readYaml<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
  linesBefore = 0,
): YamlSource<z.infer<Schema>> {
  const lineOf = lineFinder(text, linesBefore);
  const plain = plainYaml(text);
  const taken = plain && schema.safeParse(plain);
  if (taken?.success) return { file, data: taken.data, problems: [], lineOf };

  const { document, lineAt } = parsed(text, linesBefore);

  const syntax = document.errors.map((error) => ({
    file,
    line: lineAt(error.pos[0]),
    ...(error.code === 'DUPLICATE_KEY'
      ? {
          what: `The key "${keyAt(text, error.pos[0])}" stands twice.`,
          todo: 'Keep one of the two.',
        }
      : { what: `This is not YAML: ${firstLine(error.message)}`, todo: SYNTAX_HINT }),
  }));
  if (syntax.length > 0) return { file, data: undefined, problems: syntax, lineOf };

  const value: unknown = document.toJS();
  if (value === null && linesBefore === 0) {
    const what = 'The file is empty.';
    return { file, data: undefined, problems: [{ file, line: 1, what, todo: FILE_HINT }], lineOf };
  }
  const result = schema.safeParse(value ?? {});
  if (result.success) return { file, data: result.data, problems: [], lineOf };
  const issues = result.error.issues.flatMap((issue) => describeIssue(issue, schema, value));
  const problems = withoutEchoes(issues).map(({ path, what, todo }) => ({
    file,
    line: lineOf(path),
    what,
    todo,
  }));
  return { file, data: undefined, problems, lineOf };
}

/**
 * Finds lines in a text. A site has many files, and hardly one is asked for its lines: what was parsed is kept for a while
 * only once it was asked for. (In a function of its own, which holds nothing else of the reading.)
 */
function lineFinder(text: string, linesBefore: number): (path: YamlPath) => number {
  let held: WeakRef<Parsed> | undefined;
  return (path) => {
    const known = held?.deref() ?? parsed(text, linesBefore);
    held = new WeakRef(known);
    return known.lineAt(offsetOf(known.document, path));
  };
}

interface Parsed {
  readonly document: Document;
  readonly lineAt: (offset: number) => number;
}

function parsed(text: string, linesBefore: number): Parsed {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  return { document, lineAt: (offset) => lineCounter.linePos(offset).line + linesBefore };
}

const SYNTAX_HINT =
  'Put a value in quotes when it has ": " in it or begins with a sign such as [ { * & @.';
const FILE_HINT = 'Write lines of "key: value"; docs/authoring/ says which keys there are.';

const keyAt = (text: string, offset: number): string =>
  /^["']?([^"':\n]+)/.exec(text.slice(offset))?.[1] ?? '';

/** yaml's own messages carry a picture of the place below their first line. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:$/, '.');
}

/** Where the key (or list entry) at the end of a path begins. */
function offsetOf(document: Document, path: YamlPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
