import type { Content } from '../content.ts';
import { lineOfNode, nodesOf, textOf } from '../mdx-source.ts';
import type { Problem } from '../problem.ts';
import { textsOf } from './texts.ts';

const SAYS_NOTHING = /^(?:(?:click )?here|this|this (?:page|link)|link|more|read more|see)[.:]?$/i;

/** A link's text says where it leads: people who use a screen reader hear links out of their sentence. */
export function linkText(content: Content): readonly Problem[] {
  return textsOf(content).flatMap(({ file, tree }) =>
    [...nodesOf(tree)].flatMap((node) => {
      if (node.type !== 'link') return [];
      const text = textOf(node).trim();
      if (text !== '' && !SAYS_NOTHING.test(text)) return [];
      return [
        {
          file,
          line: lineOfNode(node),
          what:
            text === ''
              ? 'A link has no text.'
              : `The link text "${text}" does not say where it leads.`,
          todo: 'Name the page or the thing that the link leads to.',
        },
      ];
    }),
  );
}
