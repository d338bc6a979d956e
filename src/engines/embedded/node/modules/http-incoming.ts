import { Readable } from 'readable-stream';
import type { HeaderList } from '#container';
import { EventEmitter } from './events.ts';
import { headersObject } from './http-messages.ts';

/** The connection of a message, as far as programs look at it. */
export class HttpSocket extends EventEmitter {
  remoteAddress = '127.0.0.1';
  remoteFamily = 'IPv4';
  remotePort = 40_000;
  localAddress = '127.0.0.1';
  localPort: number;
  encrypted = false;
  destroyed = false;

  constructor(localPort: number) {
    super();
    this.localPort = localPort;
  }
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  destroy(): this {
    this.destroyed = true;
    return this;
  }
}

/** Node's `http.IncomingMessage`: a request that came, or an answer. */
export class IncomingMessage extends Readable {
  httpVersion = '1.1';
  httpVersionMajor = 1;
  httpVersionMinor = 1;
  complete = false;
  aborted = false;
  method: string | null = null;
  url = '';
  statusCode: number | null = null;
  statusMessage: string | null = null;
  headers: Record<string, string | string[]>;
  rawHeaders: string[];
  trailers = {};
  rawTrailers: string[] = [];
  socket: HttpSocket;

  constructor(headers: HeaderList, port: number) {
    super({ read: () => undefined });
    this.headers = headersObject(headers);
    this.rawHeaders = headers.flat();
    this.socket = new HttpSocket(port);
  }

  get connection(): HttpSocket {
    return this.socket;
  }
  get headersDistinct(): Record<string, string[]> {
    const distinct: Record<string, string[]> = {};
    for (let index = 0; index < this.rawHeaders.length; index += 2) {
      (distinct[(this.rawHeaders[index] ?? '').toLowerCase()] ??= []).push(
        this.rawHeaders[index + 1] ?? '',
      );
    }
    return distinct;
  }
  setTimeout(): this {
    return this;
  }

  /** The whole body, or its last part. */
  finish(rest?: Uint8Array): void {
    this.complete = true;
    if (rest && rest.length > 0) this.push(Buffer.from(rest));
    this.push(null);
  }
}
