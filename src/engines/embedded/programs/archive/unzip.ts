import { resolvePath } from '../../kernel/paths.ts';
import { strerror, ToolExit, type Tool, type ToolContext } from '../tool/tool.ts';
import { readZip, type ZipEntry } from './zip-format.ts';
import { zipPattern } from './zip-options.ts';
import { listZip, testResult, testZip } from './unzip-list.ts';
import { UnzipExtraction } from './unzip-extract.ts';
import { TooMuch } from './unpack-into.ts';

/** What a command line of `unzip` asks for. */
export interface UnzipOrder {
  readonly flags: ReadonlySet<string>;
  /** How often `-q` was given. */
  readonly quiet: number;
  readonly archive: string;
  readonly folder: string | undefined;
}

const EXIT_USAGE = 10;
const EXIT_NO_ARCHIVE = 9;
const EXIT_NOT_MATCHED = 11;

const USAGE = `UnZip 6.00 (Plumbline lab edition)

Usage: unzip [-opts] file[.zip] [list] [-x xlist] [-d exdir]
  Takes the files in list, without those in xlist, out of file.zip, into exdir.

  -p  to standard output, no messages        -l  list files (short format)
  -f  freshen existing files, create none    -t  test compressed archive data
  -u  update files, create if necessary      -v  list verbosely
  -x  exclude files that follow (in xlist)   -d  extract files into exdir
  -c  to standard output, with names         -Z1 list names only
modifiers:
  -n  never overwrite existing files         -q  quiet mode (-qq => quieter)
  -o  overwrite files WITHOUT prompting      -C  match filenames case-insensitively
  -j  junk paths (do not make directories)   -L  make names lowercase
`;

const KNOWN = 'pflutvxdcnoqjCL';
/** In the real unzip, and not in the lab's. */
const MISSING = 'TzaUXVKMPDW:^';

/** Info-ZIP's `unzip`, lab edition. */
export const unzip: Tool = async (context) => {
  const read = readOrder(context.argv.slice(1));
  if (!read) {
    context.stdout(USAGE);
    return context.argv.length === 1 || context.argv.includes('-h') ? 0 : EXIT_USAGE;
  }
  const { order, patterns, excluded } = read;
  const { entries, name } = open(context, order.archive);
  const toFiles = !order.flags.has('p') && !order.flags.has('Z1');
  if (toFiles && order.quiet === 0) context.stdout(`Archive:  ${name}\n`);
  const chosen = choose(entries, order, patterns, excluded);
  let code = 0;
  try {
    if (order.flags.has('Z1')) context.stdout(chosen.found.map((one) => `${one.name}\n`).join(''));
    else if (order.flags.has('l') || order.flags.has('v')) {
      context.stdout(listZip(chosen.found, order));
    } else if (order.flags.has('t')) code = testZip(context, order, chosen.found);
    else code = await new UnzipExtraction(context, order).run(chosen.found);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    throw new ToolExit(50, `\nunzip:  ${name}: ${error.message}\n`);
  }
  const tests = order.flags.has('t');
  for (const { word, isExcluded } of chosen.unmatched) {
    const line = `caution: ${isExcluded ? 'excluded ' : ''}filename not matched:  ${word}\n`;
    if (tests) context.stdout(line);
    else context.stderr(line);
    if (!isExcluded) code = Math.max(code, EXIT_NOT_MATCHED);
  }
  if (tests) context.stdout(testResult(order, code, name));
  return code;
};

function readOrder(
  words: readonly string[],
): { order: UnzipOrder; patterns: readonly string[]; excluded: readonly string[] } | undefined {
  const flags = new Set<string>();
  const operands: string[] = [];
  const excluded: string[] = [];
  let quiet = 0;
  let folder: string | undefined;
  let excludes = false;
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word === '-Z1') flags.add('Z1');
    else if (word.startsWith('-') && word.length > 1) {
      for (let letters = word.slice(1); letters !== ''; letters = letters.slice(1)) {
        const letter = letters.charAt(0);
        if (MISSING.includes(letter) || letter === 'Z') {
          throw new ToolExit(EXIT_USAGE, `error:  this lab's unzip has no -${letter}\n`);
        }
        if (!KNOWN.includes(letter)) return undefined;
        if (letter === 'q') quiet += 1;
        else if (letter === 'x') excludes = true;
        else if (letter === 'd') {
          folder = letters.slice(1) || rest.shift();
          if (folder === undefined) {
            throw new ToolExit(
              EXIT_USAGE,
              'error:  must specify directory to which to extract with -d option\n',
            );
          }
          excludes = false;
          break;
        } else flags.add(letter);
      }
    } else if (excludes && operands.length > 0) excluded.push(word);
    else operands.push(word);
  }
  const [archive, ...patterns] = operands;
  if (archive === undefined) return undefined;
  return { order: { flags, quiet, archive, folder }, patterns, excluded };
}

function open(
  context: ToolContext,
  archive: string,
): { readonly entries: readonly ZipEntry[]; readonly name: string } {
  const { tree, cwd } = context;
  const name = [archive, `${archive}.zip`, `${archive}.ZIP`].find(
    (one) => tree.tryLookup(resolvePath(cwd, one))?.data,
  );
  if (name === undefined) {
    throw new ToolExit(
      EXIT_NO_ARCHIVE,
      `unzip:  cannot find or open ${archive}, ${archive}.zip or ${archive}.ZIP.\n`,
    );
  }
  try {
    const entries = readZip(tree.readFile(resolvePath(cwd, name)));
    if (entries) return { entries, name };
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw new ToolExit(EXIT_NO_ARCHIVE, `unzip:  ${name}: ${strerror(error)}\n`);
    }
  }
  context.stdout(`Archive:  ${name}\n`);
  throw new ToolExit(
    EXIT_NO_ARCHIVE,
    '  End-of-central-directory signature not found.  Either this file is not\n' +
      '  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n' +
      '  latter case the central directory and zipfile comment will be found on\n' +
      '  the last disk(s) of this archive.\n' +
      `unzip:  cannot find zipfile directory in one of ${archive} or\n` +
      `        ${archive}.zip, and cannot find ${archive}.ZIP, period.\n`,
  );
}

function choose(
  entries: readonly ZipEntry[],
  order: UnzipOrder,
  patterns: readonly string[],
  excluded: readonly string[],
) {
  const matches = (word: string, name: string) =>
    order.flags.has('C')
      ? zipPattern(word.toLowerCase()).test(name.toLowerCase())
      : zipPattern(word).test(name);
  const isWanted = ({ name }: ZipEntry) =>
    (patterns.length === 0 || patterns.some((word) => matches(word, name))) &&
    !excluded.some((word) => matches(word, name));
  const missed = (words: readonly string[], isExcluded: boolean) =>
    words
      .filter((word) => !entries.some(({ name }) => matches(word, name)))
      .map((word) => ({ word, isExcluded }));
  return {
    found: entries.filter(isWanted),
    unmatched: [...missed(patterns, false), ...missed(excluded, true)],
  };
}
