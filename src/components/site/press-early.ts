/** Presses the button that was pressed before its part of the page had a script: `boot.ts` has marked it. */
export function pressEarly(part: ParentNode): void {
  const early = part.querySelector<HTMLElement>('[data-early]');
  early?.removeAttribute('data-early');
  early?.click();
}
