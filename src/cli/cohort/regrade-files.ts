import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedEngineIdentity, graderIdentity, labIdentity } from '#authoring';
import {
  inFreshEngine,
  isInShard,
  regradeBatch,
  type GradeIsolated,
  type IssuersLab,
} from '#cohort';
import { LabError } from '#container';
import { canonicalJson } from '#formats';
import type { ProvableLab } from '#grading';
import { createIsolatedEngine } from '#isolated-engine';
import { readProvableLab } from '../provable-lab.ts';
import { expectedOf } from './expected-of.ts';
import { collectFiles, recordFolder } from './hand-in-files.ts';
import type { RegradeArguments } from './regrade-arguments.ts';
import { outcomeLine, regradeReport } from './regrade-report.ts';

/** Programs of several gradings share the machine here: a slow one is not a wrong one. */
const PATIENCE = 4;

/** Collects hand-ins, grades them again, keeps the records, and reports. Resolves with the exit code. */
export async function regradeFiles(given: RegradeArguments): Promise<number> {
  const { key, secret, gradedAt, gradedBy, lanes, json } = given;
  const collection = await collectFiles(given.paths, expectedOf(given));
  const { shard } = given;
  const mine = collection.bundles.filter(
    ({ bundleSha256 }) => !shard || isInShard(bundleSha256, shard),
  );
  const provable = remembered((id: string) => readProvableLab(id));
  const outcomes = await regradeBatch(mine, {
    labOf: async (id): Promise<IssuersLab> => ({
      lab: (await provable(id)).lab,
      identity: labIdentity(id),
    }),
    grade: given.inBrowser
      ? inFreshBrowser(provable, given.timeLimitMs)
      : inFreshEngine(() => createIsolatedEngine({ isolation: { timeMs: given.timeLimitMs } }), {
          timeLimitMs: given.timeLimitMs,
          patience: PATIENCE,
        }),
    grader: graderIdentity(),
    engine: embeddedEngineIdentity(),
    bytesOf: collection.bytesOf,
    records: recordFolder(given.out),
    secret,
    key,
    gradedAt,
    gradedBy,
    lanes,
    onOutcome: (outcome) => {
      if (!json) console.log(outcomeLine(outcome));
    },
  });
  writeFileSync(join(given.out, 'set-aside.json'), canonicalJson(collection.setAside));
  console.log(
    json
      ? JSON.stringify({ outcomes, setAside: collection.setAside }, null, 2)
      : regradeReport(outcomes, collection),
  );
  if (outcomes.some((outcome) => 'failure' in outcome)) return 3;
  return collection.setAside.length > 0 ? 1 : 0;
}

/** Grades each work in a Chromium of its own, in the sandboxed frame of the site. */
function inFreshBrowser(
  provable: (id: string) => Promise<ProvableLab>,
  timeLimitMs: number,
): GradeIsolated {
  return async (lab, work, { seed, hiddenSeed }) => {
    // Playwright is not loaded for nothing.
    const { openProvingPage } = await import('../prove-in-browser.ts');
    const page = await openProvingPage([await provable(lab.id)], { ownSandbox: true });
    let timer: NodeJS.Timeout | undefined;
    try {
      const limit = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(
            new LabError(
              'GradingTookTooLong',
              `Grading took longer than ${timeLimitMs / 1000} seconds, and was ended.`,
              'Look at the programs of this hand-in before you grade it again.',
            ),
          );
        }, timeLimitMs);
      });
      return await Promise.race([page.grade(lab.id, { files: work }, seed, hiddenSeed), limit]);
    } finally {
      clearTimeout(timer);
      await page.close();
    }
  };
}

function remembered<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
