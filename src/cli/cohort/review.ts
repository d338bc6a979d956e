import { parseArgs } from 'node:util';
import {
  handInKey,
  newComment,
  newOverride,
  scoreOfGrading,
  type BroughtCohort,
  type HandIn,
} from '#cohort';
import { LabError } from '#container';
import { cohortIn, parsing, usage, writeCohortZip } from './cohort-file.ts';
import { notArchived } from './cohort-folder.ts';
import { printable } from './regrade-report.ts';

const text = { type: 'string' } as const;
const WHICH = { learner: text, item: text, attempt: text } as const;

/** `override`: a grade that a person sets in the place of the grader's, with its reason. @throws LabError `UsageError` */
export async function override(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsing(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...WHICH, points: text, passed: text, reason: text },
    }),
  );
  const { points = '', passed = '' } = values;
  if (!/^\d+(?:\.\d+)?$/.test(points)) throw usage('--points is needed: a number.');
  if (!['yes', 'no'].includes(passed)) throw usage('--passed is needed: yes or no.');
  return changeOne(positionals, values, ({ grading, overrides, ...rest }, by) => {
    const draft = {
      points: Number(points),
      maxPoints: scoreOfGrading(grading)?.maxPoints ?? 100,
      passed: passed === 'yes',
      reason: values.reason ?? '',
    };
    return { ...rest, grading, overrides: [...overrides, newOverride(draft, by, new Date())] };
  });
}

/** `comment`: a remark on a hand-in, a file of it or a line. @throws LabError `UsageError` */
export async function comment(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsing(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...WHICH, text, path: text, line: text },
    }),
  );
  const { path, line } = values;
  if (line !== undefined && (path === undefined || !/^[1-9]\d{0,6}$/.test(line))) {
    throw usage(`--line is "${line}"; expected a number from 1, with --path.`);
  }
  const place = {
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line: Number(line) }),
  };
  return changeOne(positionals, values, (handIn, by) => ({
    ...handIn,
    comments: [...handIn.comments, newComment(values.text ?? '', place, by, new Date())],
  }));
}

interface Which {
  readonly learner?: string | undefined;
  readonly item?: string | undefined;
  readonly attempt?: string | undefined;
}

/** Changes one hand-in of a cohort's file, and writes the file whole or not at all. */
async function changeOne(
  positionals: readonly string[],
  which: Which,
  change: (handIn: HandIn, by: string) => HandIn,
): Promise<number> {
  const brought = cohortIn(positionals);
  const cohort = notArchived(brought.cohort);
  const chosen = handInOf(brought, which);
  let after: HandIn;
  try {
    after = change(chosen, cohort.issuer.name);
  } catch (error) {
    if (error instanceof RangeError) throw usage(error.message);
    throw error;
  }
  const handIns = brought.handIns.map((one) => (one === chosen ? after : one));
  await writeCohortZip(positionals[0] ?? '', { ...brought, handIns });
  console.log(`Kept: ${printable(handInKey(chosen))}, ${printable(chosen.fileName)}.`);
  return 0;
}

/** The hand-in that is meant; of several that are alike, the one that came last. */
function handInOf({ handIns }: BroughtCohort, { learner, item, attempt }: Which): HandIn {
  if (!learner || !item) throw usage('--learner and --item are needed.');
  const chosen = handIns
    .filter(
      (one) =>
        one.learner === learner &&
        one.item.id === item &&
        (attempt === undefined || String(one.attempt) === attempt),
    )
    .sort((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt))[0];
  if (chosen) return chosen;
  throw new LabError(
    'HandInUnknown',
    `"${learner}" has handed in no "${item}"${attempt === undefined ? '' : ` as attempt ${attempt}`}.`,
    'Nothing was changed. "gather" tells what is in a cohort.',
  );
}
