import type { ShellSession } from '../../kernel/shell-protocol.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { allCommandNames } from '../commands/command-names.ts';
import type { Completion, CompletionChoice } from '../../kernel/line-editor/line-editor.ts';
import type { LabFileSystem } from '../lab-file-system.ts';
import { branchNames, GIT_BRANCH_COMMANDS, GIT_SUBCOMMANDS } from './git-words.ts';
import { quoted } from './quoting.ts';
import { wordAtCursor, type WordAtCursor } from './word-at-cursor.ts';

export interface CompletionWorld {
  readonly files: LabFileSystem;
  readonly programs: readonly string[];
  readonly functions: readonly string[];
  readonly session: ShellSession;
}

/** What Tab may make of the word before the cursor: a command, a path, a variable, or a word of git's. */
export async function complete(
  world: CompletionWorld,
  text: string,
  cursor: number,
): Promise<Completion> {
  const word = wordAtCursor(text.slice(0, cursor));
  return { start: word.start, choices: await choicesFor(world, word) };
}

async function choicesFor(world: CompletionWorld, word: WordAtCursor): Promise<CompletionChoice[]> {
  const { value, before } = word;
  if (/^\$\w*$/.test(value) && word.quote !== "'") {
    const names = Object.keys(world.session.env).map((name) => `$${name}`);
    return matching(names, value).map((name) => ({
      insert: word.quote + name,
      label: name.slice(1),
      suffix: '',
    }));
  }
  if (before.length === 0 && !word.redirected && !value.includes('/') && !value.startsWith('~')) {
    const names = new Set([...allCommandNames(), ...world.programs, ...world.functions]);
    return plain(matching([...names].sort(), value));
  }
  if (before[0] === 'git' && !word.redirected) {
    if (before.length === 1) return plain(matching(GIT_SUBCOMMANDS, value));
    if (GIT_BRANCH_COMMANDS.test(before[1] ?? '') && !value.startsWith('-')) {
      const branches = plain(matching(await branchNames(world.files, world.session.cwd), value));
      if (branches.length > 0) return branches;
    }
  }
  const choices = await paths(world, word);
  return before[0] === 'cd' || before[0] === 'rmdir'
    ? choices.filter(({ suffix }) => suffix === '')
    : choices;
}

const matching = (names: readonly string[], start: string): string[] =>
  names.filter((name) => name.startsWith(start));

const plain = (names: readonly string[]): CompletionChoice[] =>
  names.map((name) => ({ insert: name, label: name, suffix: ' ' }));

async function paths(world: CompletionWorld, word: WordAtCursor): Promise<CompletionChoice[]> {
  const { value, quote } = word;
  const cut = value.lastIndexOf('/') + 1;
  const [above, start] = [value.slice(0, cut), value.slice(cut)];
  if (above === '' && value === '~' && quote === '') {
    return [{ insert: '~/', label: '~/', suffix: '' }];
  }
  const home = world.session.env['HOME'] ?? '/';
  const folder = quote === '' && above.startsWith('~/') ? `${home}${above.slice(1)}` : above;
  const at = resolvePath(world.session.cwd, folder === '' ? '.' : folder);
  let entries;
  try {
    entries = await world.files.readdirWithFileTypes(at);
  } catch {
    return [];
  }
  const found = entries.filter(
    ({ name }) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')),
  );
  return Promise.all(
    found.map(async (entry): Promise<CompletionChoice> => {
      const { name } = entry;
      const isFolder =
        entry.isDirectory ||
        (entry.isSymbolicLink && (await leadsToFolder(world, `${at}/${name}`)));
      const path = above + name + (isFolder ? '/' : '');
      return {
        insert: quoted(path, quote, !isFolder),
        label: isFolder ? `${name}/` : name,
        suffix: isFolder ? '' : ' ',
      };
    }),
  );
}

async function leadsToFolder(world: CompletionWorld, path: string): Promise<boolean> {
  try {
    return (await world.files.stat(path)).isDirectory;
  } catch {
    return false;
  }
}
