import type { FromContainer, ToContainer } from './container-protocol.ts';
import { readRequest } from './http-message.ts';
import type { PortTable } from './port-table.ts';

/** Requests of the page to ports of the lab. */
export class OutsidePorts {
  readonly #table: PortTable;
  readonly #bodyLimitBytes: number;
  readonly #send: (message: FromContainer) => void;
  readonly #asked = new Map<number, () => void>();

  constructor(table: PortTable, bodyLimitBytes: number, send: (message: FromContainer) => void) {
    this.#table = table;
    this.#bodyLimitBytes = bodyLimitBytes;
    this.#send = send;
  }

  ask({ id, port, request }: Extract<ToContainer, { type: 'ask' }>): void {
    const read = readRequest(request, this.#bodyLimitBytes);
    if (typeof read === 'string') {
      this.#send({ type: 'answer-failed', id, code: 'EINVAL', message: read });
      return;
    }
    const hangUp = this.#table.ask(port, read, {
      head: (head) => {
        this.#send({ type: 'answer', id, head });
      },
      data: (data) => {
        this.#send({ type: 'answer-data', id, data });
      },
      end: () => {
        this.#asked.delete(id);
        this.#send({ type: 'answer-end', id });
      },
      fail: ({ code, message }) => {
        this.#asked.delete(id);
        this.#send({ type: 'answer-failed', id, code, message });
      },
    });
    this.#asked.set(id, hangUp);
  }

  hangUp(id: number): void {
    this.#asked.get(id)?.();
    this.#asked.delete(id);
  }
}
