import type { ChildrenFromProcess, ChildrenToProcess } from '../kernel/process.ts';

/** Where one stream of a child goes: it is kept until it is read, passed on to a stream of ours, or dropped. */
type Target = 'keep' | 1 | 2 | 'drop';

/** What the Python side asks for, as JSON. */
interface SpawnWords {
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: 'fed' | 'inherit' | 'ignore';
  readonly stdout: 'pipe' | 'inherit' | 'ignore';
  readonly stderr: 'pipe' | 'inherit' | 'ignore' | 'stdout';
  /** What to do with what a piped stream says. */
  readonly targets: { readonly 1: Target; readonly 2: Target };
  /** What a shell says, and nothing else, when it knows no such program; empty when the program is surely there. */
  readonly notFound: string;
}

interface Child {
  readonly targets: SpawnWords['targets'];
  readonly notFound: string;
  /** Output that may yet turn out to be the shell's word of a program that is not there. */
  held: { fd: 1 | 2; data: Uint8Array }[] | null;
  readonly kept: { 1: Uint8Array[]; 2: Uint8Array[] };
  /** The exit code, the code of the error that kept it from starting, or `null` while it runs. */
  end: number | string | null;
}

/** The programs that one Python program starts. Nothing waits but what returns a promise. */
export class LabChildren {
  readonly #say: (message: ChildrenFromProcess) => void;
  readonly #before: () => void;
  readonly #write: (fd: 1 | 2, data: Uint8Array) => void;
  // Taken now: the program may replace what is global.
  readonly #later = setTimeout.bind(globalThis);
  readonly #notLater = clearTimeout.bind(globalThis);
  readonly #decoder = new TextDecoder();
  readonly #children = new Map<number, Child>();
  #nextId = 1;
  #wake: (() => void) | undefined;

  /**
   * @param before Sends what the program has printed and written so far: a child sees it.
   * @param write The program's own output.
   */
  constructor(parts: {
    say: (message: ChildrenFromProcess) => void;
    before: () => void;
    write: (fd: 1 | 2, data: Uint8Array) => void;
  }) {
    this.#say = parts.say;
    this.#before = parts.before;
    this.#write = parts.write;
  }

  /** Starts a program; `known` is all of its standard input, in place of what `words` say of it. Its id. */
  spawn(words: string, known?: Uint8Array): number {
    const { argv, cwd, env, stdin, stdout, stderr, targets, notFound } = JSON.parse(
      words,
    ) as SpawnWords;
    const id = this.#nextId++;
    this.#children.set(id, {
      targets,
      notFound,
      held: notFound === '' ? null : [],
      kept: { 1: [], 2: [] },
      end: null,
    });
    this.#before();
    this.#say({ type: 'spawn', id, argv, cwd, env, stdin: known ?? stdin, stdout, stderr });
    return id;
  }

  /** More of its standard input, or, without data, the end of it. */
  input(id: number, data?: Uint8Array): void {
    if (this.#children.get(id)?.end !== null) return;
    this.#say({ type: 'child-input', id, data: data ?? null });
  }

  kill(id: number, code: number): void {
    if (this.#children.get(id)?.end === null) this.#say({ type: 'child-kill', id, code });
  }

  /** The exit code, or the code of an error; -1 while it runs. */
  end(id: number): number | string {
    return this.#children.get(id)?.end ?? -1;
  }

  /** What came on a stream and was not read yet, at most so many bytes; `undefined` (Python's None) when nothing did. */
  read(id: number, fd: 1 | 2, mostBytes: number): Uint8Array | undefined {
    const parts = this.#children.get(id)?.kept[fd];
    const [first] = parts ?? [];
    if (!parts || !first) return undefined;
    if (first.length <= mostBytes) parts.shift();
    else parts[0] = first.subarray(mostBytes);
    return first.subarray(0, mostBytes);
  }

  /** Waits until something happens, or so many ms; below 0 without end. */
  wait(ms: number): Promise<void> {
    this.#before();
    return new Promise((resolve) => {
      const timer = ms < 0 ? undefined : this.#later(resolve, ms);
      this.#wake = () => {
        this.#notLater(timer);
        resolve();
      };
    });
  }

  /** Takes what the kernel says of children. */
  hear(message: ChildrenToProcess): void {
    if (message.type === 'parent-message' || message.type === 'child-message') return;
    const child = this.#children.get(message.id);
    if (child) {
      if (message.type === 'child-output') this.#output(child, message.fd, message.data);
      else if (message.type === 'child-failed') child.end = message.code;
      else if (message.type === 'child-exit') this.#exit(child, message.code);
    }
    this.#wake?.();
    this.#wake = undefined;
  }

  #output(child: Child, fd: 1 | 2, data: Uint8Array): void {
    if (child.held) {
      child.held.push({ fd, data });
      if (child.notFound.startsWith(this.#heldText(child.held))) return;
    }
    this.#release(child);
    if (!child.held) this.#pass(child, fd, data);
    child.held = null;
  }

  #exit(child: Child, code: number): void {
    const { held } = child;
    if (held && code === 127 && this.#heldText(held) === child.notFound) child.end = 'ENOENT';
    else {
      this.#release(child);
      child.end = code;
    }
  }

  #heldText(held: NonNullable<Child['held']>): string {
    return held.map(({ data }) => this.#decoder.decode(data)).join('');
  }

  #release(child: Child): void {
    for (const { fd, data } of child.held ?? []) this.#pass(child, fd, data);
  }

  #pass(child: Child, fd: 1 | 2, data: Uint8Array): void {
    const target = child.targets[fd];
    if (target === 'keep') child.kept[fd].push(data);
    else if (target !== 'drop') this.#write(target, data);
  }
}
