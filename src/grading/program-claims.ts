import type { CannotTell, DoesNotHold, Place } from './check.ts';
import { cannotTell, describeRun, doesNotHold, placeInTraceback } from './findings.ts';
import { readJsonText } from './compare-values.ts';
import type { Run } from './probe.ts';
import type { BatchRun } from './python-batch.ts';

/** A program that says more than this says nothing that a check could read. */
const MOST_OUTPUT_BYTES = 4_000_000;

/** What a claim about a program of the work tells with its verdict. */
export interface AboutProgram {
  /** The program's path in the work. */
  readonly path: string;
  /** What it was given, in words, for the reader: `a hidden file with two equal ids`. */
  readonly given?: string;
  readonly lesson?: string;
}

/**
 * Why a program cannot be judged by what it gave back: it did not end, broke, wrote megabytes or outside of the work, or
 * ended in another exit code than one of those wanted. `undefined` when it can.
 */
export function programFault(
  run: Run | BatchRun,
  exitCodes: readonly number[],
  about: AboutProgram,
): DoesNotHold | CannotTell | undefined {
  if ('notRun' in run && run.notRun) {
    return cannotTell(
      `${about.path} did not end for other inputs, so it was not run with ${about.given ?? 'this one'}.`,
    );
  }
  const wanted = `Exit code ${exitCodes.join(' or ')}.`;
  if (run.timedOut) {
    return fault(`${about.path} does not end.`, run, describeRun(run), wanted, about);
  }
  if ('tooMuchOutput' in run ? run.tooMuchOutput : run.stdout.length > MOST_OUTPUT_BYTES) {
    const size = `${run.stdout.length === 0 ? 'More than 4 MB' : `${run.stdout.length} bytes and more`} of output.`;
    return fault(`${about.path} writes megabytes of output.`, run, size, 'A few lines.', about);
  }
  if (run.wroteOutside) {
    const left = `it left ${run.wroteOutside.slice(0, 5).join(', ')}`;
    const inside = 'Files in the folder of the work only (or in /tmp).';
    return fault(`${about.path} writes outside of the work.`, run, left, inside, about);
  }
  if (exitCodes.includes(run.exitCode)) return undefined;
  const broke = /^\w*(?:Error|Exception)\b.*$/m.exec(run.stderrText)?.[0];
  const summary = broke
    ? `${about.path} breaks: ${broke.slice(0, 160)}`
    : `${about.path} ends with exit code ${run.exitCode}.`;
  return fault(summary, run, describeRun(run), wanted, about);
}

/** A verdict that this run of a program does not hold; `ran` and `lookAt` are composed from the run. */
export function runDoesNotHold(
  run: Run,
  about: AboutProgram,
  words: { readonly summary: string; readonly cameBack: string; readonly expected: string },
): DoesNotHold {
  return fault(words.summary, run, words.cameBack, words.expected, about);
}

/** The JSON that a program wrote (to standard output, or to a file it was told to write), or why there is none. */
export function writtenJson(
  run: Run,
  text: string | undefined,
  about: AboutProgram & { readonly what: string; readonly expected: string },
): { readonly value: unknown } | { readonly finding: DoesNotHold } {
  const read = text === undefined ? { fault: 'nothing' } : readJsonText(text);
  if ('value' in read) return read;
  const said = run.stderrText.trim() === '' ? '' : ` ${describeRun(run)}`;
  const cameBack = `${about.what} holds ${read.fault}.${said}`;
  return {
    finding: fault(`${about.path} does not write JSON.`, run, cameBack, about.expected, about),
  };
}

function fault(
  summary: string,
  run: Run,
  cameBack: string,
  expected: string,
  about: AboutProgram,
): DoesNotHold {
  return doesNotHold({
    summary,
    ran: about.given === undefined ? run.command : `${run.command} (${about.given})`,
    cameBack,
    expected,
    lookAt: placeOf(run, about),
  });
}

function placeOf(run: Run, { path, lesson }: AboutProgram): Place {
  const file = path.split('/').at(-1) ?? path;
  const line = placeInTraceback(run.stderrText, file)?.line;
  return {
    path,
    ...(line === undefined ? {} : { line }),
    ...(lesson === undefined ? {} : { lesson }),
  };
}
