import {
  joinBytes,
  headerOf,
  type HeaderList,
  type LabRequest,
  type LabResponseHead,
} from '#container';

/** Header values are bytes; Python reads and writes them as Latin-1. */
const decoder = new TextDecoder('latin1');
const EMPTY = new Uint8Array(0);

/** Headers that frame a message on the wire: the lab's ports carry whole messages instead. */
const FRAMING = ['transfer-encoding', 'connection', 'keep-alive', 'upgrade', 'expect'];

/** A head that is longer than this is none, in bytes. */
const LONGEST_HEAD_BYTES = 256 * 1024;

/** A request as a server reads it from its socket: HTTP/1.1, one request per connection. */
export function requestBytes(request: LabRequest, port: number): Uint8Array {
  const { method, path, body = EMPTY } = request;
  const headers = withoutFraming(request.headers ?? []).filter(
    ([name]) => name.toLowerCase() !== 'content-length',
  );
  if (headerOf(headers, 'Host') === undefined) headers.unshift(['Host', `localhost:${port}`]);
  if (body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method)) {
    headers.push(['Content-Length', String(body.length)]);
  }
  headers.push(['Connection', 'close']);
  return joinBytes([headBytes(`${method} ${path} HTTP/1.1`, headers), body]);
}

/** Status and headers as a client reads them from its socket; the body follows until the connection is closed. */
export function responseHeadBytes({ status, statusText, headers }: LabResponseHead): Uint8Array {
  return headBytes(`HTTP/1.1 ${status} ${statusText}`, [
    ...withoutFraming(headers),
    ['Connection', 'close'],
  ]);
}

/** What a message on the wire turned out to be, part by part. */
export interface WireListener {
  head(firstLine: string, headers: HeaderList): Framing;
  data(data: Uint8Array): void;
  end(): void;
}

/** How long the body is: this many bytes, in chunks, until the connection is closed; `skip` when no body counts. */
export type Framing = number | 'chunked' | 'until-closed' | 'skip';

/** Reads one HTTP/1 message as it is written. What comes after its end is dropped. */
export class WireReader {
  readonly #listener: WireListener;
  #waiting: Uint8Array = EMPTY;
  #framing: Framing | undefined;
  /** Bytes of the body (or of a chunk) that are still to come. */
  #left = 0;
  #inChunk = false;
  #over = false;

  constructor(listener: WireListener) {
    this.#listener = listener;
  }

  /** @throws Error in words when this is not HTTP. */
  write(bytes: Uint8Array): void {
    if (this.#over) return;
    let rest = this.#waiting.length === 0 ? bytes : joinBytes([this.#waiting, bytes]);
    this.#waiting = EMPTY;
    while (this.#framing === undefined) {
      const end = endOfHead(rest);
      if (end === undefined) {
        if (rest.length > LONGEST_HEAD_BYTES) throw new Error('its head does not end');
        this.#waiting = rest;
        return;
      }
      this.#readHead(decoder.decode(rest.subarray(0, end)));
      rest = rest.subarray(end);
    }
    this.#readBody(rest);
  }

  /** The writer has closed its connection. */
  close(): void {
    if (this.#over || this.#framing === undefined) return;
    // A body that is shorter than announced ends here: what came is passed on.
    this.#end();
  }

  #readHead(text: string): void {
    const [firstLine = '', ...lines] = text.split(/\r?\n/);
    // "100 Continue" and its like stand before the answer.
    if (/^HTTP\/1\.\d 1\d\d\b/.test(firstLine)) return;
    const headers: (readonly [string, string])[] = [];
    for (const line of lines) {
      if (line === '') continue;
      const colon = line.indexOf(':');
      if (colon < 1) throw new Error(`a header line has no name: ${line.slice(0, 100)}`);
      headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
    this.#framing = this.#listener.head(firstLine, headers);
    this.#left = typeof this.#framing === 'number' ? this.#framing : 0;
    if (this.#framing === 'skip' || this.#framing === 0) this.#end();
  }

  #readBody(bytes: Uint8Array): void {
    if (this.#over) return;
    if (this.#framing === 'until-closed') {
      if (bytes.length > 0) this.#listener.data(bytes.slice());
    } else if (this.#framing === 'chunked') {
      this.#readChunks(bytes);
    } else {
      const part = bytes.subarray(0, this.#left);
      this.#left -= part.length;
      if (part.length > 0) this.#listener.data(part.slice());
      if (this.#left === 0) this.#end();
    }
  }

  #readChunks(bytes: Uint8Array): void {
    let rest = bytes;
    while (!this.#over) {
      if (this.#inChunk) {
        const part = rest.subarray(0, this.#left);
        if (part.length > 0) this.#listener.data(part.slice());
        this.#left -= part.length;
        rest = rest.subarray(part.length);
        if (this.#left > 0) return;
        this.#inChunk = false;
      }
      const end = rest.indexOf(10);
      if (end < 0) break;
      const line = decoder.decode(rest.subarray(0, end)).trim();
      rest = rest.subarray(end + 1);
      // The line end that closes a chunk.
      if (line === '') continue;
      if (!/^[0-9a-f]+(?:;.*)?$/i.test(line)) throw new Error(`a chunk has no size: ${line}`);
      this.#left = parseInt(line, 16);
      this.#inChunk = this.#left > 0;
      if (!this.#inChunk) this.#end();
    }
    this.#waiting = rest.slice();
  }

  #end(): void {
    this.#over = true;
    this.#listener.end();
  }
}

/** How the body of a message is framed that has these headers; `whenUntold` when they do not say. */
export function framingOf(headers: HeaderList, whenUntold: Framing): Framing {
  if (headerOf(headers, 'Transfer-Encoding')?.toLowerCase().includes('chunked')) return 'chunked';
  const length = headerOf(headers, 'Content-Length');
  return length !== undefined && /^\d+$/.test(length) ? Number(length) : whenUntold;
}

export function withoutFraming(headers: HeaderList): [string, string][] {
  return headers
    .filter(([name]) => !FRAMING.includes(name.toLowerCase()))
    .map(([name, value]) => [name, value]);
}

function headBytes(firstLine: string, headers: HeaderList): Uint8Array {
  const lines = [firstLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Uint8Array.from(lines.join('\r\n'), (char) => char.charCodeAt(0) & 0xff);
}

/** The length of the head with the empty line that ends it, or `undefined` when it is not all there. */
function endOfHead(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10) return at + 2;
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3;
  }
  return undefined;
}
