import { describe, it } from 'node:test';
import { randomScript } from './random-script.ts';
import { requireGit } from './real-git.ts';
import { assertSame } from './side-by-side.ts';

requireGit();

const SEEDS = 100;
const STEPS = 18;

describe(
  `the lab's git and the real one agree over ${STEPS} steps drawn from a seed`,
  { concurrency: 4 },
  () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      it(`seed ${seed}`, async () => {
        await assertSame(randomScript(seed, STEPS));
      });
    }
  },
);
