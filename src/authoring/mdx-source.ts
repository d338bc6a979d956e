import { mdxToMdast, type MdastNode } from 'satteri';
import Slugger from 'github-slugger';
import type { z } from 'astro/zod';
import type { Problem } from './problem.ts';
import { readYaml, type YamlPath, type YamlSource } from './yaml-source.ts';

/** An MDX file: a YAML head between two lines of `---`, and text. */
export interface MdxSource<Head> {
  /** Path from the project's root. */
  readonly file: string;
  /** `undefined` when it does not fit its schema. */
  readonly head: Head | undefined;
  /** The text below the head. */
  readonly body: string;
  /**
   * What the build's own parser makes of it; `undefined` when it is not MDX. A function and no getter: whoever spreads a
   * source would ask for the tree.
   */
  readonly readTree: () => MdastNode | undefined;
  /** Its texts and its code without their markup; `undefined` when it is not MDX. */
  readonly words: string | undefined;
  readonly headings: readonly Heading[];
  readonly problems: readonly Problem[];
  readonly lineOf: (path: YamlPath) => number;
}

export interface Heading {
  readonly depth: number;
  readonly text: string;
  /** As Astro gives it to the page. */
  readonly id: string;
  readonly line: number;
}

const HEAD = /^---\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/** Reads an MDX file and holds its head to a schema. */
export function readMdx<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
): MdxSource<z.infer<Schema>> {
  const match = text.startsWith('---') ? HEAD.exec(text) : null;
  const head = match ? readYaml(schema, match[1] ?? '', file, 1) : headless(schema, file);
  const body = match ? text.slice(match[0].length) : text;
  const { tree, problems } = parse(text, file);
  const isMdx = tree !== undefined;
  // A site has many lessons, and few of their trees are asked for again. One that is held weakly stays until Node's turn is
  // over, and a build reads all of them in one: so none is held before it is asked for.
  let held: WeakRef<MdastNode> | undefined;
  return {
    file,
    head: head.data,
    body,
    readTree: () => {
      if (!isMdx) return undefined;
      const known = held?.deref() ?? parse(text, file).tree;
      held = known && new WeakRef(known);
      return known;
    },
    words: tree && [...nodesOf(tree)].map(ownText).join(' '),
    headings: tree ? headingsOf(tree) : [],
    problems: [...head.problems, ...problems],
    lineOf: head.lineOf,
  };
}

/** The head of a file that has none: right for a brief, a fault where keys are needed. */
function headless<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
): YamlSource<z.infer<Schema>> {
  const head = readYaml(schema, '{}', file);
  if (head.problems.length === 0) return head;
  const what = 'The file has no head.';
  const todo = 'Begin it with a line of "---", then keys such as "title: …", then "---" again.';
  return { ...head, problems: [{ file, line: 1, what, todo }] };
}

function parse(text: string, file: string): { tree?: MdastNode; problems: readonly Problem[] } {
  try {
    const features = { gfm: true, smartPunctuation: true, frontmatter: true };
    return { tree: mdxToMdast(text, { features }), problems: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line = '1', why = message] =
      /^(\d+):\d+: ([\s\S]*?)(?: \(mdx[^)]*\))?$/.exec(message) ?? [];
    const todo = 'Mend it. In text, write "\\{" for a brace and "\\<" for a less-than sign.';
    return { problems: [{ file, line: Number(line), what: `This is not MDX: ${why}.`, todo }] };
  }
}

/** Every node of a tree, parents before their children, in the order of the text. */
export function* nodesOf(node: MdastNode): Generator<MdastNode> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesOf(child);
}

/** The text of a node without its markup. */
export function textOf(node: MdastNode): string {
  if ('children' in node) return node.children.map((child) => textOf(child as MdastNode)).join('');
  return 'value' in node && typeof node.value === 'string' ? node.value : '';
}

/** Text that stands in a node itself. */
function ownText(node: MdastNode): string {
  const isText = ['text', 'inlineCode', 'code'].includes(node.type);
  return isText && 'value' in node && typeof node.value === 'string' ? node.value : '';
}

/** The line of a node in its file, from 1. */
export function lineOfNode(node: MdastNode): number {
  return node.position?.start.line ?? 1;
}

function headingsOf(tree: MdastNode): Heading[] {
  const slugger = new Slugger();
  const headings: Heading[] = [];
  for (const node of nodesOf(tree)) {
    if (node.type !== 'heading') continue;
    const text = textOf(node);
    headings.push({ depth: node.depth, text, id: slugger.slug(text), line: lineOfNode(node) });
  }
  return headings;
}
