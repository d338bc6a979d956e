import { readRequest, readResponseHead } from './http-message.ts';
import { PortError, type Exchange, type PortServer, type PortTable } from './port-table.ts';
import type { FromProcess, ToProcess } from './process.ts';

type Said = Partial<Record<string, unknown>> & { readonly type?: FromProcess['type'] };

/**
 * The ports of one process that runs in a worker: what it listens on, what it is asked, what it asks.
 *
 * The worker is hostile: every field is checked, a malformed message is dropped or fails its own exchange.
 */
export class ProcessPorts implements PortServer {
  readonly #table: PortTable;
  readonly #bodyLimitBytes: number;
  readonly #post: (message: ToProcess, transfer?: Transferable[]) => void;
  readonly #beforeRequest: () => void;
  readonly #served = new Map<number, Exchange>();
  readonly #asked = new Map<number, () => void>();
  #nextId = 1;

  /** `beforeRequest` is called right before a request is handed to the process. */
  constructor(parts: {
    table: PortTable;
    bodyLimitBytes: number;
    post: (message: ToProcess, transfer?: Transferable[]) => void;
    beforeRequest?: () => void;
  }) {
    this.#table = parts.table;
    this.#bodyLimitBytes = parts.bodyLimitBytes;
    this.#post = parts.post;
    this.#beforeRequest = parts.beforeRequest ?? (() => undefined);
  }

  serve(exchange: Exchange): void {
    const id = this.#nextId++;
    this.#served.set(id, exchange);
    const { port, request } = exchange;
    this.#beforeRequest();
    this.#post({ type: 'request', id, port, request });
  }

  abandoned(exchange: Exchange): void {
    for (const [id, other] of this.#served) {
      if (other !== exchange) continue;
      this.#served.delete(id);
      this.#post({ type: 'request-abandoned', id });
    }
  }

  /** The process has ended. */
  end(): void {
    this.#table.closeAll(this);
    this.#served.clear();
    for (const hangUp of this.#asked.values()) hangUp();
    this.#asked.clear();
  }

  /** Takes what the process said; false when it is about something else. */
  hear(said: Said): boolean {
    switch (said.type) {
      case 'listen':
        this.#listen(said);
        return true;
      case 'unlisten':
        if (typeof said['port'] === 'number') this.#table.close(said['port'], this);
        return true;
      case 'respond':
      case 'respond-data':
      case 'respond-end':
        this.#respond(said);
        return true;
      case 'ask':
        this.#ask(said);
        return true;
      case 'hang-up':
        this.#asked.get(Number(said['id']))?.();
        this.#asked.delete(Number(said['id']));
        return true;
      case 'knock':
        if (isId(said['id'])) {
          const open = this.#table.isOpen(Number(said['port']));
          this.#post({ type: 'knocked', id: said['id'], open });
        }
        return true;
      default:
        return false;
    }
  }

  #listen({ id, port }: Said): void {
    if (!isId(id)) return;
    try {
      const given = this.#table.listen(typeof port === 'number' ? port : -1, this);
      this.#post({ type: 'listening', id, port: given });
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      this.#post({ type: 'listen-failed', id, code: error.code, message: error.message });
    }
  }

  #respond(said: Said): void {
    const id = Number(said['id']);
    const exchange = this.#served.get(id);
    if (!exchange) return;
    if (said.type === 'respond') {
      const head = readResponseHead(said['head']);
      if (typeof head !== 'string') exchange.head(head);
      else {
        exchange.fail({
          code: 'ECONNRESET',
          message: `the program on port ${exchange.port} does not speak HTTP: ${head}`,
        });
      }
    } else if (said.type === 'respond-data') {
      const { data } = said;
      if (data instanceof Uint8Array) exchange.data(data);
    } else {
      exchange.end();
    }
    if (exchange.over) this.#served.delete(id);
  }

  #ask({ id, port, request }: Said): void {
    if (!isId(id) || this.#asked.has(id)) return;
    const read = readRequest(request, this.#bodyLimitBytes);
    if (typeof read === 'string') {
      this.#post({ type: 'answer-failed', id, code: 'EINVAL', message: read });
      return;
    }
    const hangUp = this.#table.ask(Number(port), read, {
      head: (head) => {
        this.#post({ type: 'answer', id, head });
      },
      data: (data) => {
        this.#post({ type: 'answer-data', id, data });
      },
      end: () => {
        this.#asked.delete(id);
        this.#post({ type: 'answer-end', id });
      },
      fail: ({ code, message }) => {
        this.#asked.delete(id);
        this.#post({ type: 'answer-failed', id, code, message });
      },
    });
    this.#asked.set(id, hangUp);
  }
}

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
