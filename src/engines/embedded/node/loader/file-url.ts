import { nodeError } from '../core/node-error.ts';

/** The `file:` address of a path. */
export function fileUrl(path: string): string {
  const escaped = path
    .replace(/%/g, '%25')
    .replace(/\\/g, '%5C')
    .replace(/\n/g, '%0A')
    .replace(/\r/g, '%0D')
    .replace(/\t/g, '%09')
    .replace(/\?/g, '%3F')
    .replace(/#/g, '%23');
  return new URL(`file://${escaped}`).href;
}

/** The path of a `file:` address. @throws TypeError ERR_INVALID_URL_SCHEME and its like */
export function pathOfUrl(given: string | URL): string {
  const url = typeof given === 'string' ? new URL(given) : given;
  if (url.protocol !== 'file:') {
    throw nodeError('ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file', TypeError);
  }
  if (url.hostname !== '' && url.hostname !== 'localhost') {
    throw nodeError(
      'ERR_INVALID_FILE_URL_HOST',
      `File URL host must be "localhost" or empty on linux`,
      TypeError,
    );
  }
  if (/%2f/i.test(url.pathname)) {
    throw nodeError(
      'ERR_INVALID_FILE_URL_PATH',
      'File URL path must not include encoded / characters',
      TypeError,
    );
  }
  return decodeURIComponent(url.pathname);
}
