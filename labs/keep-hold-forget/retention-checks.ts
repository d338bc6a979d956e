import { readCsv } from '#formats';
import {
  cannotTell,
  firstDifference,
  holds,
  isMapping,
  printedJson,
  programFault,
  runDoesNotHold,
  shownJson,
  type Check,
  type Finding,
} from '#grading';
import type { PeriodCase } from './hidden-periods.ts';
import { programs, RETENTION, type Ran } from './programs.ts';

const LESSON = 'data-governance-that-survives-an-audit/keep-hold-forget';

/** The check that a run leaves exactly what the periods leave, in each of these cases. */
function leaves(id: string, names: readonly string[]): Check {
  return {
    id,
    async run(probe) {
      const { periods, ran } = await probe.shared(programs);
      for (const name of names) {
        const one = periods[name];
        const seen = ran[`period-${name}`];
        if (!one || !seen) return cannotTell(`${RETENTION} was not run.`);
        const finding = judge(one, seen);
        if (finding) return finding;
      }
      return holds;
    },
  };
}

const about = ({ given }: PeriodCase) => ({ path: RETENTION, given, lesson: LESSON });

function judge(one: PeriodCase, { run, files }: Ran): Finding | undefined {
  const ended = programFault(run, [0], about(one));
  if (ended) return ended;
  for (const [path, left] of Object.entries(one.left)) {
    const fault = (summary: string, cameBack: string, expected: string) =>
      runDoesNotHold(run, about(one), { summary, cameBack, expected });
    const text = files[path];
    if (text === undefined) return fault(`${path} is gone.`, 'no such file', 'The rows not due.');
    const given = linesOf(one.files[path] ?? '');
    const [found, wanted] = [text, left].map((file) => byMeaning(path, linesOf(file), given));
    if (!found || !wanted || String(found) === String(wanted)) continue;
    const stayed = found.find((line) => given.includes(line) && !wanted.includes(line));
    if (stayed !== undefined) {
      return fault(
        `A row of ${path} is due and stayed.`,
        stayed,
        `It gone, or emptied, as of ${one.asOf}.`,
      );
    }
    const lost = wanted.find((line) => !found.includes(line));
    if (lost === undefined) {
      return fault(
        `The rows of ${path} are not in their order, or more than they were.`,
        found.join('\n'),
        wanted.join('\n'),
      );
    }
    const kept = given.includes(lost);
    return fault(
      kept
        ? `A row of ${path} that must stay is gone or changed.`
        : `A row of ${path} is not emptied as its period says.`,
      `${found.length - 1} rows, and none of them is this one`,
      kept ? `${lost} as it was, as of ${one.asOf}` : lost,
    );
  }
  return undefined;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Lines that stood in the file before, byte for byte; of changed ones their fields, however they are quoted or ordered. */
function byMeaning(
  path: string,
  lines: readonly string[],
  before: readonly string[],
): readonly string[] {
  return lines.map((line) => {
    if (before.includes(line)) return line;
    try {
      if (path.endsWith('.csv')) return JSON.stringify(readCsv(line).columns);
      return JSON.stringify(Object.entries(JSON.parse(line) as object).sort());
    } catch {
      return line;
    }
  });
}

const dryRunChangesNothing: Check = {
  id: 'dry-run-changes-nothing',
  async run(probe) {
    const { periods, ran } = await probe.shared(programs);
    const [one, seen, real] = [periods['dry'], ran['period-dry'], ran['period-due-1']];
    if (!one || !seen || !real) return cannotTell(`${RETENTION} was not run.`);
    const ended = programFault(seen.run, [0], about(one));
    if (ended) return ended;
    const changed = Object.entries(one.files).find(([path, text]) => seen.files[path] !== text);
    if (changed) {
      return runDoesNotHold(seen.run, about(one), {
        summary: `With --dry-run it changes ${changed[0]}.`,
        cameBack: (seen.files[changed[0]] ?? 'no such file').slice(0, 300),
        expected: 'Every file as it was.',
      });
    }
    const read = printedJson(seen.run.stdoutText);
    const counts = 'value' in read ? read.value : undefined;
    const done = rowsChanged(one, real);
    if (isMapping(counts) && !firstDifference(counts, done)) return holds;
    return runDoesNotHold(seen.run, about(one), {
      summary: 'With --dry-run it does not say how many rows are due.',
      cameBack: 'fault' in read ? read.fault : shownJson(counts),
      expected: `${shownJson(done)}, which is what a run without --dry-run did`,
    });
  },
};

/** How many rows a run took away or emptied, for each file with a period. */
function rowsChanged(one: PeriodCase, { files }: Ran): Readonly<Record<string, number>> {
  return Object.fromEntries(
    one.governed.map((path) => {
      const after = linesOf(files[path] ?? '');
      return [path, linesOf(one.files[path] ?? '').filter((line) => !after.includes(line)).length];
    }),
  );
}

export const retentionChecks: readonly Check[] = [
  leaves('due-rows-go', ['due-1', 'due-2', 'due-3', 'due-4']),
  leaves('holds-win', ['holds']),
  leaves('log-has-a-floor', ['logs']),
  dryRunChangesNothing,
];
