import { labIds } from '#authoring';
import { LabError } from '#container';
import { openProvingPage } from '../prove-in-browser.ts';
import { readProvableLab } from '../provable-lab.ts';
import { times } from './native-times.ts';
import type { Row } from './row.ts';

/** What a full grading of a solved lab may take in Chromium once the engine is warm, in milliseconds. */
const PROMISED_MS = 3_000;
/** Labs that train a model or watch a rollout, more than once, in their grading. */
const LONGER_MS: Readonly<Record<string, number>> = {
  'pin-the-data': 20_000,
  'canary-with-an-abort-button': 20_000,
};
/** A whole grading of every lab's solution in Chromium, engine warm: to the first verdict, and to the last. */
export async function timeGradings(runs: number): Promise<readonly Row[]> {
  const labs = await Promise.all(labIds().map((id) => readProvableLab(id)));
  const page = await openProvingPage(labs);
  try {
    const rows: Row[] = [];
    for (const { lab } of labs) {
      const once = async (turn: number) => {
        const taken = await page.timeGrading(lab.id, `${lab.id}-bench-${turn}`);
        if (taken.holding !== lab.checks.length) {
          throw new LabError(
            'BenchLabBroken',
            `${taken.holding} of ${lab.checks.length} checks of ${lab.id} hold for its solution.`,
            `npm run prove -- ${lab.id} says why.`,
          );
        }
        return taken;
      };
      // The first brings the interpreter and the lab's modules along, which a learner's own runs have done before.
      await once(0);
      let turn = 0;
      const all = await times(runs, () => once(++turn));
      const row = (name: string, values: readonly number[], promisedMs?: number): Row => ({
        group: 'Grading of a solved lab in Chromium, engine warm',
        name: `${lab.id}: ${name}`,
        unit: 'ms',
        values,
        ...(promisedMs === undefined ? {} : { baseline: { name: 'promised', value: promisedMs } }),
      });
      rows.push(
        row(
          'first verdict',
          all.map((one) => one.firstVerdictMs),
        ),
        row(
          'last verdict',
          all.map((one) => one.lastVerdictMs),
          LONGER_MS[lab.id] ?? PROMISED_MS,
        ),
      );
    }
    return rows;
  } finally {
    await page.close();
  }
}
