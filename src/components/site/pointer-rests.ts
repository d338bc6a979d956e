/** A touch ends before the click that comes of it is given out. */
const CLICK_AFTER_TOUCH_MS = 150;

/**
 * Resolves when nothing is being pressed, at once where nothing is. Whatever moves or replaces what stands on the page waits
 * for it: a click goes to what the pointer came down on and went up from, so a press during which the page moves is lost.
 */
export async function pointerRests(): Promise<void> {
  if (!document.documentElement.matches(':active')) return;
  await new Promise<void>((resolve) => {
    const over = ({ type, pointerType }: PointerEvent): void => {
      removeEventListener('pointerup', over, true);
      removeEventListener('pointercancel', over, true);
      // The click of a mouse is given out in the same turn; a drag or a scroll has none.
      const isTap = type === 'pointerup' && pointerType !== 'mouse';
      setTimeout(resolve, isTap ? CLICK_AFTER_TOUCH_MS : 0);
    };
    addEventListener('pointerup', over, true);
    addEventListener('pointercancel', over, true);
  });
}
