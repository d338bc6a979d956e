import { describe, it } from 'node:test';
import { randomExchange, randomScript } from './random-script.ts';
import { requireGit } from './real-git.ts';
import { assertSame } from './side-by-side.ts';

requireGit();

const STEPS = 18;
const EXCHANGE_STEPS = 30;

describe(
  "the lab's git and the real one agree over 300 scripts drawn from their seeds",
  { concurrency: 4 },
  () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      it(`one repository, seed ${seed}`, async () => {
        await assertSame(randomScript(seed, STEPS));
      });
    }
    for (let seed = 1; seed <= 100; seed += 1) {
      it(`two people and a bare repository, seed ${seed}`, async () => {
        await assertSame(randomExchange(seed, EXCHANGE_STEPS));
      });
    }
  },
);
