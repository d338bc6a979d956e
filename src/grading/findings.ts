import type { CannotTell, DoesNotHold, Holds, Place } from './check.ts';
import type { Run } from './probe.ts';

/** What a verdict shows of one value, in UTF-16 units. */
const MOST_SHOWN = 480;
/** How much of the part that agrees stands before the first difference. */
const BEFORE_DIFFERENCE = 120;

export const holds: Holds = { status: 'pass' };

/** The claim cannot be answered yet; `because` is one sentence. */
export function cannotTell(because: string): CannotTell {
  return { status: 'blocked', because };
}

/** The claim does not hold. Values too long to show are shortened to the place where they begin to differ. */
export function doesNotHold(observed: Omit<DoesNotHold, 'status'>): DoesNotHold {
  return { status: 'fail', ...observed, ...shortenAroundDifference(observed) };
}

/** Both values shortened around their first difference, with "…" where something was left out. */
export function shortenAroundDifference(values: { cameBack: string; expected: string }): {
  cameBack: string;
  expected: string;
} {
  const { cameBack, expected } = values;
  if (cameBack.length <= MOST_SHOWN && expected.length <= MOST_SHOWN) return { cameBack, expected };
  let same = 0;
  while (same < cameBack.length && same < expected.length && cameBack[same] === expected[same]) {
    same++;
  }
  const from = Math.max(0, same - BEFORE_DIFFERENCE);
  return { cameBack: excerpt(cameBack, from), expected: excerpt(expected, from) };
}

function excerpt(text: string, from: number): string {
  const start = text.length <= MOST_SHOWN ? 0 : Math.min(from, text.length - MOST_SHOWN);
  const part = text.slice(start, start + MOST_SHOWN);
  return `${start > 0 ? '…' : ''}${part}${start + part.length < text.length ? '…' : ''}`;
}

/** What a program did, in words: its exit code or time-out, and the end of what it wrote to standard error. */
export function describeRun(run: Run): string {
  const how = run.timedOut
    ? 'It did not end in time and was stopped.'
    : `It ended with exit code ${run.exitCode}.`;
  const said = run.stderrText.trim();
  if (said === '') return how;
  const end = said.length > MOST_SHOWN ? `…${said.slice(-MOST_SHOWN)}` : said;
  return `${how} Standard error:\n${end}`;
}

/** The last line of a program of the work that a Python traceback names, or `undefined` when it names none. */
export function placeInTraceback(stderrText: string, path: string): Place | undefined {
  const frames = [...stderrText.matchAll(/^ {2}File "(?:[^"]*\/)?([^"/]+)", line (\d+)/gm)];
  const last = frames.findLast(([, file]) => file === path);
  return last && { path, line: Number(last[2]) };
}
