import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { requireGit } from './real-git.ts';
import { parseStep } from './script.ts';
import { assertSame } from './side-by-side.ts';

requireGit();

const folder = new URL('scripts/', import.meta.url);

for (const name of readdirSync(folder).sort()) {
  test(`the lab's git answers, writes and names objects as the real one: ${name}`, async () => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    await assertSame(text.split('\n').flatMap((line) => parseStep(line) ?? []));
  });
}
