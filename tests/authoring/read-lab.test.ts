import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { labIds, quoteLabFile, readLab } from '#authoring';
import { textFile } from '#container';
import { projectWith, replacing, LAB_FILE } from './sound-project.ts';

test('a lab is read as manifest, trees and scripts; scripts are not files of the trees', (t) => {
  const root = projectWith(t, {
    'labs/small-lab/starter/setup.sh': 'git init\n',
    'labs/small-lab/solution/answer.sh': 'git commit -m done\n',
    'labs/small-lab/mutants/it-holds/no-commit/answer.sh': 'true\n',
    'labs/small-lab/accepted/shorter/README.md': 'ok\n',
  });
  const lab = readLab('small-lab', root);
  assert.equal(lab.manifest.title, 'Small lab');
  assert.equal(lab.manifest.pass, 70);
  assert.equal(lab.brief, 'Do it.\n\n## The task\n\nDo it well.\n');
  assert.deepEqual(lab.starter, { 'README.md': textFile('one\ntwo\nthree\n') });
  assert.equal(lab.setup, 'git init\n');
  assert.deepEqual(lab.solution, {
    tree: { 'README.md': textFile('done\n') },
    script: 'git commit -m done\n',
  });
  assert.deepEqual(lab.mutants, [
    { check: 'it-holds', mistake: 'no-commit', tree: {}, script: 'true\n' },
    { check: 'it-holds', mistake: 'not-done', tree: { 'README.md': textFile('not done\n') } },
  ]);
  assert.deepEqual(lab.accepted, [
    { difference: 'shorter', tree: { 'README.md': textFile('ok\n') } },
  ]);
});

test('symbolic links and executable bits of a starter are kept', (t) => {
  const root = projectWith(t, { 'labs/small-lab/starter/run.sh': 'true\n' });
  const starter = join(root, 'labs/small-lab/starter');
  chmodSync(join(starter, 'run.sh'), 0o755);
  symlinkSync('README.md', join(starter, 'link'));
  const tree = readLab('small-lab', root).starter;
  assert.deepEqual(tree['link'], { kind: 'symlink', target: 'README.md' });
  assert.deepEqual(tree['run.sh'], {
    kind: 'file',
    bytes: new TextEncoder().encode('true\n'),
    executable: true,
  });
});

test('a lab that does not exist is named with the one that was meant', (t) => {
  const root = projectWith(t);
  assert.deepEqual(labIds(root), ['small-lab']);
  assert.throws(() => readLab('smal-lab', root), {
    name: 'LabNotFound',
    message: 'There is no lab "smal-lab": labs/smal-lab/lab.yaml does not exist.',
    hint: 'Did you mean "small-lab"? Labs: small-lab.',
  });
});

test('a lab.yaml with faults is not read in part', (t) => {
  const root = projectWith(t, { [LAB_FILE]: replacing('minutes: 15', 'minutes: soon') });
  assert.throws(() => readLab('small-lab', root), {
    name: 'ContentBroken',
    message:
      'labs/small-lab/lab.yaml:3: "minutes" must be whole minutes, such as 8; it is "soon".\n  Minutes for somebody who read the lessons.',
  });
});

test('a lesson quotes the lines that it names', (t) => {
  const root = projectWith(t);
  assert.deepEqual(quoteLabFile('small-lab', 'starter/README.md', '2-3', root), {
    name: 'README.md',
    labTitle: 'Small lab',
    lines: [
      { number: 2, text: 'two' },
      { number: 3, text: 'three' },
    ],
  });
  assert.throws(() => quoteLabFile('small-lab', 'starter/README.md', '3-4', root), {
    name: 'LabLinesGone',
  });
  assert.throws(() => quoteLabFile('small-lab', 'starter/GONE.md', undefined, root), {
    name: 'LabFileGone',
  });
});
