import type {
  FromKernel,
  HostedWorker,
  HostWorkers,
  ProcessWorkerKind,
  ToKernel,
} from './host-protocol.ts';

interface Waiting {
  resolve(worker: HostedWorker): void;
  reject(error: Error): void;
}

/** The host as the kernel sees it, over the kernel's boot port. */
export class RemoteHost implements HostWorkers {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  readonly #crashListeners = new Map<number, (message: string) => void>();
  #nextId = 1;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  startWorker(kind: ProcessWorkerKind): Promise<HostedWorker> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ type: 'start-worker', id, kind });
    });
  }

  /** Takes what the host says of workers. */
  hear(message: Exclude<ToKernel, { type: 'serve' }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'worker-started') waiting?.resolve(this.#worker(message.id, message.port));
    else if (message.type === 'worker-failed') waiting?.reject(new Error(message.message));
    else this.#crashListeners.get(message.id)?.(message.message);
  }

  #worker(id: number, port: MessagePort): HostedWorker {
    return {
      port,
      terminate: () => {
        this.#crashListeners.delete(id);
        port.close();
        this.#send({ type: 'terminate-worker', id });
      },
      onCrash: (listener) => {
        this.#crashListeners.set(id, listener);
      },
    };
  }

  #send(message: FromKernel): void {
    this.#port.postMessage(message);
  }
}
