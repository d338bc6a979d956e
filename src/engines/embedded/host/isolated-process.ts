import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FromChild, Sealed, ToChild } from './isolation-protocol.ts';

/** What is kept of what the child says on its standard error, in bytes: the reason of a crash. */
const MOST_COMPLAINT = 4_096;

/** Puts a program into a network of its own, in which there is nothing. Linux has it, where it may be used. */
const UNSHARE = ['/usr/bin/unshare', '/bin/unshare'];

/** What the child may do: read the files that it is told, and start workers. See `docs/isolation.md`. */
const FLAGS = [
  '--permission',
  '--allow-worker',
  '--disallow-code-generation-from-strings',
  '--no-addons',
  '--no-experimental-sqlite',
  '--disable-sigusr1',
  '--no-warnings',
];

/** How a child is started. */
export interface IsolatedStart {
  /** The child's own script; it and `readable` are all that the child may read. Absolute paths. */
  readonly script: string;
  readonly readable: readonly string[];
  /** What the child is told first, besides the key. */
  readonly begin: Omit<Extract<ToChild, { type: 'begin' }>, 'key' | 'type'>;
  /** False to leave out a network of its own, also where the machine allows one. */
  readonly unshare?: boolean;
  readonly hear: (message: FromChild) => void;
  /** Told once, with words for a person, when the child ends by itself. */
  readonly ended: (reason: string) => void;
}

/** One child process, from its start to its end. */
export class IsolatedProcess {
  readonly #child: ChildProcess;
  readonly #key = randomBytes(32).toString('hex');
  #complaint = '';
  #ended = false;

  private constructor(start: IsolatedStart, unshare: string | undefined) {
    const { script, readable, begin, hear, ended } = start;
    const node = [
      process.execPath,
      ...FLAGS,
      ...[script, ...readable].map((path) => `--allow-fs-read=${path}`),
      script,
    ];
    const [command = '', ...args] = unshare
      ? [unshare, '--user', '--map-current-user', '--net', '--', ...node]
      : node;
    const child = spawn(command, args, {
      cwd: dirname(script),
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#child = child;
    child.stderr?.on('data', (data: Buffer) => {
      this.#complaint = (this.#complaint + data.toString('latin1')).slice(-MOST_COMPLAINT);
    });
    const end = (reason: string) => {
      if (this.#ended) return;
      this.kill();
      ended(reason);
    };
    child.on('message', (sealed: unknown) => {
      if (this.#ended) return;
      const message = opened(sealed, this.#key);
      if (message) hear(message);
      else end('something that is not the engine spoke on its channel');
    });
    child.on('error', (error) => {
      end(error.message);
    });
    child.on('close', (code, signal) => {
      end(`it ended ${signal ? `by ${signal}` : `with exit code ${code ?? 0}`}${this.#said()}`);
    });
    // Whoever awaits something keeps this process up.
    child.unref();
    child.channel?.unref();
    (child.stderr as unknown as { unref(): void } | null)?.unref();
    this.send({ type: 'begin', key: this.#key, ...begin });
  }

  /** Starts a child and waits for its first word. @throws Error with the reason when it does not come up. */
  static async start(start: IsolatedStart): Promise<IsolatedProcess> {
    const unshare = start.unshare === false ? undefined : UNSHARE.find((path) => existsSync(path));
    if (unshare === undefined) return IsolatedProcess.#attempt(start, undefined);
    // Not every machine allows it (containers often do not): then the other walls have to do.
    return IsolatedProcess.#attempt(start, unshare).catch(() =>
      IsolatedProcess.#attempt(start, undefined),
    );
  }

  static #attempt(start: IsolatedStart, unshare: string | undefined): Promise<IsolatedProcess> {
    return new Promise((resolve, reject) => {
      let up = false;
      const one = new IsolatedProcess(
        {
          ...start,
          hear: (message) => {
            if (up) start.hear(message);
            else if (message.type === 'hello') {
              up = true;
              resolve(one);
            }
          },
          ended: (reason) => {
            if (up) start.ended(reason);
            else reject(new Error(reason));
          },
        },
        unshare,
      );
    });
  }

  send(message: ToChild): void {
    // An error here is that of a child which has just ended: `close` tells of it.
    if (!this.#ended) this.#child.send(message, () => undefined);
  }

  kill(): void {
    this.#ended = true;
    this.#child.kill('SIGKILL');
  }

  /** What it said last, made harmless for a terminal. */
  #said(): string {
    const line = this.#complaint.split('\n').find((one) => /error|fatal|denied/i.test(one));
    return line === undefined ? '' : `: ${line.replace(/[^\x20-\x7e]/g, '?').slice(0, 300)}`;
  }
}

function opened(sealed: unknown, key: string): FromChild | undefined {
  const given = (sealed as Partial<Sealed> | null)?.key;
  if (typeof given !== 'string' || given.length !== key.length) return undefined;
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(key))) return undefined;
  return (sealed as Sealed).message;
}
