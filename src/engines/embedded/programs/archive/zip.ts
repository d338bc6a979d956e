import { isFolder, isSymlink, S_IFREG } from '../../kernel/inode.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { readAll, strerror, ToolExit, type Tool, type ToolContext } from '../tool/tool.ts';
import { crc32, inflate } from './deflate.ts';
import { DEFLATED, packEntry, readZip, writeZip, type ZipEntry } from './zip-format.ts';
import { readZipOrder, ZIP_HELP, zipError, zipPattern, type ZipOrder } from './zip-options.ts';

const NOTHING_TO_DO = 12;
const encoder = new TextEncoder();

/** Info-ZIP's `zip`, lab edition. */
export const zip: Tool = async (context) => {
  const order = readZipOrder(context.argv.slice(1));
  if (order.flags.has('h') || context.argv.length === 1) {
    context.stdout(ZIP_HELP);
    return 0;
  }
  if (order.flags.has('version')) {
    context.stdout('This is Zip 3.0 (Plumbline lab edition).\n');
    return 0;
  }
  if (order.archive === undefined) throw zipError(NOTHING_TO_DO, 'Nothing to do!');
  return new Zipping(context, order, order.archive).run();
};

interface Found {
  /** As stored. */
  readonly name: string;
  /** Absolute; standard input when it is `-`. */
  readonly path: string;
}

class Zipping {
  readonly #context: ToolContext;
  readonly #order: ZipOrder;
  readonly #archive: string;
  readonly #path: string;
  readonly #before: readonly ZipEntry[];
  readonly #say: (line: string) => void;

  constructor(context: ToolContext, order: ZipOrder, archive: string) {
    this.#context = context;
    this.#order = order;
    const base = archive.slice(archive.lastIndexOf('/') + 1);
    this.#archive = archive === '-' || base.includes('.') ? archive : `${archive}.zip`;
    this.#path = resolvePath(context.cwd, this.#archive);
    this.#say = (line) => {
      if (order.flags.has('q')) return;
      if (archive === '-') context.stderr(line);
      else context.stdout(line);
    };
    this.#before = this.#readArchive();
  }

  async run(): Promise<number> {
    const { flags, paths } = this.#order;
    if (flags.has('sf') && paths.length === 0) return this.#showFiles();
    if (flags.has('T') && paths.length === 0) return this.#test();
    if (flags.has('d')) return this.#delete();
    const names = flags.has('@') ? await this.#namesFromInput() : paths;
    const found = names.flatMap((name) => this.#find(name));
    const wanted = found.filter(({ name }) => this.#isWanted(name));
    const entries = new Map(this.#before.map((entry) => [entry.name, entry]));
    const stored: Found[] = [];
    for (const one of wanted) {
      const known = entries.get(one.name);
      if (!this.#isDue(one, known)) continue;
      const entry = await this.#entryOf(one);
      entries.set(one.name, entry);
      stored.push(one);
      this.#say(
        `${known ? 'updating: ' : '  adding: '}${one.name}${outcome(entry, flags.has('v'))}\n`,
      );
    }
    if (stored.length === 0) return this.#nothing(names);
    if (flags.has('v')) this.#sayTotals([...entries.values()]);
    this.#write([...entries.values()]);
    if (flags.has('m')) this.#removeMoved(stored);
    return flags.has('T') ? this.#test() : 0;
  }

  #readArchive(): readonly ZipEntry[] {
    if (this.#archive === '-') return [];
    const node = this.#context.tree.tryLookup(this.#path);
    if (!node) return [];
    if (isFolder(node)) throw zipError(15, `Could not create output file (${this.#archive})`);
    try {
      const entries = readZip(this.#context.tree.readFile(this.#path));
      if (entries) return entries;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    throw new ToolExit(
      3,
      `\tzip warning: missing end signature--probably not a zip file (did you\n` +
        `\tzip warning: remember to use binary mode when you transferred it?)\n` +
        `\tzip warning: (if you are trying to read a damaged archive try -F)\n` +
        `\nzip error: Zip file structure invalid (${this.#archive})\n`,
    );
  }

  async #namesFromInput(): Promise<readonly string[]> {
    return new TextDecoder()
      .decode(await readAll(this.#context))
      .split('\n')
      .filter(Boolean);
  }

  /** What a word of the command line names: one file, or a folder with what is in it. */
  #find(word: string): readonly Found[] {
    const { tree, cwd } = this.#context;
    if (word === '-') return [{ name: '-', path: '-' }];
    const path = resolvePath(cwd, word);
    const node = tree.tryLookup(path, !this.#order.flags.has('y'));
    if (!node) {
      this.#say(`\tzip warning: name not matched: ${word}\n`);
      return [];
    }
    if (path === this.#path) return [];
    const name = this.#storedName(word);
    if (!isFolder(node)) return [{ name, path }];
    const own = name === '' || this.#leavesFoldersOut ? [] : [{ name: `${name}/`, path }];
    if (!this.#order.flags.has('r')) return own;
    const prefix = word.replace(/\/+$/, '');
    const inner = tree.readdir(path).flatMap((one) => this.#find(`${prefix}/${one}`));
    return [...own, ...inner];
  }

  get #leavesFoldersOut(): boolean {
    return this.#order.flags.has('D') || this.#order.flags.has('j');
  }

  #storedName(word: string): string {
    const name = word
      .replace(/^\/+/, '')
      .replace(/\/+$/, '')
      .replace(/^(?:\.\/+)+/, '');
    if (this.#order.flags.has('j')) return name.slice(name.lastIndexOf('/') + 1);
    return name === '.' ? '' : name;
  }

  #isWanted(name: string): boolean {
    const { includes, excludes } = this.#order;
    const matches = (patterns: readonly string[]) =>
      patterns.some((pattern) => zipPattern(pattern).test(name));
    return (includes.length === 0 || matches(includes)) && !matches(excludes);
  }

  /** With `-u` and `-f` only what is newer than in the archive. */
  #isDue({ path }: Found, known: ZipEntry | undefined): boolean {
    const { flags } = this.#order;
    if (!flags.has('u') && !flags.has('f')) return true;
    if (!known) return flags.has('u');
    const seconds = Math.floor(this.#context.tree.stat(path).mtimeMs / 1000);
    return seconds > Math.floor(known.mtimeMs / 1000);
  }

  async #entryOf({ name, path }: Found): Promise<ZipEntry> {
    const { tree } = this.#context;
    const { level, flags } = this.#order;
    if (path === '-') {
      const data = await readAll(this.#context);
      return packEntry(name, data, { mode: S_IFREG | 0o644, mtimeMs: Date.now(), level });
    }
    const node = tree.lookup(path, !flags.has('y'));
    const data = isSymlink(node) ? encoder.encode(node.target ?? '') : (node.data ?? NO_DATA);
    return packEntry(name, data, { mode: node.mode, mtimeMs: node.mtimeMs, level });
  }

  #nothing(names: readonly string[]): number {
    const { flags, paths } = this.#order;
    if (flags.has('u') || flags.has('f')) return NOTHING_TO_DO;
    const retry =
      flags.has('r') && names.length > 0
        ? `try: zip -r ${this.#archive} . -i ${paths.join(' ')}`
        : this.#archive;
    throw zipError(NOTHING_TO_DO, `Nothing to do! (${retry})`);
  }

  #delete(): number {
    const patterns = this.#order.paths.map(zipPattern);
    const isGone = ({ name }: ZipEntry) => patterns.some((pattern) => pattern.test(name));
    const gone = this.#before.filter(isGone);
    if (gone.length === 0) throw zipError(NOTHING_TO_DO, `Nothing to do! (${this.#archive})`);
    for (const { name } of gone) this.#say(`deleting: ${name}\n`);
    const rest = this.#before.filter((entry) => !isGone(entry));
    if (rest.length === 0) this.#say('\tzip warning: zip file empty\n');
    this.#write(rest);
    return 0;
  }

  #showFiles(): number {
    const bytes = this.#before.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const rows = this.#before.map(({ name }) => `  ${name}\n`).join('');
    const count = this.#before.length;
    this.#context.stdout(`Archive contains:\n${rows}Total ${count} entries (${bytes} bytes)\n`);
    return 0;
  }

  #test(): number {
    for (const entry of this.#readArchive()) {
      const data =
        entry.method === DEFLATED ? inflate(entry.packed, entry.sizeBytes) : entry.packed;
      if (crc32(data) !== entry.crc) {
        throw zipError(
          8,
          `Zip file invalid, could not spawn unzip, or wrong unzip (${this.#archive})`,
        );
      }
    }
    this.#say(`test of ${this.#archive} OK\n`);
    return 0;
  }

  #sayTotals(entries: readonly ZipEntry[]): void {
    const size = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const packed = entries.reduce((sum, entry) => sum + entry.packed.length, 0);
    this.#say(`total bytes=${size}, compressed=${packed} -> ${percent(size, packed)}% savings\n`);
  }

  #write(entries: readonly ZipEntry[]): void {
    const bytes = writeZip(entries);
    if (this.#archive === '-') {
      this.#context.stdout(bytes);
      return;
    }
    try {
      this.#context.tree.writeFile(this.#path, bytes);
    } catch (error) {
      throw new ToolExit(
        15,
        `zip I/O error: ${strerror(error)}\n\nzip error: Could not create output file (${this.#archive})\n`,
      );
    }
  }

  #removeMoved(stored: readonly Found[]): void {
    const { tree } = this.#context;
    // Files before the folders that they are in; a folder that others still need stays.
    for (const { path } of [...stored].reverse()) {
      const node = tree.tryLookup(path, false);
      if (node && !(isFolder(node) && tree.readdir(path).length > 0)) tree.rm(path);
    }
  }
}

const NO_DATA = new Uint8Array(0);

/** How much smaller, in whole percent. */
const percent = (size: number, packed: number): number =>
  size === 0 || packed >= size
    ? 0
    : Math.floor((Math.floor((200 * (size - packed)) / size) + 1) / 2);

function outcome({ method, sizeBytes, packed }: ZipEntry, verbose: boolean): string {
  const sizes = verbose ? `\t(in=${sizeBytes}) (out=${packed.length})` : '';
  const how = method === DEFLATED ? 'deflated' : 'stored';
  return `${sizes} (${how} ${percent(sizeBytes, packed.length)}%)`;
}
