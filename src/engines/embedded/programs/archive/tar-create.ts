import { isFolder, isSymlink, type Inode } from '../../kernel/inode.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { readAll, strerror, ToolExit, type ToolContext } from '../tool/tool.ts';
import { chmodOf } from './mode-words.ts';
import type { TarEntry } from './tar-format.ts';
import { exclusion, LongListing, SafeNames, shown } from './tar-names.ts';
import type { TarOrder } from './tar-options.ts';

const NO_DATA = new Uint8Array(0);
const LAB_ID = 1000;

/** Reads what the command line names into members of an archive. */
export async function gather(
  context: ToolContext,
  order: TarOrder,
): Promise<{ readonly entries: readonly TarEntry[]; readonly failed: boolean }> {
  const operands = await operandsOf(context, order);
  if (operands.length === 0 && order.action === 'c' && !order.has('T')) {
    throw new ToolExit(
      2,
      "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n",
    );
  }
  const gathering = new Gathering(context, order, await patternsOf(context, order));
  for (const { name, folder } of operands) gathering.add(name, folder);
  return gathering;
}

/** Names in their order, each with the folder that `-C` before it chose. */
async function operandsOf(
  context: ToolContext,
  order: TarOrder,
): Promise<readonly { readonly name: string; readonly folder: string }[]> {
  let folder = context.cwd;
  const operands: { name: string; folder: string }[] = [];
  for (const one of order.sequence) {
    if (typeof one === 'string') operands.push({ name: one, folder });
    else if (one.name === 'C')
      folder = enter(context, resolvePath(folder, one.value ?? ''), one.value);
    else if (one.name === 'T') {
      for (const name of await linesOf(context, one.value ?? '-')) operands.push({ name, folder });
    }
  }
  return operands;
}

export function enter(context: ToolContext, folder: string, shownAs = folder): string {
  const node = context.tree.tryLookup(folder);
  if (node && isFolder(node)) return folder;
  const why = node ? 'Not a directory' : 'No such file or directory';
  throw new ToolExit(
    2,
    `tar: ${shownAs}: Cannot open: ${why}\ntar: Error is not recoverable: exiting now\n`,
  );
}

async function linesOf(context: ToolContext, file: string): Promise<readonly string[]> {
  try {
    const bytes =
      file === '-' ? await readAll(context) : context.tree.readFile(resolvePath(context.cwd, file));
    return new TextDecoder().decode(bytes).split('\n').filter(Boolean);
  } catch (error) {
    throw new ToolExit(
      2,
      `tar: ${file}: Cannot open: ${strerror(error)}\ntar: Error is not recoverable: exiting now\n`,
    );
  }
}

async function patternsOf(context: ToolContext, order: TarOrder): Promise<readonly string[]> {
  const patterns = [...order.all('exclude')];
  for (const file of order.all('X')) patterns.push(...(await linesOf(context, file)));
  return patterns;
}

class Gathering {
  readonly entries: TarEntry[] = [];
  failed = false;
  readonly #context: ToolContext;
  readonly #order: TarOrder;
  readonly #names: SafeNames;
  readonly #long: LongListing;
  readonly #isExcluded: (name: string) => boolean;
  readonly #archive: string;
  readonly #mtimeMs: number | undefined;

  constructor(context: ToolContext, order: TarOrder, patterns: readonly string[]) {
    this.#context = context;
    this.#order = order;
    this.#names = new SafeNames(context, order);
    this.#long = new LongListing(order);
    this.#isExcluded = exclusion(patterns, order);
    this.#archive = order.file === '-' ? '' : resolvePath(context.cwd, order.file);
    this.#mtimeMs = fixedTime(order.value('mtime'));
  }

  add(name: string, folder: string): void {
    this.#add(name.replace(/(?!^)\/+$/, ''), folder);
  }

  #add(name: string, folder: string): void {
    const { tree } = this.#context;
    if (this.#isExcluded(name)) return;
    const stored = this.#names.safe(name);
    const path = resolvePath(folder, name);
    const node = tree.tryLookup(path, this.#order.has('h'));
    if (!node) {
      this.#context.stderr(`tar: ${shown(name)}: Cannot stat: No such file or directory\n`);
      this.failed = true;
      return;
    }
    if (path === this.#archive) {
      this.#context.stderr(`tar: ${shown(name)}: file is the archive; not dumped\n`);
      return;
    }
    const entry = this.#entryOf(isFolder(node) ? `${stored.replace(/\/$/, '')}/` : stored, node);
    this.entries.push(entry);
    this.#tell(entry, isFolder(node) ? `${name.replace(/\/$/, '')}/` : name);
    if (!isFolder(node) || this.#order.has('no-recursion')) return;
    for (const inner of tree.readdir(path)) {
      this.#add(name === '/' ? `/${inner}` : `${name}/${inner}`, folder);
    }
  }

  #tell(entry: TarEntry, name: string): void {
    if (this.#order.verbose === 0) return;
    const line = this.#order.verbose > 1 ? this.#long.line(entry, name) : `${shown(name)}\n`;
    if (this.#order.file === '-') this.#context.stderr(line);
    else this.#context.stdout(line);
  }

  #entryOf(name: string, node: Inode): TarEntry {
    const kind = isFolder(node) ? 'folder' : isSymlink(node) ? 'symlink' : 'file';
    const [owner = 'lab', ownerId = String(LAB_ID)] = (this.#order.value('owner') ?? '').split(':');
    const [group = 'lab', groupId = String(LAB_ID)] = (this.#order.value('group') ?? '').split(':');
    const mode = node.mode & 0o7777;
    return {
      name,
      kind,
      mode: chmodOf(this.#order.value('mode'), mode, kind === 'folder'),
      mtimeMs: this.#mtimeMs ?? node.mtimeMs,
      target: node.target ?? '',
      owner: /^\d+$/.test(owner) ? '' : owner || 'lab',
      group: /^\d+$/.test(group) ? '' : group || 'lab',
      ownerId: Number(/^\d+$/.test(owner) ? owner : ownerId),
      groupId: Number(/^\d+$/.test(group) ? group : groupId),
      data: node.data ?? NO_DATA,
    };
  }
}

/** The time that `--mtime` gives: a date, or `@` and seconds. */
function fixedTime(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const [, seconds] = /^@(\d+)$/.exec(given) ?? [];
  const isDay = /^\d{4}-\d\d-\d\d$/.test(given);
  const zoned = /(?:Z|UTC|[+-]\d\d:?\d\d)$/.test(given);
  const text = given.replace(' UTC', 'Z').replace(' ', 'T');
  const time =
    seconds === undefined ? Date.parse(isDay || zoned ? text : `${text}Z`) : Number(seconds) * 1000;
  if (Number.isNaN(time)) throw new ToolExit(2, `tar: Invalid date format: ${given}\n`);
  return time;
}
