import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { focusIfLost } from '../../site/focus-if-lost.ts';

/**
 * What has the focus may go with what was pressed: a form in the place of a list, a row that was deleted. The head of what stands
 * there now is given it then, so that a keyboard goes on from there and a screen reader says what it is. Looked at whenever the
 * component is drawn.
 *
 * @param box holds all that may take the focus away
 */
export function useKeptFocus(box: RefObject<HTMLElement>): void {
  const last = useRef<EventTarget | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      last.current = target;
    };
    addEventListener('focusin', note);
    return () => removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    // Who has pressed beside everything has given the focus up: nothing is gone.
    const isGone = last.current instanceof Element && !last.current.isConnected;
    const head = box.current?.querySelector<HTMLElement>('h2');
    if (!isGone || !head) return;
    head.tabIndex = -1;
    focusIfLost(head);
  });
}
