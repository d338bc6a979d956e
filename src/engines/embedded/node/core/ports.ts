import type { HeaderList, LabRequest, LabResponseHead } from '#container';
import { loop } from './event-loop.ts';
import { kernel } from './kernel-link.ts';

/** A request that came to a port of this process. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  respond(head: LabResponseHead): void;
  data(bytes: Uint8Array): void;
  end(): void;
  onAbandoned(listener: () => void): void;
}

/** What comes back when this process asks a port. */
export interface AnswerSink {
  head(head: LabResponseHead): void;
  data(bytes: Uint8Array): void;
  end(): void;
  fail(code: string, message: string): void;
}

const servers = new Map<number, (incoming: Incoming) => void>();
const listening = new Map<number, { done(port: number): void; failed(code: string): void }>();
const abandoned = new Map<number, () => void>();
const asked = new Map<number, AnswerSink>();

/** Asks the kernel for a port; requests to it go to `serve`. */
export function listenOn(
  port: number,
  serve: (incoming: Incoming) => void,
  done: (port: number) => void,
  failed: (code: string) => void,
): void {
  const id = kernel.newId();
  listening.set(id, {
    done: (given) => {
      servers.set(given, serve);
      done(given);
    },
    failed,
  });
  kernel.say({ type: 'listen', id, port });
}

export function closePort(port: number): void {
  servers.delete(port);
  kernel.say({ type: 'unlisten', port });
}

/** Sends a request to a port of the lab. Returns what closes the connection. */
export function askPort(port: number, request: LabRequest, sink: AnswerSink): () => void {
  const id = kernel.newId();
  const letGo = loop.hold();
  const over = () => {
    asked.delete(id);
    letGo();
  };
  asked.set(id, {
    ...sink,
    head: (head) => {
      sink.head(head);
    },
    data: (bytes) => {
      sink.data(bytes);
    },
    end: () => {
      over();
      sink.end();
    },
    fail: (code, message) => {
      over();
      sink.fail(code, message);
    },
  });
  kernel.say({ type: 'ask', id, port, request });
  return () => {
    if (!asked.has(id)) return;
    over();
    kernel.say({ type: 'hang-up', id });
  };
}

/** Begins to hear what the kernel says of ports. */
export function servePorts(): void {
  kernel.on('listening', ({ id, port }) => {
    loop.arrive(() => {
      listening.get(id)?.done(port);
    });
  });
  kernel.on('listen-failed', ({ id, code }) => {
    loop.arrive(() => {
      listening.get(id)?.failed(code);
    });
  });
  kernel.on('request', ({ id, port, request }) => {
    loop.arrive(() => {
      const serve = servers.get(port);
      if (!serve) {
        kernel.say({ type: 'respond-end', id });
        return;
      }
      serve({
        ...request,
        respond: (head) => {
          kernel.say({ type: 'respond', id, head });
        },
        data: (data) => {
          kernel.say({ type: 'respond-data', id, data });
        },
        end: () => {
          abandoned.delete(id);
          kernel.say({ type: 'respond-end', id });
        },
        onAbandoned: (listener) => {
          abandoned.set(id, listener);
        },
      });
    });
  });
  kernel.on('request-abandoned', ({ id }) => {
    loop.arrive(() => {
      abandoned.get(id)?.();
      abandoned.delete(id);
    });
  });
  kernel.on('answer', ({ id, head }) => {
    loop.arrive(() => {
      asked.get(id)?.head(head);
    });
  });
  kernel.on('answer-data', ({ id, data }) => {
    loop.arrive(() => {
      asked.get(id)?.data(data);
    });
  });
  kernel.on('answer-end', ({ id }) => {
    loop.arrive(() => {
      asked.get(id)?.end();
    });
  });
  kernel.on('answer-failed', ({ id, code, message }) => {
    loop.arrive(() => {
      asked.get(id)?.fail(code, message);
    });
  });
}

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1?\]?|lab)$/i;

/** Whether a host is the lab itself: there is nothing else to reach. */
export const isLocalHost = (host: string): boolean => LOCAL.test(host);
