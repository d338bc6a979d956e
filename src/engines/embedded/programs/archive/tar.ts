import { gzipSync } from 'fflate';
import { resolvePath } from '../../kernel/paths.ts';
import { readAll, strerror, ToolExit, type Tool, type ToolContext } from '../tool/tool.ts';
import { gunzip, isGzip, PackedFault } from './deflate.ts';
import { gather } from './tar-create.ts';
import { extract } from './tar-extract.ts';
import { readTar, TarFault, writeTar, type TarEntry } from './tar-format.ts';
import { exclusion, LongListing, SafeNames, shown } from './tar-names.ts';
import { noPacker, readTarOrder, TAR_HELP, type TarOrder } from './tar-options.ts';
import { TooMuch } from './unpack-into.ts';

const UNRECOVERABLE = 'tar: Error is not recoverable: exiting now\n';
const FAILED = 'tar: Exiting with failure status due to previous errors\n';

const PATTERNS =
  'tar: Pattern matching characters used in file names\n' +
  'tar: Use --wildcards to enable pattern matching, or --no-wildcards to suppress this warning\n';

/** GNU's `tar`, lab edition: archives as such and packed with gzip. */
export const tar: Tool = async (context) => {
  const order = readTarOrder(context.argv.slice(1));
  if (order.has('help') || order.has('usage')) {
    context.stdout(TAR_HELP);
    return 0;
  }
  if (order.has('version')) {
    context.stdout('tar (GNU tar) 1.34 (Plumbline lab edition)\n');
    return 0;
  }
  try {
    const failed =
      order.action === 'c' || order.action === 'r'
        ? await create(context, order)
        : await take(context, order);
    if (!failed) return 0;
    context.stderr(FAILED);
    return 2;
  } catch (error) {
    if (error instanceof TooMuch) {
      throw new ToolExit(2, `tar: ${order.file}: ${error.message}\n${UNRECOVERABLE}`);
    }
    throw error;
  }
};

/** Makes or lengthens an archive; true when something of it could not be had. */
async function create(context: ToolContext, order: TarOrder): Promise<boolean> {
  if (order.file === '-' && context.toTerminal) {
    throw new ToolExit(
      2,
      `tar: Refusing to write archive contents to terminal (missing -f option?)\n${UNRECOVERABLE}`,
    );
  }
  const before: TarEntry[] = [];
  if (order.action === 'r') {
    if (order.gzip)
      throw new ToolExit(2, `tar: Cannot update compressed archives\n${UNRECOVERABLE}`);
    const path = resolvePath(context.cwd, order.file);
    if (context.tree.exists(path)) {
      const bytes = context.tree.readFile(path);
      if (isGzip(bytes)) {
        throw new ToolExit(2, `tar: Cannot update compressed archives\n${UNRECOVERABLE}`);
      }
      before.push(...readTar(bytes));
    }
  }
  const { entries, failed } = await gather(context, order);
  const plain = writeTar([...before, ...entries]);
  const bytes = order.gzip ? gzipSync(plain, { mtime: 0 }) : plain;
  if (order.file === '-') context.stdout(bytes);
  else {
    try {
      context.tree.writeFile(resolvePath(context.cwd, order.file), bytes);
    } catch (error) {
      throw new ToolExit(
        2,
        `tar: ${order.file}: Cannot open: ${strerror(error)}\n${UNRECOVERABLE}`,
      );
    }
  }
  return failed;
}

/** Lists or takes out; true when something went wrong on the way. */
async function take(context: ToolContext, order: TarOrder): Promise<boolean> {
  const bytes = unpacked(context, order, await archiveBytes(context, order));
  const entries = readTar(bytes);
  let failed = false;
  const guarded = function* () {
    try {
      yield* entries;
    } catch (error) {
      if (!(error instanceof TarFault)) throw error;
      if (error.message === 'Unexpected EOF in archive') {
        throw new ToolExit(2, `tar: ${error.message}\n${UNRECOVERABLE}`);
      }
      context.stderr(`tar: ${error.message}\n`);
      failed = true;
    }
  };
  const done =
    order.action === 't' ? list(context, order, guarded()) : extract(context, order, guarded());
  return done || failed;
}

async function archiveBytes(context: ToolContext, order: TarOrder): Promise<Uint8Array> {
  if (order.file === '-') {
    if (context.fromTerminal) {
      throw new ToolExit(
        2,
        `tar: Refusing to read archive contents from terminal (missing -f option?)\n${UNRECOVERABLE}`,
      );
    }
    return readAll(context);
  }
  try {
    return context.tree.readFile(resolvePath(context.cwd, order.file));
  } catch (error) {
    throw new ToolExit(2, `tar: ${order.file}: Cannot open: ${strerror(error)}\n${UNRECOVERABLE}`);
  }
}

function unpacked(context: ToolContext, order: TarOrder, bytes: Uint8Array): Uint8Array {
  const [one = 0, two = 0, three = 0] = bytes;
  if (one === 0x42 && two === 0x5a && three === 0x68) throw noPacker('bzip2');
  if (one === 0xfd && two === 0x37 && three === 0x7a) throw noPacker('xz');
  if (!order.gzip && !isGzip(bytes)) return bytes;
  if (!order.gzip && order.file === '-') {
    throw new ToolExit(2, `tar: Archive is compressed. Use -z option\n${UNRECOVERABLE}`);
  }
  try {
    return gunzip(bytes, context.tree.limits.unpackedBytes);
  } catch (error) {
    if (!(error instanceof PackedFault)) throw error;
    throw new ToolExit(
      2,
      `\ngzip: stdin: ${error.message}\ntar: Child returned status 1\n${UNRECOVERABLE}`,
    );
  }
}

function list(context: ToolContext, order: TarOrder, entries: Iterable<TarEntry>): boolean {
  const wanted = wantedNames(context, order);
  const names = new SafeNames(context, order);
  const long = new LongListing(order);
  for (const entry of entries) {
    if (!wanted.takes(entry.name)) continue;
    names.safe(entry.name);
    context.stdout(order.verbose > 0 ? long.line(entry) : `${shown(entry.name)}\n`);
  }
  return wanted.tellMissing();
}

/** Which members the operands name, and which of the operands named none. */
export function wantedNames(
  context: ToolContext,
  order: TarOrder,
): { takes(name: string): boolean; tellMissing(): boolean } {
  const operands = order.sequence.filter((one) => typeof one === 'string');
  const found = new Set<string>();
  const excluded = exclusion(order.all('exclude'), order);
  const matches = (operand: string, name: string) => {
    const plain = name.replace(/\/+$/, '');
    const bare = operand.replace(/\/+$/, '');
    if (!order.has('wildcards')) return plain === bare || plain.startsWith(`${bare}/`);
    const source = bare
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}(?:/.*)?$`, 's').test(plain);
  };
  return {
    takes(name: string): boolean {
      if (excluded(name)) return false;
      if (operands.length === 0) return true;
      const hit = operands.filter((operand) => matches(operand, name));
      for (const operand of hit) found.add(operand);
      return hit.length > 0;
    },
    tellMissing(): boolean {
      const missing = operands.filter((operand) => !found.has(operand));
      const isPattern = missing.some((operand) => /[*?[]/.test(operand));
      if (isPattern && !order.has('wildcards') && !order.has('no-wildcards')) {
        context.stderr(PATTERNS);
      }
      for (const operand of missing)
        context.stderr(`tar: ${shown(operand)}: Not found in archive\n`);
      return missing.length > 0;
    },
  };
}
