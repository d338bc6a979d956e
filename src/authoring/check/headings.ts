import type { Content } from '../content.ts';
import { elementsOf } from '../jsx-element.ts';
import { lineOfNode } from '../mdx-source.ts';
import type { Problem } from '../problem.ts';
import { textsOf, type Text } from './texts.ts';

/** Headings begin at the second level, skip none, and differ from each other: they are the page's table of contents. */
export function headings(content: Content): readonly Problem[] {
  return textsOf(content).flatMap((text) => [...faultsIn(text), ...rawHeadings(text)]);
}

function faultsIn({ file, headings: found }: Text): readonly Problem[] {
  const problems: Problem[] = [];
  const texts = new Set<string>();
  let above = 1;
  for (const { depth, text, line } of found) {
    const place = { file, line };
    if (depth === 1) {
      problems.push({
        ...place,
        what: `"# ${text}" is a first-level heading; the page has one already, its title.`,
        todo: 'Begin with "##".',
      });
    } else if (depth > above + 1) {
      problems.push({
        ...place,
        what: `The heading "${text}" is of level ${depth} below one of level ${above}.`,
        todo: `Write it with ${'#'.repeat(above + 1)}, so that no level is skipped.`,
      });
    }
    if (texts.has(text)) {
      problems.push({
        ...place,
        what: `The heading "${text}" stands twice.`,
        todo: 'Give each heading its own words, so that links to it stay.',
      });
    }
    texts.add(text);
    above = Math.max(depth, 1);
  }
  return problems;
}

function rawHeadings({ file, tree }: Text): readonly Problem[] {
  return [...elementsOf(tree)]
    .filter(({ name }) => /^h[1-6]$/.test(name ?? ''))
    .map((element) => ({
      file,
      line: lineOfNode(element),
      what: `<${element.name ?? ''}> is written as HTML.`,
      todo: 'Write a heading with "##": only those are counted and linked.',
    }));
}
