import { joinBytes } from '#container';
import type { PortsFromProcess, PortsToProcess } from '../kernel/process.ts';
import {
  framingOf,
  requestBytes,
  responseHeadBytes,
  WireReader,
  withoutFraming,
  type Framing,
} from './http-wire.ts';

const EMPTY = new Uint8Array(0);
const STATUS_LINE = /^HTTP\/1\.\d (\d{3})(?: (.*))?$/;
const REQUEST_LINE = /^([A-Z]+) (\S+) HTTP\/1\.\d$/;

interface Connection {
  readonly port: number;
  /** Bytes that the program has not read. */
  incoming: Uint8Array[];
  /** Nothing more will come. */
  ended: boolean;
  /** The other side broke off: reading fails. */
  broken: boolean;
  readonly writer: WireReader;
  close(): void;
}

/**
 * The sockets of one Python program, over the lab's ports: bytes on the program's side, whole HTTP messages on the
 * kernel's. Handles are small numbers; 0 is none. Nothing waits but what returns a promise.
 */
export class LabNetwork {
  readonly #say: (message: PortsFromProcess) => void;
  readonly #idle: () => void;
  // Taken now: the program may replace what is global.
  readonly #later = setTimeout.bind(globalThis);
  readonly #notLater = clearTimeout.bind(globalThis);
  readonly #connections = new Map<number, Connection>();
  readonly #backlogs = new Map<number, number[]>();
  readonly #served = new Map<number, number>();
  readonly #questions = new Map<number, (answer: number | string) => void>();
  #nextHandle = 1;
  #nextId = 1;
  #wake: (() => void) | undefined;

  /** `idle` is called when the program begins to wait. */
  constructor(say: (message: PortsFromProcess) => void, idle: () => void) {
    this.#say = say;
    this.#idle = idle;
  }

  /** The port that was given, or the code of the error. */
  listen(port: number): Promise<number | string> {
    return this.#ask((id) => ({ type: 'listen', id, port })).then((answer) => {
      if (typeof answer === 'number') this.#backlogs.set(answer, []);
      return answer;
    });
  }

  unlisten(port: number): void {
    if (!this.#backlogs.delete(port)) return;
    this.#say({ type: 'unlisten', port });
  }

  /** 1 when somebody listens there, else 0. */
  knock(port: number): Promise<number | string> {
    return this.#ask((id) => ({ type: 'knock', id, port }));
  }

  /** The next connection to a port, or 0. */
  accept(port: number): number {
    return this.#backlogs.get(port)?.shift() ?? 0;
  }

  hasCaller(port: number): boolean {
    return (this.#backlogs.get(port)?.length ?? 0) > 0;
  }

  /** A connection to a port of the lab; its request goes out when it is complete. */
  connect(port: number): number {
    const handle = this.#nextHandle++;
    const id = this.#nextId++;
    let method = '';
    let path = '';
    let headers: [string, string][] = [];
    const parts: Uint8Array[] = [];
    this.#connections.set(handle, {
      port,
      incoming: [],
      ended: false,
      broken: false,
      writer: new WireReader({
        head: (line, given) => {
          const words = REQUEST_LINE.exec(line);
          if (!words) throw new Error(`it is not an HTTP request: ${line.slice(0, 100)}`);
          [, method = '', path = ''] = words;
          headers = withoutFraming(given);
          return framingOf(given, 0);
        },
        data: (data) => parts.push(data),
        end: () => {
          this.#served.set(-id, handle);
          const request = { method, path: pathOf(path), headers, body: joinBytes(parts) };
          this.#say({ type: 'ask', id, port, request });
        },
      }),
      close: () => {
        if (this.#served.delete(-id)) this.#say({ type: 'hang-up', id });
      },
    });
    return handle;
  }

  /** Bytes that have come, at most so many: empty at the end, `null` when there are none yet. */
  read(handle: number, most: number): Uint8Array | null {
    const connection = this.#connections.get(handle);
    const [first] = connection?.incoming ?? [];
    if (!connection || !first) return !connection || connection.ended ? EMPTY : null;
    if (first.length <= most) {
      connection.incoming.shift();
      return first;
    }
    connection.incoming[0] = first.subarray(most);
    return first.subarray(0, most);
  }

  canRead(handle: number): boolean {
    const connection = this.#connections.get(handle);
    return !connection || connection.ended || connection.incoming.length > 0;
  }

  /** True when the other side broke off. */
  isBroken(handle: number): boolean {
    return this.#connections.get(handle)?.broken ?? true;
  }

  /** What is wrong with what was written, in words; empty when nothing is. */
  write(handle: number, bytes: Uint8Array): string {
    const connection = this.#connections.get(handle);
    if (!connection || connection.broken) return 'closed';
    try {
      connection.writer.write(bytes);
      return '';
    } catch (error) {
      connection.broken = connection.ended = true;
      connection.close();
      return error instanceof Error ? error.message : String(error);
    }
  }

  close(handle: number): void {
    const connection = this.#connections.get(handle);
    if (!connection) return;
    this.#connections.delete(handle);
    connection.writer.close();
    connection.close();
  }

  /** Waits until something happens, or so many ms; below 0 without end. */
  wait(ms: number): Promise<void> {
    this.#idle();
    return new Promise((resolve) => {
      const timer = ms < 0 ? undefined : this.#later(resolve, ms);
      this.#wake = () => {
        this.#notLater(timer);
        resolve();
      };
    });
  }

  /** Takes what the kernel says of ports. */
  hear(message: PortsToProcess): void {
    switch (message.type) {
      case 'listening':
        this.#answer(message.id, message.port);
        break;
      case 'listen-failed':
        this.#answer(message.id, message.code);
        break;
      case 'knocked':
        this.#answer(message.id, message.open ? 1 : 0);
        break;
      case 'request':
        this.#incoming(message);
        break;
      case 'request-abandoned':
        this.#break(this.#served.get(message.id));
        break;
      case 'answer':
        this.#push(-message.id, responseHeadBytes(message.head));
        break;
      case 'answer-data':
        this.#push(-message.id, message.data);
        break;
      case 'answer-end':
        this.#ended(-message.id);
        break;
      case 'answer-failed':
        this.#break(this.#served.get(-message.id));
        this.#served.delete(-message.id);
        break;
    }
    this.#wake?.();
    this.#wake = undefined;
  }

  #incoming({ id, port, request }: Extract<PortsToProcess, { type: 'request' }>): void {
    const backlog = this.#backlogs.get(port);
    if (!backlog) {
      this.#say({ type: 'respond-end', id });
      return;
    }
    const handle = this.#nextHandle++;
    this.#served.set(id, handle);
    this.#connections.set(handle, {
      port,
      incoming: [requestBytes(request, port)],
      ended: true,
      broken: false,
      writer: this.#responseWriter(id, request.method),
      close: () => {
        // Whoever has answered has ended already; whoever has not is told to be gone.
        if (this.#served.delete(id)) this.#say({ type: 'respond-end', id });
      },
    });
    backlog.push(handle);
  }

  #responseWriter(id: number, method: string): WireReader {
    return new WireReader({
      head: (line, headers): Framing => {
        const [, status = '', statusText = ''] = STATUS_LINE.exec(line) ?? [];
        if (status === '') throw new Error(`it is not an HTTP answer: ${line.slice(0, 100)}`);
        const head = { status: Number(status), statusText, headers: withoutFraming(headers) };
        this.#say({ type: 'respond', id, head });
        const empty = method === 'HEAD' || status === '204' || status === '304';
        return empty ? 'skip' : framingOf(headers, 'until-closed');
      },
      data: (data) => {
        this.#say({ type: 'respond-data', id, data });
      },
      end: () => {
        if (this.#served.delete(id)) this.#say({ type: 'respond-end', id });
      },
    });
  }

  #push(key: number, bytes: Uint8Array): void {
    const connection = this.#connections.get(this.#served.get(key) ?? 0);
    if (bytes.length > 0) connection?.incoming.push(bytes);
  }

  #ended(key: number): void {
    const connection = this.#connections.get(this.#served.get(key) ?? 0);
    this.#served.delete(key);
    if (connection) connection.ended = true;
  }

  #break(handle: number | undefined): void {
    const connection = this.#connections.get(handle ?? 0);
    if (connection) connection.broken = connection.ended = true;
  }

  #ask(question: (id: number) => PortsFromProcess): Promise<number | string> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#questions.set(id, resolve);
      this.#say(question(id));
    });
  }

  #answer(id: number, answer: number | string): void {
    this.#questions.get(id)?.(answer);
    this.#questions.delete(id);
  }
}

/** A client may ask with the whole address, as for a proxy. */
const pathOf = (target: string): string =>
  target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/]*/, '') || '/';
