import { joinBytes } from '#container';
import type { PrivatePort } from '../../kernel/private-port.ts';
import type { ToProcess } from '../../kernel/process.ts';
import { type ToolRan, type ToolRun } from './tool.ts';

interface Running {
  readonly parts: Uint8Array[];
  resolve(ran: ToolRan): void;
  reject(error: Error): void;
}

/** The programs that a tool runs. */
export class ToolChildren {
  readonly #port: PrivatePort;
  readonly #running = new Map<number, Running>();
  #lastId = 0;

  constructor(port: PrivatePort) {
    this.#port = port;
  }

  run(
    argv: readonly string[],
    options: Omit<ToolRun, 'stdin'> & { readonly stdin: Uint8Array | 'inherit' | 'ignore' },
  ): Promise<ToolRan> {
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#running.set(id, { parts: [], resolve, reject });
      const { cwd, env, stdin, captures } = options;
      const stdout = captures ? 'pipe' : 'inherit';
      this.#port.say({ type: 'spawn', id, argv, cwd, env, stdin, stdout, stderr: 'inherit' });
    });
  }

  hear(message: ToProcess): void {
    if (!('id' in message)) return;
    const child = this.#running.get(message.id);
    if (!child) return;
    if (message.type === 'child-output' && message.fd === 1) child.parts.push(message.data);
    else if (message.type === 'child-exit') {
      this.#running.delete(message.id);
      child.resolve({ exitCode: message.code, stdout: joinBytes(child.parts) });
    } else if (message.type === 'child-failed') {
      this.#running.delete(message.id);
      child.reject(new Error(message.message));
    }
  }
}
