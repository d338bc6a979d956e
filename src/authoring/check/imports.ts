import type { Content } from '../content.ts';
import { lineOfNode, nodesOf } from '../mdx-source.ts';
import type { Problem } from '../problem.ts';
import { textsOf } from './texts.ts';

/** A text imports and exports nothing: it can move, and it cannot break with the site's code. */
export function imports(content: Content): readonly Problem[] {
  return textsOf(content).flatMap(({ file, tree }) =>
    [...nodesOf(tree)]
      .filter((node) => node.type === 'mdxjsEsm')
      .map((node) => ({
        file,
        line: lineOfNode(node),
        what: 'The text has an import or an export.',
        todo: 'Take the line away; components of src/components/lesson/ are there without it.',
      })),
  );
}
