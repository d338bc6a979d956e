import type { CustomCommand } from 'just-bash/browser';
import { allCommandNames } from './command-names.ts';
import { command, text } from './command.ts';
import type { CommandWorld } from './lab-commands.ts';

/** What `help` shows, group by group; names that the shell does not have are left out. */
const GROUPS: readonly (readonly [title: string, names: string])[] = [
  [
    'Files',
    'ls cat less head tail tree find file stat du cp mv rm mkdir rmdir touch ln readlink realpath chmod mktemp split tee',
  ],
  [
    'Text',
    'grep rg sed awk cut paste join sort uniq comm tr wc nl tac rev fold column expand unexpand diff cmp strings',
  ],
  ['Data', 'jq xan base64 md5sum sha1sum sha256sum od xxd hexdump'],
  [
    'Shell',
    'cd pwd echo printf read test [ set export unset alias unalias source eval type which command bash sh xargs env printenv seq expr date sleep time timeout jobs fg wait kill ps trap history help clear exit true false',
  ],
];

const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['Tab', 'completes commands, paths, words of git; twice lists them'],
  ['Up, Down', 'go through earlier lines'],
  ['Ctrl-R', 'searches earlier lines'],
  ['Ctrl-A, Ctrl-E', 'go to the start and the end of the line'],
  ['Alt-B, Alt-F', 'go back and forward by a word'],
  ['Ctrl-W, Ctrl-U, Ctrl-K', 'delete a word, to the start, to the end'],
  ['Ctrl-Y', 'puts back what was deleted'],
  ['Ctrl-L', 'clears the screen'],
  ['Ctrl-C', 'stops what runs, or drops the line'],
  ['Ctrl-D', 'ends input; on an empty line it ends the shell'],
];

export const sessionCommands = (world: CommandWorld): readonly CustomCommand[] => [
  command('lab-help', () => Promise.resolve(text(helpText(world)))),
  command('history', (args) => Promise.resolve(text(historyText(world.history, args[0])))),
  command('clear', () => Promise.resolve(text('\x1b[H\x1b[2J\x1b[3J'))),
];

function helpText(world: CommandWorld): string {
  const known = new Set(allCommandNames());
  const columns = Math.min(world.terminal?.columns ?? 80, 100);
  const groups = [
    ...(world.programs.length > 0
      ? [['Programs', [...world.programs].sort().join(' ')] as const]
      : []),
    ...GROUPS,
  ];
  const shown = groups.map(([title, names]) => {
    const words = names
      .split(' ')
      .filter((name) => known.has(name) || world.programs.includes(name));
    return `${title}\n${wrapped(words, columns)}`;
  });
  const keys = KEYS.map(([key, what]) => `  ${key.padEnd(24)}${what}\n`).join('');
  return (
    'The shell of this lab reads bash: pipes, redirections, variables, loops,\n' +
    `functions and scripts. There is no network and nothing can be installed.\n\n${shown.join('\n')}\nKeys\n${keys}` +
    '\nMost commands explain themselves with --help.\n'
  );
}

function wrapped(words: readonly string[], columns: number): string {
  let rows = '';
  let row = ' ';
  for (const word of words) {
    if (row.length + 1 + word.length > columns) {
      rows += `${row}\n`;
      row = ' ';
    }
    row += ` ${word}`;
  }
  return `${rows}${row}\n`;
}

function historyText(lines: readonly string[], last: string | undefined): string {
  const count = last === undefined ? lines.length : Number(last) || 0;
  const from = Math.max(0, lines.length - count);
  return lines
    .slice(from)
    .map((line, index) => `${String(from + index + 1).padStart(5)}  ${line}\n`)
    .join('');
}
