import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  parseDocument,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type ScalarTag,
  type SchemaOptions,
  type Tags,
  type YAMLError,
} from 'yaml';
import type { DocumentPath, FormatFault, Reading } from '../format-fault.ts';

/**
 * Whose YAML it is.
 *
 * `ruamel` (DVC): YAML 1.2, so `NO` is text; a key that stands twice is an error. `pyyaml` (MLflow and most of Python):
 * YAML 1.1, so `NO` is false and `1e3` is text; of a key that stands twice the last counts. `kubernetes` (kubectl and the
 * API server): the booleans and octal numbers of YAML 1.1 without its times of day, and a key that stands twice is an error.
 */
export type YamlDialect = 'ruamel' | 'pyyaml' | 'kubernetes';

const DIALECTS: Readonly<
  Record<
    YamlDialect,
    Pick<DocumentOptions & ParseOptions & SchemaOptions, 'version' | 'uniqueKeys' | 'customTags'>
  >
> = {
  ruamel: { version: '1.2' },
  pyyaml: { version: '1.1', uniqueKeys: false, customTags: asPyYaml },
  kubernetes: { version: '1.1', customTags: asKubernetes },
};

/** A YAML document with its values and where they stand. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /** The line, from 1, of the key or list entry at a path; of the nearest one above when there is none. */
  readonly lineOf: (path: DocumentPath) => number;
}

/**
 * Reads one YAML document as the tool that owns the file does.
 *
 * @param file the path to name in faults
 */
export function readYamlDocument(
  text: string,
  file: string,
  dialect: YamlDialect,
): Reading<YamlDocument> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: true, ...DIALECTS[dialect] });
  return reading(document, text, file, lineCounter);
}

/**
 * Reads the documents of a stream, which stand apart by `---`. Documents without content are left out; lines count from the
 * beginning of the file.
 */
export function readYamlDocuments(
  text: string,
  file: string,
  dialect: YamlDialect,
): Reading<readonly YamlDocument[]> {
  const lineCounter = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter, merge: true, ...DIALECTS[dialect] });
  const readings = Array.isArray(parsed)
    ? parsed.map((document) => reading(document, text, file, lineCounter))
    : [];
  const [first, ...others] = readings.flatMap(({ faults = [] }) => faults);
  if (first) return { faults: [first, ...others] };
  return {
    value: readings.flatMap(({ value }) => (value && value.value !== null ? [value] : [])),
  };
}

function reading(
  document: Document,
  text: string,
  file: string,
  lineCounter: LineCounter,
): Reading<YamlDocument> {
  const lineAt = (offset: number) => lineCounter.linePos(offset).line;
  const [first, ...others] = document.errors.map((error) => syntaxFault(error, file, text, lineAt));
  if (first) return { faults: [first, ...others] };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const found = `an alias that cannot be followed (${error instanceof Error ? error.message : String(error)})`;
    return { faults: [{ file, line: 1, path: '', found, wanted: 'anchors that end' }] };
  }
  return {
    value: { file, value, lineOf: (path) => lineAt(offsetOf(document, path)) },
  };
}

function syntaxFault(
  error: YAMLError,
  file: string,
  text: string,
  lineAt: (offset: number) => number,
): FormatFault {
  const offset = error.pos[0];
  const fault = { file, line: lineAt(offset), path: '' };
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^["']?([^"':\n]+)/.exec(text.slice(offset))?.[1] ?? '';
    return { ...fault, found: `the key "${key}" a second time`, wanted: 'each key once' };
  }
  const reason = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:$/, '');
  return { ...fault, found: `something that is not YAML (${reason})`, wanted: 'YAML' };
}

/** PyYAML takes `y` and `n` for text, and a number with an exponent only when it has a point and a signed exponent. */
function asPyYaml(tags: Tags): Tags {
  return tags.map((tag) => {
    if (typeof tag !== 'object') return tag;
    if (tag.tag === 'tag:yaml.org,2002:bool' && isScalarTag(tag) && tag.test) {
      const words = tag.test.test('yes') ? /^(?:yes|true|on)$/i : /^(?:no|false|off)$/i;
      return { ...tag, test: withUsualCase(words) };
    }
    if (tag.tag === 'tag:yaml.org,2002:float' && isScalarTag(tag) && tag.format === 'EXP') {
      return { ...tag, test: /^[-+]?[0-9][0-9_]*\.[0-9_]*[eE][-+][0-9]+$/ };
    }
    return tag;
  });
}

/** The YAML of kubectl knows no times: `12:30` and `2026-03-01` are text. */
function asKubernetes(tags: Tags): Tags {
  return tags.filter(
    (tag) =>
      typeof tag !== 'object' ||
      (tag.tag !== 'tag:yaml.org,2002:timestamp' && !(isScalarTag(tag) && tag.format === 'TIME')),
  );
}

const isScalarTag = (tag: { readonly tag: string }): tag is ScalarTag => 'resolve' in tag;

/** YAML 1.1 knows `yes`, `Yes` and `YES`, not `yEs`. */
function withUsualCase(words: RegExp): RegExp {
  const alternatives = words.source.slice('^(?:'.length, -')$'.length).split('|');
  const spelled = alternatives.flatMap((word) => [
    word,
    word.charAt(0).toUpperCase() + word.slice(1),
    word.toUpperCase(),
  ]);
  return new RegExp(`^(?:${spelled.join('|')})$`);
}

/** Where the key (or list entry) at the end of a path begins. */
function offsetOf(document: Document, path: DocumentPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(last),
      );
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    } else if (isCollection(parent) && typeof last === 'number') {
      const item = parent.items[last] as { readonly range?: readonly number[] | null } | undefined;
      if (item?.range?.[0] !== undefined) return item.range[0];
    }
  }
  const top = document.contents as { readonly range?: readonly number[] | null } | null;
  return top?.range?.[0] ?? 0;
}
