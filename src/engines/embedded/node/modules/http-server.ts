import { closePort, listenOn, type Incoming } from '../core/ports.ts';
import { loop } from '../core/event-loop.ts';
import { nodeError } from '../core/node-error.ts';
import { EventEmitter } from './events.ts';
import type { HttpSocket } from './http-incoming.ts';
import { IncomingMessage } from './http-incoming.ts';
import { HttpMessages, STATUS_CODES } from './http-messages.ts';

type Listener = (...args: never[]) => void;
const BODILESS = new Set([204, 304]);

/** Node's `http.ServerResponse`. */
export class ServerResponse extends HttpMessages {
  statusCode = 200;
  statusMessage: string | undefined = undefined;
  readonly req: IncomingMessage;
  readonly socket: HttpSocket;
  readonly #incoming: Incoming;
  readonly #hasBody: boolean;
  #whole: Uint8Array | undefined;

  constructor(incoming: Incoming, req: IncomingMessage) {
    super({
      decodeStrings: true,
      write: (chunk: Uint8Array, _encoding: string, done: () => void) => {
        this.#sendHead(undefined);
        if (this.#sendsBody) incoming.data(Uint8Array.from(chunk));
        done();
      },
      final: (done: () => void) => {
        this.#sendHead(this.#whole?.length ?? 0);
        if (this.#whole && this.#whole.length > 0 && this.#sendsBody)
          incoming.data(Uint8Array.from(this.#whole));
        incoming.end();
        done();
      },
    });
    this.#incoming = incoming;
    this.req = req;
    this.socket = req.socket;
    this.#hasBody = incoming.method !== 'HEAD';
  }

  get #sendsBody(): boolean {
    return this.#hasBody && !BODILESS.has(this.statusCode);
  }
  get connection(): HttpSocket {
    return this.socket;
  }
  get finished(): boolean {
    return this.writableEnded;
  }

  writeHead(status: number, reason?: unknown, headers?: unknown): this {
    if (this.headersSent)
      throw nodeError(
        'ERR_HTTP_HEADERS_SENT',
        'Cannot write headers after they are sent to the client',
      );
    if (!Number.isInteger(status) || status < 100 || status > 999)
      throw nodeError('ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${status}`, RangeError);
    this.statusCode = status;
    if (typeof reason === 'string') this.statusMessage = reason;
    const given = typeof reason === 'object' && reason !== null ? reason : headers;
    if (Array.isArray(given)) {
      for (let index = 0; index < given.length; index += 2)
        this.setHeader(given[index], given[index + 1] as string);
    } else if (typeof given === 'object' && given !== null) {
      for (const [name, value] of Object.entries(given))
        if (value !== undefined) this.setHeader(name, value as string);
    }
    return this;
  }
  writeContinue(): void {
    // Bodies come whole: nobody waits for leave to send one.
  }

  /** A body that is given at once to `end` has a known length. */
  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    const done = [chunk, encoding, callback].find((one) => typeof one === 'function');
    const body = typeof chunk === 'function' ? undefined : chunk;
    if (body !== undefined && body !== null && !this.headersSent && !this.writableEnded) {
      if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
        throw nodeError(
          'ERR_INVALID_ARG_TYPE',
          `The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. Received type ${typeof body}`,
          TypeError,
        );
      }
      this.#whole =
        typeof body === 'string'
          ? Buffer.from(body, (typeof encoding === 'string' ? encoding : 'utf8') as 'utf8')
          : body;
      return super.end(done);
    }
    return super.end(body, typeof encoding === 'string' ? encoding : undefined, done);
  }

  #sendHead(lengthBytes: number | undefined): void {
    if (this.headersSent) return;
    const headers = this.headerList();
    const has = (name: string) => headers.some(([other]) => other.toLowerCase() === name);
    if (this.sendDate && !has('date')) headers.push(['Date', new Date().toUTCString()]);
    if (!has('connection')) headers.push(['Connection', 'keep-alive'], ['Keep-Alive', 'timeout=5']);
    if (this.#sendsBody && !has('content-length') && !has('transfer-encoding')) {
      headers.push(
        lengthBytes === undefined
          ? ['Transfer-Encoding', 'chunked']
          : ['Content-Length', String(lengthBytes)],
      );
    }
    this.headersSent = true;
    this.statusMessage ??= STATUS_CODES[this.statusCode] ?? 'unknown';
    this.#incoming.respond({ status: this.statusCode, statusText: this.statusMessage, headers });
  }

  override flushHeaders(): void {
    this.#sendHead(undefined);
  }
  setTimeout(): this {
    return this;
  }
  assignSocket(): void {
    // There is one socket, for looking at only.
  }
}

/** Node's `http.Server`: it listens on a port of the lab. */
export class Server extends EventEmitter {
  listening = false;
  timeout = 0;
  keepAliveTimeout = 5_000;
  headersTimeout = 60_000;
  requestTimeout = 300_000;
  maxHeadersCount = null;
  #port = 0;
  #host = '::';
  #active = 0;
  #closing = false;
  #release: (() => void) | undefined;
  #isRef = true;

  constructor(listener?: unknown) {
    super();
    if (typeof listener === 'function') this.on('request', listener as Listener);
  }

  listen(...args: unknown[]): this {
    const callback = args.findLast((one) => typeof one === 'function') as Listener | undefined;
    const first = args[0];
    const options =
      typeof first === 'object' && first !== null
        ? (first as { port?: unknown; host?: string })
        : { port: first, host: typeof args[1] === 'string' ? args[1] : undefined };
    if (this.listening)
      throw nodeError(
        'ERR_SERVER_ALREADY_LISTEN',
        'Listen method has been called more than once without closing.',
      );
    const port =
      options.port === undefined || options.port === null || typeof options.port === 'function'
        ? 0
        : Number(options.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      const shown =
        typeof options.port === 'string'
          ? `type string ('${options.port}')`
          : `type number (${String(options.port)})`;
      throw nodeError(
        'ERR_SOCKET_BAD_PORT',
        `options.port should be >= 0 and < 65536. Received ${shown}.`,
        RangeError,
      );
    }
    if (callback) this.once('listening', callback);
    this.#host = options.host ?? '::';
    const letGo = loop.hold();
    this.#release = letGo;
    listenOn(
      port,
      (incoming) => {
        this.#serve(incoming);
      },
      (given) => {
        this.#port = given;
        this.listening = true;
        if (!this.#isRef) letGo();
        this.emit('listening');
      },
      (code) => {
        letGo();
        const words =
          code === 'EADDRINUSE'
            ? 'address already in use'
            : code === 'EMFILE'
              ? 'too many open files'
              : 'invalid argument';
        const address = this.#host === 'localhost' ? '127.0.0.1' : this.#host;
        const shown = address.includes(':') ? `${address}:${port}` : `${address}:${port}`;
        const error = Object.assign(new Error(`listen ${code}: ${words} ${shown}`), {
          code,
          errno: code === 'EADDRINUSE' ? -98 : -22,
          syscall: 'listen',
          address: this.#host,
          port,
        });
        this.emit('error', error);
      },
    );
    return this;
  }

  #serve(incoming: Incoming): void {
    this.#active += 1;
    const req = new IncomingMessage(incoming.headers, this.#port);
    req.method = incoming.method;
    req.url = incoming.path;
    const res = new ServerResponse(incoming, req);
    const over = () => {
      this.#active -= 1;
      if (this.#closing && this.#active === 0) this.#closed();
    };
    let ended = false;
    const end = () => {
      if (!ended) over();
      ended = true;
    };
    res.on('finish', end);
    incoming.onAbandoned(() => {
      req.aborted = true;
      req.emit('aborted');
      res.destroy();
      end();
    });
    this.emit('request', req, res);
    req.finish(incoming.body);
  }

  close(callback?: (error?: Error) => void): this {
    if (!this.listening) {
      if (callback) {
        loop.nextTick(() => {
          callback(nodeError('ERR_SERVER_NOT_RUNNING', 'Server is not running.'));
        });
      }
      return this;
    }
    if (callback) this.once('close', callback);
    this.listening = false;
    this.#closing = true;
    if (this.#active === 0) this.#closed();
    return this;
  }

  #closed(): void {
    this.#closing = false;
    closePort(this.#port);
    this.#release?.();
    loop.close(() => this.emit('close'));
  }

  closeAllConnections(): void {
    this.#active = 0;
    if (this.#closing) this.#closed();
  }
  closeIdleConnections(): void {
    // None is kept.
  }
  address(): object | null {
    if (!this.listening) return null;
    const isV6 = this.#host.includes(':');
    const address = this.#host === 'localhost' ? '127.0.0.1' : this.#host;
    return { address, family: isV6 ? 'IPv6' : 'IPv4', port: this.#port };
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    this.#isRef = true;
    return this;
  }
  unref(): this {
    this.#isRef = false;
    this.#release?.();
    return this;
  }
  [Symbol.asyncDispose](): Promise<void> {
    return new Promise((resolve) => {
      this.close(() => {
        resolve();
      });
    });
  }
}
