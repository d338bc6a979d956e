import type { Content } from '../content.ts';
import { attributeSays, elementsOf, type JsxElement } from '../jsx-element.ts';
import { lineOfNode, nodesOf } from '../mdx-source.ts';
import type { Problem } from '../problem.ts';
import { textsOf } from './texts.ts';

type Fault = Pick<Problem, 'what' | 'todo'>;

/** A picture or drawing says in words what it shows. */
export function textAlternatives(content: Content): readonly Problem[] {
  return textsOf(content).flatMap(({ file, tree }) => {
    const images = [...nodesOf(tree)].flatMap((node) =>
      node.type === 'image' && !node.alt?.trim()
        ? [{ file, line: lineOfNode(node), ...imageFault(node.url) }]
        : [],
    );
    const elements = [...elementsOf(tree)].flatMap((element) => {
      const fault = faultOf(element);
      return fault ? [{ file, line: lineOfNode(element), ...fault }] : [];
    });
    return [...images, ...elements];
  });
}

const imageFault = (what: string): Fault => ({
  what: `The image ${what} has no text alternative.`,
  todo: 'Write what it shows between the square brackets: "![What it shows](…)".',
});

function faultOf(element: JsxElement): Fault | undefined {
  const labelled =
    attributeSays(element, 'aria-label') || attributeSays(element, 'aria-labelledby');
  if (element.name === 'img' && !attributeSays(element, 'alt')) return imageFault('<img>');
  if (element.name === 'svg' && !labelled && !hasChild(element, 'title')) {
    return {
      what: 'The drawing <svg> has no title.',
      todo: 'Add <title> and <desc> that say what it shows, role="img" and aria-labelledby.',
    };
  }
  if (element.name === 'figure' && !hasChild(element, 'figcaption')) {
    return { what: 'The <figure> has no caption.', todo: 'Use <Figure caption="…">.' };
  }
  if (element.name === 'Figure' && !attributeSays(element, 'caption')) {
    return { what: '<Figure> has no caption.', todo: 'Add caption="…": one sentence or two.' };
  }
  if (element.name === 'Drawing') {
    const missing = ['title', 'desc', 'caption'].filter((name) => !attributeSays(element, name));
    if (missing.length > 0) {
      return {
        what: `<Drawing> has no ${missing.join(' and no ')}.`,
        todo: 'Write title="…" (what it shows), desc="…" (the same in words, complete) and caption="…".',
      };
    }
  }
  return undefined;
}

function hasChild(element: JsxElement, name: string): boolean {
  return [...nodesOf(element)].some((node) => 'name' in node && node.name === name);
}
