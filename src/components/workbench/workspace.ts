import {
  fromFileSystemTree,
  toFileSystemTree,
  type FileEntry,
  type FileTree,
  type LabContainer,
} from '#container';
import { sameBytes, sameEntry } from '#progress';
import { signal, type ReadonlySignal } from '@preact/signals';

const TYPING_MS = 150;
const LEAST_PULL_MS = 120;

export interface WorkspaceEvents {
  /** The tree changed, by the learner's hand or by a program. */
  onChange(): void;
  /** A file operation was refused by the engine; the message is for the learner. */
  onRefused(message: string): void;
}

/**
 * The learner's files as the page knows them. Before an engine runs the page's tree is the truth; from `attach` on the
 * container's is, what is typed is laid over it at once, and what programs change is pulled in after their events.
 */
export class Workspace {
  #tree: FileTree;
  readonly #events: WorkspaceEvents;
  readonly #shape = signal<FileTree>({});
  readonly #revision = signal(0);
  #container: LabContainer | undefined;
  /** Typed, and not yet in the container. */
  readonly #typed = new Map<string, Uint8Array>();
  readonly #unsaved = new Map<string, Uint8Array>();
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #pullTimer: ReturnType<typeof setTimeout> | undefined;
  #pullCostMs = 0;
  /** Operations on the container run one after the other. */
  #queue: Promise<void> = Promise.resolve();
  /** Number of operations so far: a copy of the files that was taken before the last one is old. */
  #operations = 0;

  constructor(tree: FileTree, events: WorkspaceEvents) {
    this.#tree = tree;
    this.#events = events;
    this.#shape.value = tree;
  }

  get tree(): FileTree {
    return this.#tree;
  }

  /** A tree with the same paths and kinds as now; a new object only when those change. */
  get shape(): ReadonlySignal<FileTree> {
    return this.#shape;
  }

  /** Grows with every change of contents. */
  get revision(): ReadonlySignal<number> {
    return this.#revision;
  }

  /** What was typed since `typedIsSaved` was last told: a page that goes away writes it down. */
  get unsavedTyping(): ReadonlyMap<string, Uint8Array> {
    return this.#unsaved;
  }

  /** Says that this tree was saved. */
  typedIsSaved(tree: FileTree): void {
    for (const [path, bytes] of [...this.#unsaved]) {
      const entry = tree[path];
      if (entry?.kind === 'file' && entry.bytes === bytes) this.#unsaved.delete(path);
    }
  }

  /**
   * Lays the tree into a container and follows it from then on. One that is not empty holds `there`: what differs from
   * that is laid, and what is too much is taken away.
   */
  async attach(container: LabContainer, there: FileTree = {}): Promise<void> {
    const tree = this.#tree;
    const laying = this.#queue.then(async () => {
      for (const path of Object.keys(there)) {
        if (!(path in tree)) await container.fs.rm(path, { recursive: true, force: true });
      }
      const wanted = Object.entries(tree).filter(([path, entry]) => !sameEntry(there[path], entry));
      if (wanted.length > 0) await container.mount(toFileSystemTree(Object.fromEntries(wanted)));
    });
    this.#operations += 1;
    // What is done to the files meanwhile comes after them.
    this.#queue = laying.catch(() => undefined);
    this.#container = container;
    try {
      await laying;
    } catch (error) {
      if (this.#container === container) this.#container = undefined;
      throw error;
    }
    container.fs.watch('.', { recursive: true }, () => this.#pullSoon());
    // What was typed while the files were mounted.
    this.#typeSoon(0);
  }

  /** Before `attach`: puts a tree in place that holds the learner's changes already. What is unsaved stays so. */
  prepared(tree: FileTree): void {
    for (const [path, bytes] of this.#typed) {
      const entry = tree[path];
      if (entry?.kind !== 'file' || entry.bytes !== bytes) this.#typed.delete(path);
    }
    this.#set(tree);
  }

  detach(): void {
    this.#container = undefined;
    clearTimeout(this.#pullTimer);
    // One that was due no longer is: what the next container changes is followed anew.
    this.#pullTimer = undefined;
    clearTimeout(this.#typingTimer);
  }

  /** The bytes of a file, or `undefined` when none stands there. */
  bytesOf(path: string): Uint8Array | undefined {
    const entry = this.#tree[path];
    return entry?.kind === 'file' ? entry.bytes : undefined;
  }

  /** Takes over what was typed in the editor. */
  type(path: string, bytes: Uint8Array): void {
    this.#typed.set(path, bytes);
    this.#unsaved.set(path, bytes);
    this.#put(path, bytes);
    this.#typeSoon(TYPING_MS);
  }

  /** Writes a file (an upload, a new file); folders above it are made. */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.#put(path, bytes);
    await this.#do(async (container) => {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
      if (folder !== '') await container.fs.mkdir(folder, { recursive: true });
      await container.fs.writeFile(path, bytes);
    });
  }

  async addFolder(path: string): Promise<void> {
    this.#set({ ...this.#tree, [path]: { kind: 'folder' } });
    await this.#do(async (container) => {
      await container.fs.mkdir(path, { recursive: true });
    });
  }

  async rename(from: string, to: string): Promise<void> {
    await this.settle();
    const moved = Object.entries(this.#tree).map(([path, entry]): [string, FileEntry] => {
      if (path === from) return [to, entry];
      return path.startsWith(`${from}/`) ? [to + path.slice(from.length), entry] : [path, entry];
    });
    this.#set(Object.fromEntries(moved));
    await this.#do(async (container) => {
      const folder = to.includes('/') ? to.slice(0, to.lastIndexOf('/')) : '';
      if (folder !== '') await container.fs.mkdir(folder, { recursive: true });
      await container.fs.rename(from, to);
    });
  }

  async remove(path: string): Promise<void> {
    const isGone = (other: string) => other === path || other.startsWith(`${path}/`);
    for (const map of [this.#typed, this.#unsaved]) {
      for (const typed of map.keys()) if (isGone(typed)) map.delete(typed);
    }
    this.#set(Object.fromEntries(Object.entries(this.#tree).filter(([other]) => !isGone(other))));
    await this.#do((container) => container.fs.rm(path, { recursive: true, force: true }));
  }

  /** Puts another tree in place of all that is there. */
  async replace(tree: FileTree): Promise<void> {
    this.#typed.clear();
    this.#unsaved.clear();
    this.#set(tree);
    await this.#do(async (container) => {
      for (const name of await container.fs.readdir('.')) {
        await container.fs.rm(name, { recursive: true, force: true });
      }
      await container.mount(toFileSystemTree(tree));
    });
  }

  /** Brings what was typed into the container now, not when typing pauses: a command is about to read it. */
  async bringTyped(): Promise<void> {
    clearTimeout(this.#typingTimer);
    if (this.#typed.size > 0) await this.#flushTyped();
  }

  /** Brings what was typed into the container, takes its tree over, and returns it. */
  async settle(): Promise<FileTree> {
    await this.bringTyped();
    let isTaken = await this.#pull();
    while (!isTaken) isTaken = await this.#pull();
    return this.#tree;
  }

  #put(path: string, bytes: Uint8Array): void {
    const known = this.#tree[path];
    const executable = known?.kind === 'file' && known.executable ? { executable: true } : {};
    this.#set({ ...this.#tree, [path]: { kind: 'file', bytes, ...executable } });
  }

  #set(tree: FileTree): void {
    const before = this.#tree;
    this.#tree = tree;
    if (!sameShape(this.#shape.value, tree)) this.#shape.value = tree;
    if (before !== tree) {
      this.#revision.value += 1;
      this.#events.onChange();
    }
  }

  /** Runs an operation on the container, after those before it. Without a container the page's tree is all there is. */
  #do(operation: (container: LabContainer) => Promise<void>): Promise<void> {
    this.#operations += 1;
    const run = this.#queue.then(async () => {
      if (!this.#container) return;
      try {
        await operation(this.#container);
      } catch (error) {
        this.#events.onRefused(error instanceof Error ? error.message : String(error));
      }
      this.#pullSoon();
    });
    this.#queue = run;
    return run;
  }

  #typeSoon(afterMs: number): void {
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => void this.#flushTyped(), afterMs);
  }

  async #flushTyped(): Promise<void> {
    if (!this.#container) return;
    await this.#do(async (container) => {
      for (const [path, bytes] of [...this.#typed]) {
        await container.fs.writeFile(path, bytes);
        if (this.#typed.get(path) === bytes) this.#typed.delete(path);
      }
    });
  }

  #pullSoon(): void {
    if (this.#pullTimer !== undefined) return;
    // A large tree takes long to copy: it is copied less often.
    const afterMs = Math.max(LEAST_PULL_MS, 4 * this.#pullCostMs);
    this.#pullTimer = setTimeout(() => {
      this.#pullTimer = undefined;
      void this.#pull();
    }, afterMs);
  }

  /** Takes the container's files over. @returns false when they changed under it, so that what was taken is old. */
  async #pull(): Promise<boolean> {
    await this.#queue;
    const container = this.#container;
    if (!container) return true;
    const operations = this.#operations;
    const began = performance.now();
    let pulled: FileTree;
    try {
      pulled = fromFileSystemTree(await container.export('.', { format: 'json' }));
    } catch (error) {
      if (this.#container === container) {
        this.#events.onRefused(error instanceof Error ? error.message : String(error));
      }
      return true;
    }
    this.#pullCostMs = performance.now() - began;
    if (this.#container !== container) return true;
    if (this.#operations !== operations) {
      this.#pullSoon();
      return false;
    }
    const next = this.#withTyped(pulled);
    if (next) this.#set(next);
    return true;
  }

  /** The pulled tree with what is still being typed, and with the known objects where nothing changed; `undefined` when all is as known. */
  #withTyped(pulled: FileTree): FileTree | undefined {
    // A map: by assignment to an object a file named `__proto__` would be lost.
    const next = new Map<string, FileEntry>();
    let isChanged = false;
    for (const [path, entry] of Object.entries(pulled)) {
      const known = this.#tree[path];
      const isKnown = known !== undefined && (this.#typed.has(path) || sameEntry(known, entry));
      next.set(path, isKnown ? known : entry);
      if (!isKnown) isChanged = true;
    }
    for (const [path, bytes] of this.#typed) {
      const entry = next.get(path);
      if (!entry || (entry.kind === 'file' && !sameBytes(entry.bytes, bytes))) {
        next.set(path, { kind: 'file', bytes });
      }
    }
    const sameCount = next.size === Object.keys(this.#tree).length;
    return isChanged || !sameCount ? Object.fromEntries(next) : undefined;
  }
}

function sameShape(a: FileTree, b: FileTree): boolean {
  const paths = Object.keys(a);
  if (paths.length !== Object.keys(b).length) return false;
  return paths.every((path) => {
    const other = b[path];
    return other !== undefined && other.kind === a[path]?.kind;
  });
}
