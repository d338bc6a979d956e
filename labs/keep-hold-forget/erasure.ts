import {
  cannotTell,
  holds,
  programFault,
  runDoesNotHold,
  type Check,
  type Finding,
} from '#grading';
import { LEDGER, type HiddenLake } from './hidden-lakes.ts';
import { linesAdded } from './lake-changes.ts';
import { ERASE, programs, type Ran } from './programs.ts';

const LESSON = 'data-governance-that-survives-an-audit/keep-hold-forget';

/** An erasure as a check sees it. */
export interface Erasure {
  readonly lake: HiddenLake;
  readonly ran: Ran;
  /** A verdict that this run is not as claimed. */
  readonly wrong: (summary: string, cameBack: string, expected: string) => Finding;
}

/** A claim about what an erasure left, in each of these runs. */
export function claim(
  id: string,
  names: readonly string[],
  exitCode: number,
  says: (erasure: Erasure) => Finding | undefined,
): Check {
  return {
    id,
    async run(probe) {
      const { lakes, ran } = await probe.shared(programs);
      for (const name of names) {
        const lake = lakes[name.replace('-again', '')];
        const one = ran[name];
        if (!lake || !one) return cannotTell(`${ERASE} was not run.`);
        const given = name.endsWith('-again') ? `${lake.given}, a second time` : lake.given;
        const about = { path: ERASE, given, lesson: LESSON };
        const ended = programFault(one.run, [exitCode], about);
        if (ended) return ended;
        const fault = says({
          lake,
          ran: one,
          wrong: (summary, cameBack, expected) =>
            runDoesNotHold(one.run, about, { summary, cameBack, expected }),
        });
        if (fault) return fault;
      }
      return holds;
    },
  };
}

/** The line that a run added to the ledger, or in words why there is none. */
export function ledgerEntry(
  lake: HiddenLake,
  ran: Ran,
): Readonly<Record<string, unknown>> | string {
  const added = linesAdded(lake.files[LEDGER] ?? '', ran.files[LEDGER]);
  if (!added) return 'earlier lines of the ledger were changed';
  // A run on a folder that was run on before finds the line of the first run there too.
  const line = added.at(-1);
  if (line === undefined) return 'no line was added';
  try {
    const entry = JSON.parse(line) as unknown;
    return typeof entry === 'object' && entry !== null ? { ...entry } : line;
  } catch {
    return line;
  }
}

/** All rows that a ledger's line counts; NaN when it counts none. */
export function sumOf(datasets: unknown): number {
  if (typeof datasets !== 'object' || datasets === null) return Number.NaN;
  return Object.values(datasets).reduce((sum: number, rows: unknown) => sum + Number(rows), 0);
}
