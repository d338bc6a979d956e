import type { MdastNode } from 'satteri';
import type { Content } from '../content.ts';
import { elementsOf } from '../jsx-element.ts';
import { lineOfNode, nodesOf, textOf } from '../mdx-source.ts';
import type { Problem } from '../problem.ts';
import { textsOf } from './texts.ts';

/** Every column of a table has a header that says what stands below it. */
export function tableHeaders(content: Content): readonly Problem[] {
  return textsOf(content).flatMap(({ file, tree }) => {
    const tables = [...nodesOf(tree)].flatMap((node) => {
      const [header] = node.type === 'table' ? node.children : [];
      if (!header) return [];
      const empty = header.children.findIndex((cell) => textOf(cell).trim() === '');
      if (empty < 0) return [];
      return [
        {
          file,
          line: lineOfNode(node),
          what: `Column ${empty + 1} of the table has no header.`,
          todo: 'Write in its first row what the column holds.',
        },
      ];
    });
    const raw = [...elementsOf(tree)]
      .filter((element) => element.name === 'table' && !hasHeaderCell(element as MdastNode))
      .map((element) => ({
        file,
        line: lineOfNode(element),
        what: 'The <table> has no header cell.',
        todo: 'Write it as a Markdown table, whose first row is the header.',
      }));
    return [...tables, ...raw];
  });
}

function hasHeaderCell(table: MdastNode): boolean {
  return [...nodesOf(table)].some((node) => 'name' in node && node.name === 'th');
}
