import { getCommandNames } from 'just-bash/browser';

/** Built into the interpreter, not commands of their own. */
export const BUILTINS = [
  '.',
  ':',
  '[',
  'break',
  'cd',
  'command',
  'continue',
  'declare',
  'dirs',
  'eval',
  'exec',
  'exit',
  'export',
  'getopts',
  'let',
  'local',
  'mapfile',
  'popd',
  'pushd',
  'read',
  'readonly',
  'return',
  'set',
  'shift',
  'shopt',
  'source',
  'test',
  'type',
  'typeset',
  'unset',
  'wait',
] as const;

/** Of just-bash's commands, those that have no place in a lab: an agent's tools, and what needs a network. */
const LEFT_OUT = new Set(['html-to-markdown', 'js-exec', 'js', 'node', 'sqlite3', 'tar', 'yq']);

/** Commands of ours that just-bash has no name for. */
const OWN_NAMES = [
  'bg',
  'cmp',
  'disown',
  'fg',
  'jobs',
  'kill',
  'ps',
  'trap',
  'hexdump',
  'id',
  'less',
  'mktemp',
  'more',
  'realpath',
  'uname',
  'xxd',
];

/** Every name that the shell itself knows, for completion and `help`. */
export const allCommandNames = (): string[] =>
  [...new Set([...BUILTINS, ...getCommandNames(), ...OWN_NAMES])]
    .filter((name) => !LEFT_OUT.has(name))
    .sort();
