import type { Program, ProgramContext } from '../../kernel/process.ts';
import { resolvePath, TreeError } from '../../kernel/tree.ts';
import { isFolder } from '../../kernel/inode.ts';

const USAGE = `usage: NAME FILE...
Opens files of the lab in the editor beside the terminal; a file that is not there is made, empty.
FILE:12 and +12 FILE go to a line.
`;
/** Options of `code` that say nothing here: there is one window, and it has the lab. */
const ACCEPTED = ['-g', '--goto', '-r', '--reuse-window', '-a', '--add'];

interface Wanted {
  readonly name: string;
  readonly line: number | null;
}

/** `edit` and `code`: open files in the page's editor. */
export const edit: Program = (context) => {
  const { argv } = context;
  const name = argv[0] ?? 'edit';
  const wanted: Wanted[] = [];
  let line: number | null = null;
  for (const word of argv.slice(1)) {
    if (word === '--help' || word === '-h') {
      context.stdout(USAGE.replace('NAME', name));
      return Promise.resolve(0);
    }
    if (/^\+\d+$/.test(word)) line = Number(word.slice(1));
    else if (word.startsWith('-') && !ACCEPTED.includes(word)) {
      const fault = word.startsWith('--') ? 'unrecognized' : 'invalid';
      context.stderr(`${name}: ${fault} option '${word}'\n${USAGE.replace('NAME', name)}`);
      return Promise.resolve(2);
    } else if (!word.startsWith('-')) {
      wanted.push(placeIn(context, word, line));
      line = null;
    }
  }
  if (wanted.length === 0) {
    context.stderr(`${name}: which file?\n${USAGE.replace('NAME', name)}`);
    return Promise.resolve(2);
  }
  let code = 0;
  for (const one of wanted) {
    const fault = open(context, one);
    if (fault === undefined) continue;
    context.stderr(`${name}: ${one.name}: ${fault}\n`);
    code = 1;
  }
  return Promise.resolve(code);
};

/** `FILE:12` is a place, unless a file has that very name. */
function placeIn({ tree, cwd }: ProgramContext, word: string, line: number | null): Wanted {
  const [, name = word, number] = /^(.+?):(\d+)(?::\d+)?$/.exec(word) ?? [];
  if (number === undefined || tree.exists(resolvePath(cwd, word))) return { name: word, line };
  return { name, line: Number(number) };
}

/** Shows one file; what is in the way, in words. */
function open(
  { tree, cwd, edit: show }: ProgramContext,
  { name, line }: Wanted,
): string | undefined {
  const path = resolvePath(cwd, name);
  if (!show) return NO_EDITOR;
  const node = tree.tryLookup(path);
  if (node && isFolder(node)) return 'is a folder; its files stand in the list beside the editor';
  const full = node ? tree.realpath(path) : path;
  if (!node) {
    try {
      tree.writeFile(path, '');
    } catch (error) {
      if (!(error instanceof TreeError)) throw error;
      return error.code === 'ENOENT' ? 'No such file or directory' : error.message;
    }
  }
  const outcome = show(full, line);
  if (outcome === 'shown') return undefined;
  // Where no editor is, nothing is left behind.
  if (!node) tree.rm(path);
  return outcome === 'outside'
    ? "is not in the lab's folder, which is all that the editor shows"
    : NO_EDITOR;
}

const NO_EDITOR = 'no editor is open here';
