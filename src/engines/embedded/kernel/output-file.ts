import { joinBytes } from '#container';
import type { ShellFileCalls } from './shell-calls.ts';

/** Up to this size a file grows with each write; beyond it, writes gather, because each costs a copy of the whole. */
const SMALL_BYTES = 2 ** 20;

/** What redirections need of the files. */
export type RedirectedFiles = Pick<ShellFileCalls, 'readFile' | 'writeFile' | 'stat'>;

/** A file that grows while a program writes to it (`> log`), so that others read it meanwhile. */
export class OutputFile {
  readonly #files: RedirectedFiles;
  readonly #path: string;
  readonly #onFault: (error: Error) => void;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #sizeBytes: number;
  #isBroken = false;

  /** Empties the file, or makes it; with `append`, keeps what is there. @throws TreeError when it cannot be written. */
  constructor(
    files: RedirectedFiles,
    path: string,
    { append }: { readonly append: boolean },
    onFault: (error: Error) => void,
  ) {
    this.#files = files;
    this.#path = path;
    this.#onFault = onFault;
    files.writeFile(path, new Uint8Array(0), { append });
    this.#sizeBytes = files.stat(path).sizeBytes;
  }

  write(data: Uint8Array): void {
    if (this.#isBroken) return;
    this.#waiting.push(data);
    this.#waitingBytes += data.length;
    if (this.#sizeBytes < SMALL_BYTES || this.#waitingBytes > this.#sizeBytes / 4) this.flush();
  }

  flush(): void {
    const data = joinBytes(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (data.length === 0 || this.#isBroken) return;
    try {
      this.#files.writeFile(this.#path, data, { append: true });
      this.#sizeBytes += data.length;
    } catch (error) {
      this.#isBroken = true;
      this.#onFault(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
