import { gzipSync, type GzipOptions } from 'fflate';
import { isFile, isFolder, isSymlink } from '../../kernel/inode.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { readLongOptions } from '../tool/long-options.ts';
import { readAll, strerror, ToolExit, type Tool, type ToolContext } from '../tool/tool.ts';
import { gunzip, isGzip, PackedFault } from './deflate.ts';
import { GZIP_HELP, GZIP_OPTIONS, GZIP_VERSION } from './gzip-words.ts';
import { listing, nameInside } from './gzip-list.ts';

const EXIT_WARNING = 2;

export interface GzipOrder {
  readonly unpacks: boolean;
  readonly toStdout: boolean;
  readonly force: boolean;
  readonly keeps: boolean;
  readonly lists: boolean;
  readonly tests: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly recursive: boolean;
  /** True when the name and time are kept in the file, or taken from it; `undefined` unless told. */
  readonly names: boolean | undefined;
  readonly suffix: string;
  readonly level: NonNullable<GzipOptions['level']>;
}

/** GNU's `gzip`, and as `gunzip` and `zcat`. */
export const gzip: Tool = async (context) => {
  const read = readLongOptions(context.argv.slice(1), GZIP_OPTIONS);
  if (typeof read === 'string') {
    throw new ToolExit(1, `gzip: ${read}\nTry \`gzip --help' for more information.\n`);
  }
  const given = new Map(read.options.map(({ name, value }) => [name, value ?? '']));
  if (given.has('h')) {
    context.stdout(GZIP_HELP);
    return 0;
  }
  if (given.has('V') || given.has('L')) {
    context.stdout(GZIP_VERSION);
    return 0;
  }
  const order = orderOf(
    context.argv[0] ?? '',
    given,
    read.options.map(({ name }) => name),
  );
  if (/^$|\//.test(order.suffix)) {
    throw new ToolExit(1, `gzip: invalid suffix '${order.suffix}'\n`);
  }
  let code = 0;
  if (order.lists && !order.quiet && read.operands.length > 0) context.stdout(listing.head(order));
  const files = read.operands.length === 0 ? ['-'] : read.operands;
  const rows: { packed: number; unpacked: number }[] = [];
  const worse = (found: number) => {
    // An error outweighs a warning.
    if (code === 0 || found === 1) code = found || code;
  };
  for (const file of files) {
    if (file === '-') worse(await standardInput(context, order));
    else worse(one(context, order, file, rows));
  }
  if (order.lists && !order.quiet && files.length > 1) context.stdout(listing.totals(order, rows));
  return code;
};

function orderOf(
  calledAs: string,
  given: ReadonlyMap<string, string>,
  names: readonly string[],
): GzipOrder {
  const level = Number(names.findLast((name) => /^\d$/.test(name)) ?? '6');
  const lists = given.has('l');
  const tests = given.has('t');
  const named = names.findLast((name) => name === 'n' || name === 'N');
  return {
    unpacks: given.has('d') || lists || tests || calledAs === 'gunzip' || calledAs === 'zcat',
    toStdout: given.has('c') || calledAs === 'zcat',
    force: given.has('f'),
    keeps: given.has('k') || given.has('c') || tests || lists || calledAs === 'zcat',
    lists,
    tests,
    quiet: given.has('q'),
    verbose: given.has('v'),
    recursive: given.has('r'),
    names: named === undefined ? undefined : named === 'N',
    suffix: given.get('S') ?? '.gz',
    level: level as GzipOrder['level'],
  };
}

/** A number of bytes that standard input, which has no name, is packed or unpacked to. */
async function standardInput(context: ToolContext, order: GzipOrder): Promise<number> {
  if (!order.unpacks && context.toTerminal && !order.force) {
    context.stderr(
      'gzip: compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h\n',
    );
    return 1;
  }
  const bytes = await readAll(context);
  if (!order.unpacks) {
    context.stdout(gzipSync(bytes, { level: order.level, mtime: 0 }));
    return 0;
  }
  return attempt(context, order, 'stdin', () => {
    const whole = unpacked(context, order, bytes);
    if (order.lists)
      context.stdout(listing.head(order) + listing.row(order, bytes, whole, 'stdout', 0));
    else if (!order.tests) context.stdout(whole);
    else if (order.verbose) context.stderr(' OK\n');
  });
}

/** With `-f` and `-c`, what is not packed passes as it is. */
function unpacked(context: ToolContext, order: GzipOrder, bytes: Uint8Array): Uint8Array {
  if (order.force && order.toStdout && !isGzip(bytes)) return bytes;
  return gunzip(bytes, context.tree.limits.unpackedBytes);
}

/** Runs an action and tells what was wrong with the packed bytes, as gzip does. */
function attempt(context: ToolContext, order: GzipOrder, name: string, action: () => void): number {
  try {
    action();
    return 0;
  } catch (error) {
    if (error instanceof PackedFault) {
      if (order.verbose && name !== 'stdin') context.stderr(`${name}:\t`);
      context.stderr(`\ngzip: ${name}: ${error.message}\n`);
    } else context.stderr(`gzip: ${name}: ${strerror(error)}\n`);
    return 1;
  }
}

function one(
  context: ToolContext,
  order: GzipOrder,
  given: string,
  rows: { packed: number; unpacked: number }[],
): number {
  const { tree, cwd } = context;
  const file = foundName(context, order, given);
  const path = resolvePath(cwd, file);
  const node = tree.tryLookup(path, order.force || order.keeps);
  const warn = (words: string) => {
    if (!order.quiet) context.stderr(`gzip: ${words}\n`);
    return EXIT_WARNING;
  };
  if (!node) {
    context.stderr(`gzip: ${file}: No such file or directory\n`);
    return 1;
  }
  if (isFolder(node)) {
    if (!order.recursive) return warn(`${file} is a directory -- ignored`);
    let code = 0;
    for (const name of tree.readdir(path)) {
      code = one(context, order, `${file.replace(/\/$/, '')}/${name}`, rows) || code;
    }
    return code;
  }
  if (isSymlink(node)) return warn(`${file} is not a directory or a regular file - ignored`);
  if (!isFile(node)) return warn(`${file} is not a directory or a regular file - ignored`);
  const bytes = tree.readFile(path);
  return order.unpacks
    ? unpackFile(context, order, { file, path, bytes, rows })
    : packFile(context, order, { file, path, bytes });
}

/** `gunzip a` means `a.gz` when there is no `a`. */
function foundName({ tree, cwd }: ToolContext, order: GzipOrder, file: string): string {
  if (!order.unpacks || tree.tryLookup(resolvePath(cwd, file), false)) return file;
  return file.endsWith(order.suffix) ? file : `${file}${order.suffix}`;
}

function packFile(
  context: ToolContext,
  order: GzipOrder,
  { file, path, bytes }: { file: string; path: string; bytes: Uint8Array },
): number {
  const { tree, cwd } = context;
  const suffix = knownSuffix(file, order);
  if (suffix !== undefined && !order.force && !order.toStdout) {
    if (!order.quiet && !order.recursive) {
      context.stderr(`gzip: ${file} already has ${suffix} suffix -- unchanged\n`);
    }
    return 0;
  }
  if (order.toStdout && context.toTerminal && !order.force) {
    context.stderr(
      'gzip: compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h\n',
    );
    return 1;
  }
  const { mtimeMs, mode } = tree.stat(path);
  const named = order.names === false ? { mtime: 0 } : { filename: baseName(file), mtime: mtimeMs };
  const packed = gzipSync(bytes, { level: order.level, ...named });
  if (order.toStdout) context.stdout(packed);
  const target = `${file}${order.suffix}`;
  if (!order.toStdout) {
    const written = write(context, order, target, packed, { mode, mtimeMs });
    if (written !== 0) return written;
    if (!order.keeps) tree.rm(resolvePath(cwd, file));
  }
  if (order.verbose) {
    const header = order.names === false ? 18 : 18 + baseName(file).length + 1;
    const ratio = listing.ratio(packed.length - header, bytes.length);
    context.stderr(`${file}:\t${ratio}${outcome(order, target)}\n`);
  }
  return 0;
}

const outcome = (order: GzipOrder, target: string): string =>
  order.toStdout ? '' : order.keeps ? ` -- created ${target}` : ` -- replaced with ${target}`;

const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

const SUFFIXES: readonly (readonly [string, string])[] = [
  ['.tgz', '.tar'],
  ['.taz', '.tar'],
  ['.gz', ''],
  ['-gz', ''],
  ['.z', ''],
  ['-z', ''],
  ['_z', ''],
];

function knownSuffix(file: string, order: GzipOrder): string | undefined {
  if (file.length > order.suffix.length && file.endsWith(order.suffix)) return order.suffix;
  return SUFFIXES.map(([suffix]) => suffix).find(
    (suffix) => file.toLowerCase().endsWith(suffix) && file.length > suffix.length,
  );
}

function unpackFile(
  context: ToolContext,
  order: GzipOrder,
  {
    file,
    path,
    bytes,
    rows,
  }: {
    file: string;
    path: string;
    bytes: Uint8Array;
    rows: { packed: number; unpacked: number }[];
  },
): number {
  const suffix = knownSuffix(file, order);
  if (suffix === undefined && !order.toStdout && !order.lists && !order.tests) {
    if (order.quiet || order.recursive) return 0;
    context.stderr(`gzip: ${file}: unknown suffix -- ignored\n`);
    return EXIT_WARNING;
  }
  const swapped = SUFFIXES.find(([known]) => known === suffix)?.[1] ?? '';
  const inside = order.names ? nameInside(bytes) : undefined;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const target =
    inside === undefined
      ? suffix === undefined
        ? file
        : file.slice(0, -suffix.length) + swapped
      : folder + inside;
  let result = 0;
  const failed = attempt(context, order, file, () => {
    const whole = unpacked(context, order, bytes);
    const { mtimeMs, mode } = context.tree.stat(path);
    if (order.lists) {
      rows.push({ packed: bytes.length, unpacked: whole.length });
      context.stdout(listing.row(order, bytes, whole, target, mtimeMs));
      return;
    }
    if (order.tests) {
      if (order.verbose) context.stderr(`${file}:\t OK\n`);
      return;
    }
    if (order.toStdout) context.stdout(whole);
    else {
      result = write(context, order, target, whole, { mode, mtimeMs });
      if (result !== 0) return;
      if (!order.keeps) context.tree.rm(path);
    }
    if (order.verbose) {
      const ratio = listing.ratio(bytes.length - listing.overhead(bytes), whole.length);
      context.stderr(`${file}:\t${ratio}${outcome(order, target)}\n`);
    }
  });
  return failed || result;
}

function write(
  context: ToolContext,
  order: GzipOrder,
  file: string,
  bytes: Uint8Array,
  attributes: { readonly mode: number; readonly mtimeMs: number },
): number {
  const path = resolvePath(context.cwd, file);
  if (context.tree.tryLookup(path, false) && !order.force) {
    context.stderr(`gzip: ${file} already exists;\tnot overwritten\n`);
    return EXIT_WARNING;
  }
  context.tree.rm(path, { force: true });
  context.tree.writeFile(path, bytes, { ...attributes, mode: attributes.mode & 0o7777 });
  return 0;
}
