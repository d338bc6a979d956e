/** The file of the lab that a relative link leads to; `undefined` for what is none. */
export function fileOf(href: string, from: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/|^#|^\?/i.test(href) || href === '') return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of href.replace(/[?#].*$/, '').split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
