import { isFolder } from '../../kernel/inode.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { strerror, type ToolContext } from '../tool/tool.ts';
import { enter } from './tar-create.ts';
import type { TarEntry } from './tar-format.ts';
import { LongListing, SafeNames, shown } from './tar-names.ts';
import type { TarOrder } from './tar-options.ts';
import { wantedNames } from './tar.ts';
import { Destination, Refused } from './unpack-into.ts';

const UMASK = 0o022;

/** Takes members out; true when one could not be. */
export function extract(
  context: ToolContext,
  order: TarOrder,
  entries: Iterable<TarEntry>,
): boolean {
  const { tree } = context;
  const names = new SafeNames(context, order);
  const wanted = wantedNames(context, order);
  const long = new LongListing(order);
  const chosen = order.all('C').reduce((folder, one) => resolvePath(folder, one), context.cwd);
  const destination = new Destination(tree, enter(context, chosen, order.all('C').at(-1)));
  const folders: { path: string; entry: TarEntry }[] = [];
  let failed = false;
  const fault = (name: string, what: string) => {
    context.stderr(`tar: ${shown(name)}: ${what}\n`);
    failed = true;
  };
  for (const entry of entries) {
    if (!wanted.takes(entry.name)) continue;
    const safe = names.safe(entry.name);
    const name = stripped(safe, Number(order.value('strip-components') ?? '0'));
    if (name === undefined) continue;
    if (/(?:^|\/)\.\.(?:\/|$)/.test(entry.name) && !order.has('P')) {
      fault(entry.name, "Member name contains '..'");
      continue;
    }
    tell(context, order, long, entry, name);
    destination.count(entry.data.length);
    if (order.has('O')) {
      if (entry.kind === 'file') context.stdout(entry.data);
      continue;
    }
    try {
      const problem = place(context, order, destination, { entry, name, folders });
      if (problem !== undefined) fault(name, problem);
    } catch (error) {
      if (error instanceof Refused) fault(name, `Cannot open: ${error.message}`);
      else if (error instanceof Error && 'code' in error) {
        fault(name, `Cannot open: ${strerror(error)}`);
      } else throw error;
    }
  }
  // What was made in a folder has changed its time.
  for (const { path, entry } of folders.reverse()) {
    tree.chmod(path, order.has('p') ? entry.mode : entry.mode & ~UMASK);
    if (!order.has('m')) tree.utimes(path, entry.mtimeMs);
  }
  return wanted.tellMissing() || failed;
}

/** The name without its first folders; `undefined` when nothing is left. */
function stripped(name: string, count: number): string | undefined {
  if (count === 0) return name;
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  const rest = parts.slice(count).join('/');
  return rest === '' ? undefined : name.endsWith('/') ? `${rest}/` : rest;
}

function tell(
  context: ToolContext,
  order: TarOrder,
  long: LongListing,
  entry: TarEntry,
  name: string,
): void {
  if (order.verbose === 0) return;
  const line = order.verbose > 1 ? long.line(entry) : `${shown(name === '' ? '.' : entry.name)}\n`;
  if (order.has('O')) context.stderr(line);
  else context.stdout(line);
}

/** Writes one member; what went wrong, in words. */
function place(
  context: ToolContext,
  order: TarOrder,
  destination: Destination,
  {
    entry,
    name,
    folders,
  }: { entry: TarEntry; name: string; folders: { path: string; entry: TarEntry }[] },
): string | undefined {
  const { tree } = context;
  const path = destination.pathOf(name);
  const there = tree.tryLookup(path, false);
  if (entry.kind === 'folder') {
    if (there && !isFolder(there)) tree.rm(path);
    if (!there || !isFolder(there)) tree.mkdir(path);
    if (path !== destination.folder) folders.push({ path, entry });
    return undefined;
  }
  if (entry.kind === 'other') return 'Unknown file type; skipped';
  if (there && order.has('skip-old-files')) return undefined;
  if (there && order.has('k')) return 'Cannot open: File exists';
  if (there && isFolder(there) && tree.readdir(path).length > 0)
    return 'Cannot open: Is a directory';
  if (entry.kind === 'symlink') {
    destination.clear(path);
    destination.symlink(entry.target, path);
    return undefined;
  }
  let data = entry.data;
  if (entry.kind === 'hardlink') {
    const target = tree.tryLookup(resolvePath(destination.folder, entry.target), false);
    if (!target?.data || entry.target.includes('..')) {
      return `Cannot hard link to '${shown(entry.target)}': No such file or directory`;
    }
    data = target.data;
  }
  destination.clear(path);
  const mode = order.has('p') ? entry.mode : entry.mode & ~UMASK;
  const time = order.has('m') ? {} : { mtimeMs: entry.mtimeMs };
  tree.writeFile(path, data.slice(), { mode, ...time });
  return undefined;
}
