import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { requireGit } from './real-git.ts';
import { parseStep } from './script.ts';
import { assertSame } from './side-by-side.ts';

requireGit();

const folder = new URL('scripts/', import.meta.url);

describe(
  "the lab's git answers, writes and names objects as the real one",
  { concurrency: 4 },
  () => {
    for (const name of readdirSync(folder).sort()) {
      it(name.replace('.txt', ''), async () => {
        const text = readFileSync(new URL(name, folder), 'utf8');
        await assertSame(text.split('\n').flatMap((line) => parseStep(line) ?? []));
      });
    }
  },
);
