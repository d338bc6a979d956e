/** What somebody did in a file's text before the editor was there. */
export interface EarlyWork {
  /** From and to where they selected, in characters of the text, each end of a line being one; `undefined` for nowhere. */
  readonly selection: readonly [anchor: number, head: number] | undefined;
  readonly typed: string;
}

/** More of a file is not laid out before there is an editor, which draws only what is in sight. */
const READABLE_CHARACTERS = 50_000;

export const readablePart = (text: string): string => text.slice(0, READABLE_CHARACTERS);

/** What is selected in a text that is one node, as places in an editor's document. */
export function selectionIn(text: HTMLElement): EarlyWork['selection'] {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection() ?? {};
  const placeOf = (node: Node | null | undefined, offset = 0): number | undefined =>
    node?.nodeType === Node.TEXT_NODE && text.contains(node)
      ? (node.textContent ?? '').slice(0, offset).replaceAll('\r\n', '\n').length
      : undefined;
  const anchor = placeOf(anchorNode, anchorOffset);
  const head = placeOf(focusNode, focusOffset);
  return anchor === undefined || head === undefined ? undefined : [anchor, head];
}
