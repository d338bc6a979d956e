import { pointerRests } from './pointer-rests.ts';

const known = new Map<string, Promise<void>>();

/**
 * Adds a style sheet to the page, once, and resolves when it holds. It begins to hold while nothing is pressed, since it may
 * move what is. One that cannot be fetched leaves plain elements, which can be used all the same.
 */
export function lateStyle(href: string): Promise<void> {
  const adding = known.get(href) ?? add(href);
  known.set(href, adding);
  return adding;
}

async function add(href: string): Promise<void> {
  const { href: address } = new URL(href, document.baseURI);
  // A page that opens in its middle has brought it along.
  if ([...document.styleSheets].some((sheet) => sheet.href === address)) return;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  // Fetched, and not yet in use.
  sheet.media = 'not all';
  sheet.href = href;
  await new Promise((resolve) => {
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
  await pointerRests();
  sheet.media = 'all';
}
