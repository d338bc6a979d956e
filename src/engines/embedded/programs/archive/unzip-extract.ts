import { isFolder, S_IFLNK, S_IFMT } from '../../kernel/inode.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { strerror, type ToolContext } from '../tool/tool.ts';
import { PackedFault } from './deflate.ts';
import { Destination, Refused } from './unpack-into.ts';
import { contentsOf } from './unzip-list.ts';
import type { UnzipOrder } from './unzip.ts';
import { STORED, type ZipEntry } from './zip-format.ts';

const EXIT_WARNING = 1;
const EXIT_BROKEN = 2;
const EXIT_DISK = 50;
const EXIT_PASSWORD = 5;

/** Takes the files of a zip out, asking before it writes over one. */
export class UnzipExtraction {
  readonly #context: ToolContext;
  readonly #order: UnzipOrder;
  readonly #destination: Destination;
  readonly #links: { readonly shown: string; readonly path: string; readonly target: string }[] =
    [];
  readonly #folders: { readonly path: string; readonly entry: ZipEntry }[] = [];
  #answer: 'ask' | 'all' | 'none' = 'ask';
  #typed = '';
  #code = 0;

  constructor(context: ToolContext, order: UnzipOrder) {
    this.#context = context;
    this.#order = order;
    const folder = resolvePath(context.cwd, order.folder ?? '.');
    if (!order.flags.has('p') && !order.flags.has('c'))
      context.tree.mkdir(folder, { recursive: true });
    this.#destination = new Destination(
      context.tree,
      context.tree.exists(folder) ? folder : context.cwd,
    );
  }

  /** Resolves to the exit code. @throws TooMuch past the limits of a lab. */
  async run(entries: readonly ZipEntry[]): Promise<number> {
    for (const entry of entries) {
      this.#destination.count(entry.sizeBytes);
      await this.#one(entry);
    }
    this.#makeLinks();
    for (const { path, entry } of this.#folders.reverse()) {
      if (entry.mode !== 0) this.#context.tree.chmod(path, entry.mode & 0o777);
      this.#context.tree.utimes(path, entry.mtimeMs);
    }
    return this.#code;
  }

  #tell(line: string): void {
    if (this.#order.quiet === 0) this.#context.stdout(line);
  }

  #worse(code: number): void {
    this.#code = Math.max(this.#code, code);
  }

  async #one(entry: ZipEntry): Promise<void> {
    const { flags } = this.#order;
    const shown = this.#shownName(this.#safeName(entry));
    try {
      if (entry.isEncrypted) {
        this.#context.stdout(`   skipping: ${shown.padEnd(22)}  unable to get password\n`);
        this.#worse(EXIT_PASSWORD);
      } else if (flags.has('p') || flags.has('c')) this.#print(entry, shown);
      else if (shown !== '') await this.#write(entry, shown);
    } catch (error) {
      if (error instanceof PackedFault) {
        this.#context.stderr(
          `\n  error:  invalid compressed data to ${error.kind === 'checksum' ? 'extract' : 'inflate'} ${shown}: ${error.message}\n`,
        );
        this.#worse(EXIT_BROKEN);
      } else if (error instanceof Refused) {
        this.#context.stderr(`error:  cannot create ${shown}\n        ${error.message}\n`);
        this.#worse(EXIT_BROKEN);
      } else if (error instanceof Error && 'code' in error) {
        this.#context.stderr(`error:  cannot create ${shown}\n        ${strerror(error)}\n`);
        this.#worse(EXIT_DISK);
      } else throw error;
    }
  }

  /** Takes what leads out of the folder from a name, and says so. */
  #safeName({ name }: ZipEntry): string {
    let safe = name;
    if (safe.startsWith('/')) {
      this.#context.stdout(`warning:  stripped absolute path spec from ${name}\n`);
      safe = safe.replace(/^\/+/, '');
      this.#worse(EXIT_WARNING);
    }
    const kept = safe.split('/').filter((part) => part !== '..');
    if (kept.length < safe.split('/').length) {
      this.#context.stdout(`warning:  skipped "../" path component(s) in ${name}\n`);
      this.#worse(EXIT_WARNING);
    }
    return kept.join('/');
  }

  #shownName(name: string): string {
    let shown = name;
    if (this.#order.flags.has('j'))
      shown = shown.endsWith('/') ? '' : shown.slice(shown.lastIndexOf('/') + 1);
    if (this.#order.flags.has('L')) shown = shown.toLowerCase();
    const folder = this.#order.folder?.replace(/(?!^)\/+$/, '');
    return folder === undefined || shown === '' || this.#order.flags.has('p')
      ? shown
      : `${folder}/${shown}`;
  }

  #print(entry: ZipEntry, shown: string): void {
    if (entry.name.endsWith('/')) return;
    const data = contentsOf(entry, this.#context.tree.limits.unpackedBytes);
    if (this.#order.flags.has('c')) this.#tell(`${verb(entry)}${shown.padEnd(22)}  \n`);
    this.#context.stdout(data);
    if (this.#order.flags.has('c')) this.#tell('\n');
  }

  async #write(entry: ZipEntry, shownFirst: string): Promise<void> {
    const { tree, cwd } = this.#context;
    const inside = (shown: string) => {
      const path = resolvePath(cwd, shown);
      return path === this.#destination.folder
        ? ''
        : path.slice(this.#destination.folder.length).replace(/^\//, '');
    };
    if (entry.name.endsWith('/')) {
      const path = this.#destination.pathOf(inside(shownFirst));
      const node = tree.tryLookup(path);
      if (node && isFolder(node)) return;
      tree.mkdir(path);
      this.#folders.push({ path, entry });
      this.#tell(`   creating: ${shownFirst}\n`);
      return;
    }
    const shown = await this.#settled(entry, shownFirst);
    if (shown === undefined) return;
    const path = this.#destination.pathOf(inside(shown));
    const data = contentsOf(entry, tree.limits.unpackedBytes);
    this.#destination.clear(path);
    if ((entry.mode & S_IFMT) === S_IFLNK) {
      const target = new TextDecoder().decode(data);
      this.#tell(`    linking: ${shown.padEnd(22)}  -> ${target} \n`);
      this.#links.push({ shown, path, target });
      return;
    }
    const mode = entry.mode === 0 ? {} : { mode: entry.mode & 0o777 };
    tree.writeFile(path, data.slice(), { ...mode, mtimeMs: entry.mtimeMs });
    this.#tell(`${verb(entry)}${shown.padEnd(22)}  \n`);
  }

  /** Links come last, so that nothing of the archive is written through one. */
  #makeLinks(): void {
    if (this.#links.length === 0) return;
    this.#tell('finishing deferred symbolic links:\n');
    for (const { shown, path, target } of this.#links) {
      try {
        this.#destination.symlink(target, path);
        this.#tell(`  ${shown.padEnd(22)} -> ${target}\n`);
      } catch (error) {
        const why = error instanceof Refused ? error.message : strerror(error);
        this.#context.stderr(`error:  cannot create link ${shown}: ${why}\n`);
        this.#worse(EXIT_BROKEN);
      }
    }
  }

  /** The name to write to, after what is there was asked about; `undefined` to leave it. */
  async #settled(entry: ZipEntry, shown: string): Promise<string | undefined> {
    const { tree, cwd } = this.#context;
    const { flags } = this.#order;
    const there = tree.tryLookup(resolvePath(cwd, shown), false);
    if (!there) return flags.has('f') ? undefined : shown;
    if (flags.has('n') || this.#answer === 'none') return undefined;
    if (
      (flags.has('u') || flags.has('f')) &&
      Math.floor(there.mtimeMs / 1000) >= entry.mtimeMs / 1000
    )
      return undefined;
    if (flags.has('o') || this.#answer === 'all') return shown;
    for (;;) {
      this.#context.stderr(`replace ${shown}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `);
      const line = await this.#readLine();
      if (line === undefined) {
        this.#context.stderr(' NULL\n(EOF or read error, treating as "[N]one" ...)\n');
        this.#answer = 'none';
        this.#worse(EXIT_WARNING);
        return undefined;
      }
      const letter = line.trim().charAt(0);
      if (letter === 'y' || letter === 'Y') return shown;
      if (letter === 'n') return undefined;
      if (letter === 'A' || letter === 'N') {
        this.#answer = letter === 'A' ? 'all' : 'none';
        return letter === 'A' ? shown : undefined;
      }
      if (letter === 'r') {
        this.#context.stderr('new name: ');
        const name = (await this.#readLine())?.trim() ?? '';
        if (name !== '') return this.#settled(entry, this.#shownName(name));
      } else this.#context.stderr(`error:  invalid response [${line.trim()}]\n`);
    }
  }

  async #readLine(): Promise<string | undefined> {
    while (!this.#typed.includes('\n')) {
      const part = await this.#context.read();
      if (!part) return undefined;
      this.#typed += new TextDecoder().decode(part);
    }
    const end = this.#typed.indexOf('\n');
    const line = this.#typed.slice(0, end);
    this.#typed = this.#typed.slice(end + 1);
    return line;
  }
}

const verb = ({ method }: ZipEntry): string =>
  method === STORED ? ' extracting: ' : '  inflating: ';
