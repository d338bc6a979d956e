import type { HeaderList, LabResponseHead } from '#container';
import type { Limits } from './limits.ts';

/** A request as a server gets it: complete and well-formed. */
export interface PortRequest {
  readonly method: string;
  /** Begins with `/`. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** Where an answer goes. After `end` or `fail` nothing comes any more. */
export interface AnswerSink {
  head(head: LabResponseHead): void;
  /** A part of the body. The receiver owns the bytes. */
  data(data: Uint8Array): void;
  end(): void;
  fail(failure: PortFailure): void;
}

/** Why there is no whole answer. `code` is POSIX's. */
export interface PortFailure {
  readonly code: 'ECONNREFUSED' | 'ECONNRESET' | 'EMFILE' | 'EFBIG';
  readonly message: string;
}

/** A request on its way, as its server holds it. */
export interface Exchange extends AnswerSink {
  readonly port: number;
  readonly request: PortRequest;
  /** True when the asker has gone, or the answer is over: whatever is said then is dropped. */
  readonly over: boolean;
}

/** Whoever listens: a process. `exchange` must be answered or failed, unless the server closes its port. */
export interface PortServer {
  serve(exchange: Exchange): void;
  /** The asker of an exchange has gone. */
  abandoned(exchange: Exchange): void;
}

/** `listen` failed; `code` is POSIX's. */
export class PortError extends Error {
  readonly code: 'EADDRINUSE' | 'EINVAL' | 'EMFILE';

  constructor(code: PortError['code'], message: string) {
    super(`${code}: ${message}`);
    this.name = 'PortError';
    this.code = code;
  }
}

/** Ports that the system gives when a program asks for port 0. */
const FIRST_FREE_PORT = 49_152;
const LAST_PORT = 65_535;

/** Ports that can be asked: those of a container's table, or a machine's own. */
export type AskedPorts = Pick<PortTable, 'ask'>;

/** Which process listens on which port, and the requests under way. One per container. */
export class PortTable {
  readonly #limits: Limits;
  readonly #tell: (port: number, kind: 'open' | 'close') => void;
  readonly #servers = new Map<number, PortServer>();
  readonly #exchanges = new Set<OpenExchange>();

  /** `tell` hears of each port that is opened or closed, at once. */
  constructor(limits: Limits, tell: (port: number, kind: 'open' | 'close') => void) {
    this.#limits = limits;
    this.#tell = tell;
  }

  /** Open ports, ascending. */
  list(): number[] {
    return [...this.#servers.keys()].sort((a, b) => a - b);
  }

  isOpen(port: number): boolean {
    return this.#servers.has(port);
  }

  /**
   * Gives a port to a server, a free one when `port` is 0, and returns its number.
   *
   * @throws PortError `EADDRINUSE`, `EINVAL`, `EMFILE` past the limit of open ports.
   */
  listen(port: number, server: PortServer): number {
    if (!Number.isInteger(port) || port < 0 || port > LAST_PORT) {
      throw new PortError('EINVAL', `${port} is no port: use 1 to ${LAST_PORT}`);
    }
    const number = port === 0 ? this.#freePort() : port;
    if (this.#servers.has(number)) {
      throw new PortError('EADDRINUSE', `another program listens on port ${number}`);
    }
    if (this.#servers.size >= this.#limits.ports) {
      throw new PortError('EMFILE', `${this.#limits.ports} ports are open, which is the most`);
    }
    this.#servers.set(number, server);
    this.#tell(number, 'open');
    return number;
  }

  /** Frees a port, if it is this server's; requests that wait there are reset. */
  close(port: number, server: PortServer): void {
    if (this.#servers.get(port) !== server) return;
    this.#servers.delete(port);
    this.#reset((exchange) => exchange.server === server && exchange.port === port);
    this.#tell(port, 'close');
  }

  /** Frees all that a process held: it has ended. */
  closeAll(server: PortServer): void {
    for (const [port, owner] of this.#servers) if (owner === server) this.close(port, server);
    this.#reset((exchange) => exchange.server === server);
  }

  /**
   * Sends a request to whoever listens. The answer comes to `sink`, never in the caller's turn.
   *
   * @returns closes the connection: nothing comes to `sink` after it.
   */
  ask(port: number, request: PortRequest, sink: AnswerSink): () => void {
    const server = this.#servers.get(port);
    let gone = false;
    const refuse = (failure: PortFailure) => {
      queueMicrotask(() => {
        if (!gone) sink.fail(failure);
      });
      return () => {
        gone = true;
      };
    };
    if (!server) {
      return refuse({ code: 'ECONNREFUSED', message: `nothing listens on port ${port}` });
    }
    if (this.#exchanges.size >= this.#limits.requests) {
      const message = `${this.#limits.requests} requests are under way, which is the most`;
      return refuse({ code: 'EMFILE', message });
    }
    const exchange = new OpenExchange({ port, request, server, sink }, this.#limits, () =>
      this.#exchanges.delete(exchange),
    );
    this.#exchanges.add(exchange);
    queueMicrotask(() => {
      if (!exchange.over) server.serve(exchange);
    });
    return () => {
      if (exchange.over) return;
      exchange.drop();
      server.abandoned(exchange);
    };
  }

  #reset(which: (exchange: OpenExchange) => boolean): void {
    for (const exchange of [...this.#exchanges].filter(which)) {
      exchange.fail({
        code: 'ECONNRESET',
        message: `the program on port ${exchange.port} closed the connection`,
      });
    }
  }

  #freePort(): number {
    let port = FIRST_FREE_PORT;
    while (this.#servers.has(port)) port += 1;
    return port;
  }
}

/** Holds a server to the order of an answer: one head, then data, then one end; and to its size. */
class OpenExchange implements Exchange {
  readonly port: number;
  readonly request: PortRequest;
  readonly server: PortServer;
  readonly #sink: AnswerSink;
  readonly #limitBytes: number;
  readonly #done: () => void;
  #headSent = false;
  #bytes = 0;
  #over = false;

  constructor(
    given: { port: number; request: PortRequest; server: PortServer; sink: AnswerSink },
    limits: Limits,
    done: () => void,
  ) {
    this.port = given.port;
    this.request = given.request;
    this.server = given.server;
    this.#sink = given.sink;
    this.#limitBytes = limits.bodyBytes;
    this.#done = done;
  }

  get over(): boolean {
    return this.#over;
  }

  head(head: LabResponseHead): void {
    if (this.#over || this.#headSent) return;
    this.#headSent = true;
    this.#sink.head(head);
  }

  data(data: Uint8Array): void {
    if (this.#over || !this.#headSent || data.length === 0) return;
    this.#bytes += data.length;
    if (this.#bytes <= this.#limitBytes) {
      this.#sink.data(data);
      return;
    }
    const message = `the answer of port ${this.port} is longer than ${this.#limitBytes} bytes`;
    this.fail({ code: 'EFBIG', message });
    this.server.abandoned(this);
  }

  end(): void {
    if (this.#over) return;
    if (!this.#headSent) {
      const message = `the program on port ${this.port} closed the connection without an answer`;
      this.fail({ code: 'ECONNRESET', message });
      return;
    }
    this.drop();
    this.#sink.end();
  }

  fail(failure: PortFailure): void {
    if (this.#over) return;
    this.drop();
    this.#sink.fail(failure);
  }

  drop(): void {
    this.#over = true;
    this.#done();
  }
}
