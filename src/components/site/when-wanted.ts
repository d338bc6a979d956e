import { firstTouch } from './first-touch.ts';

/** Resolves when somebody is at the page, or at once when it has something to show that its HTML does not say. */
export async function whenWanted(): Promise<void> {
  await Promise.race([firstTouch(), whenMarked()]);
}

/** Resolves when the page is marked by `before-touch.ts`. */
async function whenMarked(): Promise<void> {
  const { documentElement: page } = document;
  if ('back' in page.dataset) return;
  await new Promise<void>((resolve) => {
    const marks = new MutationObserver(() => {
      marks.disconnect();
      resolve();
    });
    marks.observe(page, { attributeFilter: ['data-back'] });
  });
}
