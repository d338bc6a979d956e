import { whenIdle } from './when-idle.ts';

/** What somebody does on a page, with whatever they do it: also without a pointer or a key, as by voice or in the address. */
const SIGNS = [
  'pointermove',
  'pointerdown',
  'touchstart',
  'wheel',
  'scroll',
  'keydown',
  'focusin',
  'beforeinput',
  'input',
  'change',
  'click',
  'dragenter',
  'hashchange',
] as const;
/** Not everybody gives a sign: who is read to by a screen reader may send no event at all. */
const UNTOUCHED_MS = 5_000;

let touched: Promise<void> | undefined;

/**
 * Resolves at the first sign of somebody on this page, and without any once the page has been in sight for five seconds
 * and has nothing else to do. What takes the page's thread to begin waits for it.
 */
export function firstTouch(): Promise<void> {
  return (touched ??= hasBeenTouched() ? Promise.resolve() : nextTouch());
}

/** Whether somebody was here before this script. */
function hasBeenTouched(): boolean {
  const { userActivation } = navigator as Partial<Navigator>;
  return (
    'touched' in document.documentElement.dataset ||
    userActivation?.hasBeenActive === true ||
    document.querySelector(':hover') !== null
  );
}

function nextTouch(): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const { signal } = over;
    const end = (): void => {
      over.abort();
      // For the other scripts of the page that have this one in them.
      document.documentElement.dataset['touched'] = '';
      resolve();
    };
    for (const sign of SIGNS) addEventListener(sign, end, { capture: true, passive: true, signal });
    void whenIdle().then(() => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const count = (): void => {
        clearTimeout(timer);
        if (signal.aborted || document.visibilityState === 'hidden') return;
        timer = setTimeout(() => void whenIdle().then(end), UNTOUCHED_MS);
      };
      document.addEventListener('visibilitychange', count, { signal });
      signal.addEventListener('abort', count);
      count();
    });
  });
}
