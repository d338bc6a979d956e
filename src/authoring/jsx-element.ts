import type { MdastNode, MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import { nodesOf } from './mdx-source.ts';

/** A component or raw HTML element in MDX. */
export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** Every component and raw HTML element of a tree, in the order of the text. */
export function* elementsOf(tree: MdastNode): Generator<JsxElement> {
  for (const node of nodesOf(tree)) {
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') yield node;
  }
}

/** The text of an attribute written in quotes; `undefined` when it is absent, or an expression in braces. */
export function attributeText(element: JsxElement, name: string): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || attribute.name !== name) continue;
    if (typeof attribute.value === 'string') return attribute.value;
  }
  return undefined;
}

/** Whether an attribute says something: in quotes and not empty, or as an expression. */
export function attributeSays(element: JsxElement, name: string): boolean {
  return element.attributes.some((attribute) => {
    if (attribute.type !== 'mdxJsxAttribute' || attribute.name !== name) return false;
    const { value } = attribute;
    return typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined;
  });
}
