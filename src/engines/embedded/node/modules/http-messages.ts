import { Writable } from 'readable-stream';
import type { HeaderList } from '#container';
import { nodeError } from '../core/node-error.ts';

export const METHODS: readonly string[] = [
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'TRACE',
];

export const STATUS_CODES: Readonly<Record<number, string>> = {
  100: 'Continue',
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  207: 'Multi-Status',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  418: "I'm a Teapot",
  422: 'Unprocessable Entity',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
};

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const BAD_VALUE = /[^\t\u0020-\u007e\u0080-\u00ff]/;

type HeaderValue = string | number | readonly string[];

/** Headers of a message that goes out: of a request, or of an answer. */
export class HttpMessages extends Writable {
  readonly #headers = new Map<string, readonly [name: string, value: HeaderValue]>();
  headersSent = false;
  sendDate = true;

  static assertName(name: unknown): asserts name is string {
    if (typeof name === 'string' && TOKEN.test(name)) return;
    throw nodeError(
      'ERR_INVALID_HTTP_TOKEN',
      `Header name must be a valid HTTP token ["${String(name)}"]`,
      TypeError,
    );
  }

  static assertValue(name: string, value: unknown): void {
    if (value === undefined)
      throw nodeError(
        'ERR_HTTP_INVALID_HEADER_VALUE',
        `Invalid value "${String(value)}" for header "${name}"`,
        TypeError,
      );
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (BAD_VALUE.test(String(one)))
        throw nodeError(
          'ERR_INVALID_CHAR',
          `Invalid character in header content ["${name}"]`,
          TypeError,
        );
    }
  }

  setHeader(name: unknown, value: HeaderValue): this {
    if (this.headersSent)
      throw nodeError(
        'ERR_HTTP_HEADERS_SENT',
        'Cannot set headers after they are sent to the client',
      );
    HttpMessages.assertName(name);
    HttpMessages.assertValue(name, value);
    this.#headers.set(name.toLowerCase(), [name, value]);
    return this;
  }
  appendHeader(name: string, value: string | readonly string[]): this {
    const before = this.getHeader(name);
    const all = [
      ...(before === undefined
        ? []
        : Array.isArray(before)
          ? (before as string[])
          : [String(before)]),
      ...(typeof value === 'string' ? [value] : value),
    ];
    return this.setHeader(name, all);
  }
  setHeaders(headers: Iterable<readonly [string, string]>): this {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }
  getHeader(name: string): HeaderValue | undefined {
    return this.#headers.get(name.toLowerCase())?.[1];
  }
  getHeaders(): Record<string, HeaderValue> {
    return Object.assign(
      Object.create(null) as object,
      Object.fromEntries(Array.from(this.#headers, ([name, [, value]]) => [name, value])),
    );
  }
  getHeaderNames(): string[] {
    return [...this.#headers.keys()];
  }
  hasHeader(name: string): boolean {
    return this.#headers.has(name.toLowerCase());
  }
  removeHeader(name: string): void {
    if (this.headersSent)
      throw nodeError(
        'ERR_HTTP_HEADERS_SENT',
        'Cannot remove headers after they are sent to the client',
      );
    this.#headers.delete(name.toLowerCase());
  }
  flushHeaders(): void {
    // Headers go out with the first part of the body.
  }

  /** As they go over the wire. */
  headerList(): [string, string][] {
    return Array.from(this.#headers.values()).flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as string[]) : [String(value)]).map(
        (one): [string, string] => [name, one],
      ),
    );
  }
}

/** Headers as `message.headers` has them: names in lower case, repeated ones joined. */
export function headersObject(list: HeaderList): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of list) {
    const key = name.toLowerCase();
    const before = headers[key];
    if (key === 'set-cookie') headers[key] = [...((before as string[] | undefined) ?? []), value];
    else if (before === undefined) headers[key] = value;
    else if (
      !/^(?:content-type|content-length|user-agent|host|authorization|location|age|etag|expires|from|referer|server)$/.test(
        key,
      )
    ) {
      headers[key] = `${String(before)}${key === 'cookie' ? '; ' : ', '}${value}`;
    }
  }
  return headers;
}
