import type { MdastNode } from 'satteri';
import type { Content } from '../content.ts';
import type { Heading } from '../mdx-source.ts';

/** An MDX file that could be read, of whatever kind. */
export interface Text {
  readonly kind: 'lesson' | 'brief' | 'glossary entry';
  readonly id: string;
  readonly file: string;
  readonly tree: MdastNode;
  readonly headings: readonly Heading[];
}

/** Every text of the content that is MDX: rules about prose hold for all of them. */
export function textsOf({ lessons, briefs, glossary }: Content): readonly Text[] {
  return [
    ...lessons.map((source) => ({ kind: 'lesson' as const, ...source })),
    ...briefs.map((source) => ({ kind: 'brief' as const, ...source })),
    ...glossary.map((source) => ({ kind: 'glossary entry' as const, ...source })),
  ].flatMap(({ kind, id, file, readTree, headings }) => {
    const tree = readTree();
    return tree ? [{ kind, id, file, tree, headings }] : [];
  });
}
