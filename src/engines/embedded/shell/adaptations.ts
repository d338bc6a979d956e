import {
  literalText,
  literalWord,
  type Command,
  type SimpleCommand,
  type Statement,
  type Word,
} from './syntax.ts';

/** Runs a file: put before names with a slash, so that such scripts stream and may be Python. */
export const RUN_FILE = '__lab_run_file';

/** Puts right what `read` and `mapfile` stored: `DECODE status NAMES`, or `DECODE status -a NAME values`. */
export const DECODE = '__lab_decode';

/** Options of `read` and `mapfile` that take a word. */
const TAKE_WORD = /^-[a-zA-Z]*[dinNptuaOsCc]$/;

/**
 * Rewrites what just-bash does otherwise than bash, wherever it stands in a syntax tree. The tree is changed in place.
 *
 * - Commands named by a path run through `RUN_FILE`.
 * - `help` alone is the lab's own; just-bash's lists its builtins.
 * - `read` and `mapfile` store bytes as if they were characters; a command after them decodes the variables.
 */
export function adapt(node: unknown): void {
  if (Array.isArray(node)) {
    node.forEach((item, index) => {
      adapt(item);
      if (isSimpleCommand(item)) node[index] = adapted(item);
    });
  } else if (typeof node === 'object' && node !== null) {
    for (const value of Object.values(node)) adapt(value);
  }
}

function adapted(command: SimpleCommand): Command {
  const name = literalText(command.name);
  if (!command.name || name === undefined) return command;
  if (name.includes('/') && !/^\/(?:usr\/)?bin\//.test(name)) {
    command.args.unshift(command.name);
    command.name = literalWord(RUN_FILE);
    return command;
  }
  if (name === 'help' && command.args.length === 0) {
    command.name = literalWord('lab-help');
    return command;
  }
  if (name === 'read' || name === 'mapfile' || name === 'readarray') {
    return decoded(command, name !== 'read');
  }
  return command;
}

/** `{ read NAME; DECODE "$?" NAME; }` */
function decoded(command: SimpleCommand, storesArray: boolean): Command {
  const words = command.args.map(literalText);
  const isArray = storesArray || words.some((word) => /^-[a-z]*a$/.test(word ?? ''));
  const names = words.filter((word, index): word is string => {
    const before = words[index - 1] ?? '';
    const optionsWord = TAKE_WORD.test(before) && !/a$/.test(before);
    return (
      word !== undefined && /^[A-Za-z_]\w*$/.test(word) && !(optionsWord && !isFlagOnly(before))
    );
  });
  const [array = 'MAPFILE'] = names;
  const status: Word = {
    type: 'Word',
    parts: [{ type: 'ParameterExpansion', parameter: '?', operation: null }],
  };
  const rest = isArray
    ? [literalWord('-a'), literalWord(array), allOf(array)]
    : (names.length === 0 ? ['REPLY'] : names).map(literalWord);
  const decode: SimpleCommand = {
    type: 'SimpleCommand',
    name: literalWord(DECODE),
    args: [status, ...rest],
    assignments: [],
    redirections: [],
  };
  return { type: 'Group', body: [command, decode].map(asStatement), redirections: [] };
}

/** `-s` of `read` and `-t` of `mapfile` stand alone. */
const isFlagOnly = (word: string): boolean => /^-[rse]+$/.test(word) || word === '-t';

/** `"${name[@]}"` */
const allOf = (name: string): Word => ({
  type: 'Word',
  parts: [
    {
      type: 'DoubleQuoted',
      parts: [{ type: 'ParameterExpansion', parameter: `${name}[@]`, operation: null }],
    },
  ],
});

const asStatement = (command: Command): Statement => ({
  type: 'Statement',
  pipelines: [{ type: 'Pipeline', commands: [command], negated: false }],
  operators: [],
  background: false,
});

const isSimpleCommand = (node: unknown): node is SimpleCommand =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'SimpleCommand';
