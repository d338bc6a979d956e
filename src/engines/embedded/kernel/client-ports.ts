import {
  joinBytes,
  LabError,
  type AskOptions,
  type LabPorts,
  type LabRequest,
  type LabResponse,
  type LabResponseHead,
  type LabResponseStream,
} from '#container';
import type { ContainerCalls, FromContainer, ToContainer } from './container-protocol.ts';
import { readRequest } from './http-message.ts';
import type { Limits } from './limits.ts';

/** What it needs of the container's client. */
interface Link {
  readonly over: LabError | undefined;
  readonly limits: Limits;
  send(message: ToContainer): void;
  call(method: 'ports'): Promise<ReturnType<ContainerCalls['ports']>>;
}

type Answer = Extract<
  FromContainer,
  { type: 'answer' | 'answer-data' | 'answer-end' | 'answer-failed' }
>;

interface Asked {
  head(head: LabResponseHead): void;
  data(data: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
}

/** The lab's ports as the page asks them. */
export class ClientPorts implements LabPorts {
  readonly #link: Link;
  readonly #changed: () => void;
  readonly #asked = new Map<number, Asked>();
  #nextId = 1;

  /** `changed` is told when `awaiting` may have changed. */
  constructor(link: Link, changed: () => void) {
    this.#link = link;
    this.#changed = changed;
  }

  /** True while an answer is awaited. */
  get awaiting(): boolean {
    return this.#asked.size > 0;
  }

  list(): Promise<readonly number[]> {
    return this.#link.call('ports');
  }

  async request(port: number, request: LabRequest, options?: AskOptions): Promise<LabResponse> {
    const { body, ...head } = await this.stream(port, request, options);
    const parts: Uint8Array[] = [];
    for (const reader = body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
    }
    return { ...head, body: joinBytes(parts) };
  }

  stream(
    port: number,
    request: LabRequest,
    { signal }: AskOptions = {},
  ): Promise<LabResponseStream> {
    if (this.#link.over) return Promise.reject(this.#link.over);
    if (signal?.aborted) return Promise.reject(reasonOf(signal));
    const { bodyBytes } = this.#link.limits;
    if ((request.body?.length ?? 0) > bodyBytes) {
      // In the kernel's words, before the body is copied to it.
      const fault = readRequest(request, bodyBytes);
      if (typeof fault === 'string') {
        return Promise.reject(portError({ code: 'EINVAL', message: fault }));
      }
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      let writer: ReadableStreamDefaultController<Uint8Array> | undefined;
      const hangUp = () => {
        this.#over(id);
        this.#link.send({ type: 'hang-up', id });
      };
      const fail = (error: unknown) => {
        signal?.removeEventListener('abort', abort);
        this.#over(id);
        if (writer) writer.error(error);
        else reject(error instanceof Error ? error : new Error(String(error)));
      };
      const abort = () => {
        if (!signal || !this.#asked.has(id)) return;
        hangUp();
        fail(reasonOf(signal));
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#asked.set(id, {
        head: (head) => {
          const body = new ReadableStream<Uint8Array>({
            start: (controller) => {
              writer = controller;
            },
            cancel: hangUp,
          });
          resolve({ ...head, body });
        },
        data: (data) => writer?.enqueue(data),
        end: () => {
          signal?.removeEventListener('abort', abort);
          this.#over(id);
          writer?.close();
        },
        fail,
      });
      this.#changed();
      this.#link.send({ type: 'ask', id, port, request });
    });
  }

  hear(message: Answer): void {
    const asked = this.#asked.get(message.id);
    if (!asked) return;
    if (message.type === 'answer') asked.head(message.head);
    else if (message.type === 'answer-data') asked.data(message.data);
    else if (message.type === 'answer-end') asked.end();
    else asked.fail(portError(message));
  }

  /** Every answer that is awaited fails with `reason`. */
  stop(reason: LabError): void {
    for (const asked of [...this.#asked.values()]) asked.fail(reason);
  }

  #over(id: number): void {
    if (this.#asked.delete(id)) this.#changed();
  }
}

/** Why a port gave no whole answer, as the page is told. `code` is POSIX's. */
export function portError({
  code,
  message,
}: {
  readonly code: string;
  readonly message: string;
}): Error {
  const sentence = `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}.`;
  if (code === 'ECONNREFUSED') {
    return new LabError('PortClosed', sentence, 'Start the server, or ask the port it listens on.');
  }
  if (code === 'EINVAL') {
    return new LabError('HttpNotAllowed', `The request cannot be sent: ${message}.`);
  }
  return new LabError(
    'PortReset',
    sentence,
    'Look at what the server printed: it may have stopped.',
  );
}

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
