import type { FromShell, ShellCalls, ToShell } from '../kernel/shell-protocol.ts';
import { turnTime } from './turn-time.ts';

type Command = Exclude<ToShell, { type: 'return' | 'throw' | 'ask-rest' }>;
type Answer = Extract<ToShell, { type: 'return' | 'throw' }>;

/** A file error that the kernel answered, in Node's words and with Node's code. */
export class KernelError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    // just-bash reads the code out of the message.
    super(message.startsWith(code) ? message : `${code}: ${message}`);
    this.name = 'KernelError';
    this.code = code;
  }
}

/** The shell's end of the private port to the kernel: calls with answers, and messages both ways. */
export class KernelLink {
  readonly #port: MessagePort;
  readonly #waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  #nextId = 1;
  #listener: (message: Command) => void = () => undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = (event: MessageEvent<ToShell>) => {
      const message = event.data;
      turnTime.begin();
      if (message.type === 'return' || message.type === 'throw') this.#answer(message);
      else if (message.type === 'ask-rest')
        this.send({ type: 'rests', computedMs: turnTime.take() });
      else this.#listener(message);
    };
  }

  /** Hands every message that is not an answer to this one listener. */
  onMessage(listener: (message: Command) => void): void {
    this.#listener = listener;
  }

  send(message: FromShell): void {
    this.#port.postMessage(message);
  }

  /** @throws KernelError when the kernel answers with a file error. */
  call<Name extends keyof ShellCalls>(
    method: Name,
    ...args: Parameters<ShellCalls[Name]>
  ): Promise<ReturnType<ShellCalls[Name]>> {
    return this.start(method, ...args).answer;
  }

  /** A call by its number, for those that may be cancelled while they wait. */
  start<Name extends keyof ShellCalls>(
    method: Name,
    ...args: Parameters<ShellCalls[Name]>
  ): { readonly id: number; readonly answer: Promise<ReturnType<ShellCalls[Name]>> } {
    const id = this.#nextId++;
    const answer = new Promise<ReturnType<ShellCalls[Name]>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.send({ type: 'call', id, method, args });
    });
    return { id, answer };
  }

  #answer(message: Answer): void {
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    this.#waiting.delete(message.id);
    if (message.type === 'return') waiting.resolve(message.value as never);
    else waiting.reject(new KernelError(message.code, message.message));
  }
}
