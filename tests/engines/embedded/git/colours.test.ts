import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labWithRepository, type Lab } from './lab.ts';

const inTerminal = async (lab: Lab, ...args: string[]): Promise<string> =>
  (await lab.git(args, { toTerminal: true })).stdout;

test('what goes to the terminal is coloured as git colours it, and nothing else is', async () => {
  const lab = await labWithRepository();
  lab.write('a', 'one\n');
  await lab.git(['add', 'a']);
  await lab.git(['commit', '-qm', 'first']);
  const id = (await lab.git(['rev-parse', '--short', 'HEAD'])).stdout.trim();
  lab.write('a', 'two\n');
  lab.write('b', 'b\n');
  lab.write('c', 'c\n');
  await lab.git(['add', 'b']);

  assert.equal(
    await inTerminal(lab, 'status', '-s'),
    ' \x1b[31mM\x1b[m a\n\x1b[32mA\x1b[m  b\n\x1b[31m??\x1b[m c\n',
  );
  assert.match(
    await inTerminal(lab, 'status'),
    /\t\x1b\[32mnew file: {3}b\x1b\[m\n[^]*\t\x1b\[31mmodified: {3}a\x1b\[m\n/,
  );
  assert.equal(
    await inTerminal(lab, 'diff'),
    '\x1b[1mdiff --git a/a b/a\x1b[m\n\x1b[1mindex 5626abf..f719efd 100644\x1b[m\n' +
      '\x1b[1m--- a/a\x1b[m\n\x1b[1m+++ b/a\x1b[m\n\x1b[36m@@ -1 +1 @@\x1b[m\n' +
      '\x1b[31m-one\x1b[m\n\x1b[32m+two\x1b[m\n',
  );
  assert.equal(
    await inTerminal(lab, 'log', '--oneline'),
    `\x1b[33m${id}\x1b[m \x1b[33m(\x1b[m\x1b[1;36mHEAD -> \x1b[m\x1b[1;32mmain\x1b[m\x1b[33m)\x1b[m first\n`,
  );
  assert.equal(await inTerminal(lab, 'branch'), '* \x1b[32mmain\x1b[m\n');
  assert.equal((await lab.git(['log', '--oneline'])).stdout, `${id} first\n`);
  assert.equal((await lab.git(['status', '-s'])).stdout, ' M a\nA  b\n?? c\n');
  assert.equal(await inTerminal(lab, '-c', 'color.ui=false', 'status', '-s'), ' M a\nA  b\n?? c\n');
});
