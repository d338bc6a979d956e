import { inBackground, joinPrograms, type IsProgram } from './concurrent.ts';
import { TWIN } from './foreground.ts';
import { NAMES_OF_JOB_COMMANDS } from './job-names.ts';
import {
  literalText,
  literalWord,
  type Command,
  statementOf,
  type Pipeline,
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
 * - `command &` starts a job; programs side by side in a pipe, or with redirections, are one command for the kernel.
 * - `for x` without `in` goes through the arguments as they are.
 * - `$!` and `$$` are variables, and the job commands that just-bash has as builtins get names of their own.
 */
export function adapt(node: unknown, isProgram: IsProgram): void {
  if (Array.isArray(node)) {
    node.forEach((item, index) => {
      if (isStatement(item) && item.background) node[index] = inBackground(item, isProgram);
      adapt(node[index], isProgram);
      if (isSimpleCommand(node[index])) node[index] = adapted(node[index]);
    });
  } else if (typeof node === 'object' && node !== null) {
    if (isPipeline(node)) joinPrograms(node, isProgram);
    // Without `in`, just-bash splits the arguments at their spaces.
    if (isFor(node)) node.words ??= [QUOTED_ARGUMENTS];
    if (isParameter(node)) node.parameter = PARAMETERS[node.parameter] ?? node.parameter;
    for (const value of Object.values(node)) adapt(value, isProgram);
  }
}

/** Of special parameters that just-bash has wrong, the variables that have them right. */
export const LAST_JOB = '__lab_last_job';
export const SHELL_NUMBER = '__lab_pid';
const PARAMETERS: Readonly<Record<string, string>> = { '!': LAST_JOB, $: SHELL_NUMBER };

function adapted(command: SimpleCommand): Command {
  const name = literalText(command.name);
  if (!command.name || name === undefined) return command;
  if (name.includes('/') && !/^\/(?:usr\/)?bin\//.test(name)) {
    command.args.unshift(command.name);
    command.name = literalWord(RUN_FILE);
    return command;
  }
  if (NAMES_OF_JOB_COMMANDS.has(name)) {
    command.name = literalWord(NAMES_OF_JOB_COMMANDS.get(name) ?? name);
    return command;
  }
  if (name === 'unset' && command.args.some((word) => literalText(word) === '-f')) {
    const names = command.args.map(literalText).filter((word) => word && !word.startsWith('-'));
    command.args.push(...names.map((word) => literalWord(`${TWIN}${word}`)));
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
  return { type: 'Group', body: [command, decode].map(statementOf), redirections: [] };
}

/** `-s` of `read` and `-t` of `mapfile` stand alone. */
const isFlagOnly = (word: string): boolean => /^-[rse]+$/.test(word) || word === '-t';

const quoted = (parameter: string): Word => ({
  type: 'Word',
  parts: [
    {
      type: 'DoubleQuoted',
      parts: [{ type: 'ParameterExpansion', parameter, operation: null }],
    },
  ],
});

/** `"${name[@]}"` */
const allOf = (name: string): Word => quoted(`${name}[@]`);

/** `"$@"` */
const QUOTED_ARGUMENTS = quoted('@');

const isSimpleCommand = (node: unknown): node is SimpleCommand =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'SimpleCommand';

const isStatement = (node: unknown): node is Statement =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'Statement';

const isPipeline = (node: object): node is Pipeline => 'type' in node && node.type === 'Pipeline';

type For = Extract<Command, { type: 'For' }>;

const isFor = (node: object): node is For => 'type' in node && node.type === 'For';

const isParameter = (node: object): node is { parameter: string } =>
  'type' in node && node.type === 'ParameterExpansion';
