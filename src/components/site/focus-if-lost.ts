/**
 * Gives the focus to an element when what had it is gone: a button that its own press takes away leaves it on the page as a
 * whole, where the keyboard begins anew and a screen reader says nothing. To be called once the new state is drawn.
 */
export function focusIfLost(element: HTMLElement | null | undefined): void {
  if (document.activeElement === null || document.activeElement === document.body) element?.focus();
}
