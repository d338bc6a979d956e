const encoder = new TextEncoder();

/** The absolute path without `.`, `..`, doubled or trailing slashes. `..` at the root stays at the root. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** `path` seen from `base`; an absolute `path` stands alone. */
export function resolvePath(base: string, path: string): string {
  return normalPath(path.startsWith('/') ? path : `${base}/${path}`);
}

/**
 * The code of the error that a name in a folder deserves, or `undefined` when the name is good.
 *
 * Control characters are refused for everyone: such a file could be made, but not saved, mounted or graded again.
 */
export function nameFault(name: string): 'EINVAL' | 'EILSEQ' | 'ENAMETOOLONG' | undefined {
  if (name === '' || name === '.' || name === '..' || name.includes('/')) return 'EINVAL';

  if (/[\u0000-\u001f\u007f]/.test(name)) return 'EILSEQ';
  // 255 bytes of UTF-8; a name of up to 85 code units cannot be longer.
  if (name.length > 85 && encoder.encode(name).length > 255) return 'ENAMETOOLONG';
  return undefined;
}
