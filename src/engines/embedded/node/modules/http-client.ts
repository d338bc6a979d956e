import type { LabResponseHead } from '#container';
import { askPort, isLocalHost } from '../core/ports.ts';
import { loop } from '../core/event-loop.ts';
import { notInLab, nodeError } from '../core/node-error.ts';
import { IncomingMessage } from './http-incoming.ts';
import { HttpMessages } from './http-messages.ts';

type Listener = (...args: never[]) => void;
const HTTP_PORT = 80;

/** `connect ECONNREFUSED 127.0.0.1:3000`, with Node's fields. */
export function connectionError(code: string, port: number): Error {
  if (code === 'ECONNREFUSED') {
    return Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), {
      errno: -111,
      code,
      syscall: 'connect',
      address: '127.0.0.1',
      port,
    });
  }
  if (code === 'ECONNRESET') return Object.assign(new Error('socket hang up'), { code });
  return Object.assign(new Error(`connect ${code} 127.0.0.1:${port}`), {
    code,
    syscall: 'connect',
  });
}

/** Node's `http.ClientRequest`: the body goes out whole, when it has ended. */
export class ClientRequest extends HttpMessages {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly protocol = 'http:';
  aborted = false;
  reusedSocket = false;
  readonly #port: number;
  #hangUp: (() => void) | undefined;
  #response: IncomingMessage | undefined;

  constructor(options: Record<string, unknown>, listener: Listener | undefined) {
    const chunks: Uint8Array[] = [];
    super({
      decodeStrings: true,
      write: (chunk: Uint8Array, _encoding: string, done: () => void) => {
        chunks.push(chunk);
        done();
      },
      final: (done: () => void) => {
        this.#send(Buffer.concat(chunks));
        done();
      },
      destroy: (error: Error | null, done: (error: Error | null) => void) => {
        this.#hangUp?.();
        done(error);
      },
      autoDestroy: false,
    });
    const protocol = typeof options['protocol'] === 'string' ? options['protocol'] : 'http:';
    if (protocol !== 'http:')
      throw nodeError(
        'ERR_INVALID_PROTOCOL',
        `Protocol "${protocol}" not supported. Expected "http:"`,
        TypeError,
      );
    this.method = typeof options['method'] === 'string' ? options['method'].toUpperCase() : 'GET';
    this.path = typeof options['path'] === 'string' ? options['path'] : '/';
    this.host = (options['hostname'] ?? options['host'] ?? 'localhost') as string;
    this.#port = Number(options['port'] ?? HTTP_PORT);
    const headers = options['headers'];
    if (Array.isArray(headers)) {
      for (let index = 0; index < headers.length; index += 2)
        this.setHeader(headers[index], headers[index + 1] as string);
    } else if (typeof headers === 'object' && headers !== null) {
      for (const [name, value] of Object.entries(headers))
        if (value !== undefined) this.setHeader(name, value as string);
    }
    if (typeof options['auth'] === 'string' && !this.hasHeader('authorization')) {
      this.setHeader('Authorization', `Basic ${Buffer.from(options['auth']).toString('base64')}`);
    }
    if (listener) this.once('response', listener);
    const signal = options['signal'] as AbortSignal | undefined;
    signal?.addEventListener('abort', () => {
      this.destroy(
        Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
          name: 'AbortError',
          code: 'ABORT_ERR',
        }),
      );
    });
    if (!isLocalHost(this.host.replace(/:\d+$/, ''))) {
      loop.complete(() => {
        this.destroy(
          notInLab(
            `http://${this.host}`,
            'this lab has no network; only its own ports can be asked',
          ),
        );
      });
    }
  }

  #send(body: Uint8Array): void {
    if (this.destroyed) return;
    this.headersSent = true;
    const headers = this.headerList();
    const has = (name: string) => headers.some(([other]) => other.toLowerCase() === name);
    if (!has('host'))
      headers.push(['Host', this.#port === HTTP_PORT ? this.host : `${this.host}:${this.#port}`]);
    if (!has('connection')) headers.push(['Connection', 'keep-alive']);
    if (!has('content-length') && (body.length > 0 || /^(?:POST|PUT|PATCH)$/.test(this.method)))
      headers.push(['Content-Length', String(body.length)]);
    this.#hangUp = askPort(
      this.#port,
      {
        method: this.method,
        path: this.path.replace(/#.*/, ''),
        headers: headers.filter(([name]) => name.toLowerCase() !== 'transfer-encoding'),
        body: Uint8Array.from(body),
      },
      {
        head: (head) => {
          this.#answer(head);
        },
        data: (bytes) => this.#response?.push(Buffer.from(bytes)),
        end: () => {
          this.#response?.finish();
          this.#response?.once('end', () => {
            if (!this.destroyed) this.destroy();
          });
        },
        fail: (code) => {
          if (this.#response)
            this.#response.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
          else this.destroy(connectionError(code, this.#port));
        },
      },
    );
  }

  #answer(head: LabResponseHead): void {
    const response = new IncomingMessage(head.headers, this.#port);
    response.statusCode = head.status;
    response.statusMessage = head.statusText;
    this.#response = response;
    if (this.listenerCount('response') === 0) response.resume();
    this.emit('response', response);
  }

  abort(): void {
    this.aborted = true;
    this.destroy(connectionError('ECONNRESET', this.#port));
  }
  setTimeout(ms: number, callback?: () => void): this {
    if (callback) this.once('timeout', callback);
    const timer = loop.addTimer(() => this.emit('timeout'), ms);
    timer.ref = false;
    this.once('close', () => {
      loop.removeTimer(timer);
    });
    this.once('response', () => {
      loop.removeTimer(timer);
    });
    return this;
  }
  setNoDelay(): void {
    // There is no wire.
  }
  setSocketKeepAlive(): void {
    // There is no connection to keep.
  }
}
