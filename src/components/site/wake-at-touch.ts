import { whenWanted } from './when-wanted.ts';

/**
 * Has the parts that come at the first touch be woken by `boot.ts`, in sight or not: at once where there is something to show
 * that the page's HTML does not say, otherwise when somebody is at the page. A file that is dropped before its part is there
 * is given to it then.
 */
export function wakeAtTouch(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-touch]')) {
    holdDrops(element);
    void whenWanted().then(() => {
      // `boot.ts` may run before or after: it looks for the mark, or hears the event.
      element.dataset['touch'] = 'now';
      element.dispatchEvent(new Event('wake'));
    });
  }
}

/** Keeps what is dropped on a part until it lives. */
function holdDrops(element: HTMLElement): void {
  const over = (event: DragEvent): void => event.preventDefault();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    const { target, bubbles, cancelable, clientX, clientY } = event;
    // A transfer can be read during its own event only.
    const dataTransfer = new DataTransfer();
    for (const file of event.dataTransfer?.files ?? []) dataTransfer.items.add(file);
    const again = new DragEvent('drop', { bubbles, cancelable, clientX, clientY, dataTransfer });
    element.addEventListener('live', () => target?.dispatchEvent(again), { once: true });
  };
  element.addEventListener('dragover', over);
  element.addEventListener('drop', drop);
  element.addEventListener(
    'live',
    () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('drop', drop);
    },
    { once: true },
  );
}
