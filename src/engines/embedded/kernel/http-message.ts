import type { HeaderList, LabRequest, LabResponseHead } from '#container';
import type { PortRequest } from './port-table.ts';

/** All header names and values of a message together, in UTF-16 code units. */
const MOST_HEADER_CHARACTERS = 64 * 1024;
const LONGEST_PATH = 16 * 1024;
const LONGEST_METHOD = 32;

/** RFC 9110, "token". */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** No control characters: a line end would begin another header. */
const VALUE = /^[\t\x20-\x7e\x80-\uffff]*$/;
/** As on the wire: without spaces, controls and fragment. */
const PATH = /^\/[\x21-\x22\x24-\x7e\x80-\uffff]*$/;

/** A request that came as data, with every field checked, or what is wrong with it. */
export function readRequest(given: unknown, bodyLimitBytes: number): PortRequest | string {
  if (!isRecord(given)) return 'the request is malformed';
  const { method, path, headers = [], body = new Uint8Array(0) } = given as Partial<LabRequest>;
  if (typeof method !== 'string' || method.length > LONGEST_METHOD || !TOKEN.test(method)) {
    return 'the method is not an HTTP method';
  }
  if (typeof path !== 'string' || path.length > LONGEST_PATH || !PATH.test(path)) {
    return 'the path must begin with "/", without spaces, line ends and "#"';
  }
  const read = readHeaders(headers);
  if (typeof read === 'string') return read;
  if (!(body instanceof Uint8Array)) return 'the body must be bytes';
  if (body.length > bodyLimitBytes) return `the body is longer than ${bodyLimitBytes} bytes`;
  return { method, path, headers: read, body };
}

/** Status and headers that came as data, with every field checked, or what is wrong with them. */
export function readResponseHead(given: unknown): LabResponseHead | string {
  if (!isRecord(given)) return 'the answer is malformed';
  const { status, statusText = '', headers = [] } = given;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 999) {
    return 'the status must be a number from 200 to 999';
  }
  if (typeof statusText !== 'string' || statusText.length > 1_000 || !VALUE.test(statusText)) {
    return 'the words after the status have control characters';
  }
  const read = readHeaders(headers);
  return typeof read === 'string' ? read : { status, statusText, headers: read };
}

function readHeaders(given: unknown): HeaderList | string {
  if (!Array.isArray(given)) return 'the headers are malformed';
  const headers: [string, string][] = [];
  let characters = 0;
  for (const field of given as unknown[]) {
    if (!Array.isArray(field)) return 'the headers are malformed';
    const [name, value] = field as unknown[];
    if (typeof name !== 'string' || !TOKEN.test(name)) return 'a header has a malformed name';
    if (typeof value !== 'string' || !VALUE.test(value)) {
      return `the header ${name.slice(0, 100)} has control characters in its value`;
    }
    characters += name.length + value.length;
    if (characters > MOST_HEADER_CHARACTERS) {
      return `the headers are longer than ${MOST_HEADER_CHARACTERS} characters`;
    }
    headers.push([name, value]);
  }
  return headers;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
