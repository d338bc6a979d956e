const known = new Map<string, Promise<void>>();

/**
 * Adds a style sheet to the page, once, and resolves when it holds. One that cannot be fetched leaves plain elements, which
 * can be used all the same.
 */
export function lateStyle(href: string): Promise<void> {
  const adding = known.get(href) ?? add(href);
  known.set(href, adding);
  return adding;
}

function add(href: string): Promise<void> {
  return new Promise((resolve) => {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = href;
    sheet.onload = sheet.onerror = () => resolve();
    document.head.append(sheet);
  });
}
