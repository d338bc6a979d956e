import {
  literalText,
  literalWord,
  sourceOf,
  statementOf,
  type Command,
  type Pipeline,
  type Redirection,
  type SimpleCommand,
  type Statement,
  type Word,
} from './syntax.ts';

/** Runs programs of the kernel side by side, or in the background: `RUN_PROGRAMS spec MARK words… MARK words…`. */
export const RUN_PROGRAMS = '__lab_run';

/** A background job that is a shell of its own: `START_JOB source text`. */
export const START_JOB = '__lab_job';

/** Stands between the groups of words of `RUN_PROGRAMS`; no word that is typed has it. */
export const MARK = '\u0001|';

/** The descriptor by which a copy of the shell learns the arrays: `ARRAYS_FD<<<"$(declare -p)"`. */
export const ARRAYS_FD = 198;

/** What the words of `RUN_PROGRAMS` mean. First stand the programs, then the redirections' targets. */
export interface ProgramsSpec {
  readonly stages: number;
  readonly redirects: readonly { stage: number; fd: 0 | 1 | 2; append: boolean; isDup: boolean }[];
  /** Text of the job, when it runs in the background. */
  readonly background?: string;
  readonly enoughLines?: number;
}

/** Names of programs that the kernel runs and no function hides. */
export type IsProgram = (name: string) => boolean;

/** `command &` becomes a command that starts a job; the tree is not changed. */
export function inBackground(statement: Statement, isProgram: IsProgram): Statement {
  const text = (statement.sourceText ?? sourceOf([statement])).replace(/\s*&\s*$/, '');
  const foreground: Statement = { ...statement, background: false };
  const [pipeline] = statement.pipelines;
  if (pipeline && statement.pipelines.length === 1 && !pipeline.negated && !pipeline.timed) {
    const programs = asPrograms(pipeline.commands, isProgram, text);
    if (programs) return statementOf(programs);
  }
  const source = sourceOf([foreground]);
  return statementOf({
    type: 'SimpleCommand',
    name: literalWord(START_JOB),
    args: [literalWord(source), literalWord(text)],
    assignments: [],
    redirections: source.includes('[') ? [arraysOfTheShell()] : [],
  });
}

/** `ARRAYS_FD<<<"$(declare -p 2>/dev/null)"` */
export function arraysOfTheShell(): Redirection {
  const declare: SimpleCommand = {
    type: 'SimpleCommand',
    name: literalWord('declare'),
    args: [literalWord('-p')],
    assignments: [],
    redirections: [{ type: 'Redirection', fd: 2, operator: '>', target: literalWord('/dev/null') }],
  };
  const body = { type: 'Script' as const, statements: [statementOf(declare)] };
  return {
    type: 'Redirection',
    fd: ARRAYS_FD,
    operator: '<<<',
    target: {
      type: 'Word',
      parts: [
        { type: 'DoubleQuoted', parts: [{ type: 'CommandSubstitution', body, legacy: false }] },
      ],
    },
  };
}

/** Puts programs that stand side by side in a pipe, and programs with redirections, into one `RUN_PROGRAMS`. In place. */
export function joinPrograms(pipeline: Pipeline, isProgram: IsProgram): void {
  if (pipeline.pipeStderr?.some(Boolean)) return;
  const commands: Command[] = [];
  let at = 0;
  while (at < pipeline.commands.length) {
    let end = at;
    while (end < pipeline.commands.length && isProgramCommand(pipeline.commands[end], isProgram)) {
      end += 1;
    }
    const run = pipeline.commands.slice(at, end);
    const enough = run.length > 0 ? linesOfHead(pipeline.commands[end]) : undefined;
    const isMore = run.length > 1 || enough !== undefined || run.some(isRedirected);
    const joined = isMore ? asPrograms(run, isProgram, undefined, enough) : undefined;
    if (joined) commands.push(joined);
    else commands.push(...run);
    if (end < pipeline.commands.length) commands.push(pipeline.commands[end] as Command);
    at = end + 1;
  }
  pipeline.commands = commands;
  if (pipeline.pipeStderr) pipeline.pipeStderr = commands.slice(1).map(() => false);
}

const isProgramCommand = (
  command: Command | undefined,
  isProgram: IsProgram,
): command is SimpleCommand =>
  command?.type === 'SimpleCommand' && isProgram(literalText(command.name) ?? '');

const isRedirected = (command: Command): boolean =>
  command.type === 'SimpleCommand' &&
  command.redirections.some(({ operator }) => !operator.startsWith('<<'));

/** How many lines `head` takes, as far as its words tell without expansion. */
function linesOfHead(command: Command | undefined): number | undefined {
  if (command?.type !== 'SimpleCommand' || literalText(command.name) !== 'head') return undefined;
  const words = command.args.map(literalText);
  if (words.length === 0) return 10;
  if (words.some((word) => word === undefined)) return undefined;
  return Number(/^(?:-n ?|-|--lines=)(\d+)$/.exec(words.join(' '))?.[1] ?? NaN) || undefined;
}

/** `undefined` when a word or redirection needs more than the kernel's programs can be told. */
function asPrograms(
  commands: readonly Command[],
  isProgram: IsProgram,
  background?: string,
  enoughLines?: number,
): SimpleCommand | undefined {
  const words: Word[] = [];
  const targets: Word[] = [];
  const redirects: ProgramsSpec['redirects'][number][] = [];
  const own: Redirection[] = [];
  let assignments: SimpleCommand['assignments'] = [];
  for (const [stage, command] of commands.entries()) {
    if (!isProgramCommand(command, isProgram) || !command.name) return undefined;
    if (command.assignments.length > 0) {
      if (commands.length > 1) return undefined;
      ({ assignments } = command);
    }
    words.push(literalWord(MARK), command.name, ...command.args);
    for (const redirection of command.redirections) {
      if (redirection.operator.startsWith('<<') && stage === 0 && (redirection.fd ?? 0) === 0) {
        own.push(redirection);
        continue;
      }
      const read = readRedirection(redirection);
      if (!read || redirection.target.type !== 'Word') return undefined;
      for (const one of read) {
        redirects.push({ stage, ...one.redirect });
        targets.push(literalWord(MARK), one.target ?? redirection.target);
      }
    }
  }
  const spec: ProgramsSpec = {
    stages: commands.length,
    redirects,
    ...(background === undefined ? {} : { background }),
    ...(enoughLines === undefined ? {} : { enoughLines }),
  };
  return {
    type: 'SimpleCommand',
    name: literalWord(RUN_PROGRAMS),
    args: [literalWord(JSON.stringify(spec)), ...words, ...targets],
    assignments,
    redirections: own,
  };
}

interface Read {
  readonly redirect: { fd: 0 | 1 | 2; append: boolean; isDup: boolean };
  /** Instead of the redirection's own. */
  readonly target?: Word;
}

function readRedirection({ fd, operator, target, fdVariable }: Redirection): Read[] | undefined {
  if (fdVariable !== undefined || target.type !== 'Word') return undefined;
  if (target.parts.some(({ type }) => type === 'ProcessSubstitution' || type === 'Glob')) {
    return undefined;
  }
  const append = operator.endsWith('>>');
  switch (operator) {
    case '<':
      return (fd ?? 0) === 0 ? [{ redirect: { fd: 0, append, isDup: false } }] : undefined;
    case '>':
    case '>>':
    case '>|': {
      const to = fd ?? 1;
      return to === 1 || to === 2 ? [{ redirect: { fd: to, append, isDup: false } }] : undefined;
    }
    case '&>':
    case '&>>':
      return [
        { redirect: { fd: 1, append, isDup: false } },
        { redirect: { fd: 2, append: false, isDup: true }, target: literalWord('1') },
      ];
    case '>&': {
      const [from, to] = [fd ?? 1, literalText(target)];
      const isKnown = (from === 1 || from === 2) && (to === '1' || to === '2');
      return isKnown ? [{ redirect: { fd: from, append: false, isDup: true } }] : undefined;
    }
    default:
      return undefined;
  }
}
