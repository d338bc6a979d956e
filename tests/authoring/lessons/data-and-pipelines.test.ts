import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Application } from '#harborlight';
import { APRIL, TRAIN, file, grouped, lessonText, listing, md5, states } from './stated.ts';

/** The figures of "Data pointers" and "Pipelines as locks", computed again from the seeded tables. */

const COURSE = 'versioning-and-reproducibility';
const pointers = lessonText(COURSE, 'data-pointers');
const pipelines = lessonText(COURSE, 'pipelines-as-locks');

const january = file(TRAIN);
const april = file([...TRAIN, ...APRIL]);

/** The split of `src/prepare.py`: a customer's md5 as a number, modulo 100, below 20 is held out. */
function split(rows: readonly Application[]) {
  const isHeldOut = ({ row }: Application): boolean =>
    Number(BigInt(`0x${md5(row[2] ?? '')}`) % 100n) < 20;
  return {
    holdout: file(rows.filter(isHeldOut)),
    train: file(rows.filter((row) => !isHeldOut(row))),
  };
}

test('the pointer names the January table and has the length that the lesson gives', () => {
  const pointer = listing(pointers, 'data/applications.csv.dvc');
  assert.deepEqual(parse(pointer), {
    outs: [{ md5: january.md5, size: january.size, hash: 'md5', path: 'applications.csv' }],
  });
  assert.equal(pointer.length, 98);
  states(pointers, 'note="at the tag data-v1; 98 bytes"');
});

test('both versions have the sizes and names that text and drawing state', () => {
  states(
    pointers,
    `The two together are ${grouped(january.size + april.size)} bytes`,
    `reads \`${april.md5.slice(0, 8)}…\` and ${grouped(april.size)}`,
    `md5: ${january.md5.slice(0, 8)}…`,
    `md5: ${april.md5.slice(0, 8)}…`,
    `${january.md5.slice(0, 2)}/${january.md5.slice(2, 11)}…`,
    `${april.md5.slice(0, 2)}/${april.md5.slice(2, 11)}…`,
    `sees ${APRIL.length} added lines`,
  );
  states(pointers, `${grouped(january.size)} bytes`, `${grouped(april.size)} bytes`);
});

test('the lock is the receipt of prepare on the January table', () => {
  const { holdout, train } = split(TRAIN);
  assert.deepEqual(parse(listing(pipelines, 'dvc.lock')), {
    schema: '2.0',
    stages: {
      prepare: {
        cmd: 'python3 src/prepare.py',
        deps: [
          { path: 'data/applications.csv', hash: 'md5', md5: january.md5, size: january.size },
        ],
        params: { 'params.yaml': { 'prepare.holdout_pct': 20 } },
        outs: [
          { path: 'build/holdout.csv', hash: 'md5', md5: holdout.md5, size: holdout.size },
          { path: 'build/train.csv', hash: 'md5', md5: train.md5, size: train.size },
        ],
      },
    },
  });
  states(
    pipelines,
    `So ${holdout.rows} of the ${grouped(TRAIN.length)} applications are held out and ${grouped(train.rows)} are trained on`,
  );
});

test('April makes the training table longer, under the name that the lesson gives', () => {
  const { train } = split([...TRAIN, ...APRIL]);
  states(
    pipelines,
    `\`build/train.csv\` now has ${grouped(train.rows)} rows and the digest \`${train.md5.slice(0, 8)}…\``,
    `${january.md5.slice(0, 8)}… now ${april.md5.slice(0, 8)}…`,
  );
});

test('every file that a stage reads is written by an earlier stage or stands in the repository', () => {
  const { stages } = parse(listing(pipelines, 'dvc.yaml')) as {
    stages: Record<string, { cmd: string; deps: string[]; outs?: string[] }>;
  };
  const written = new Set<string>();
  for (const [name, { cmd, deps, outs = [] }] of Object.entries(stages)) {
    assert.ok(deps.includes(`src/${name}.py`) && cmd.endsWith(`src/${name}.py`), name);
    for (const path of deps.filter((one) => one.startsWith('build/'))) {
      assert.ok(written.has(path), `${name} reads ${path} before it is written`);
    }
    for (const path of outs) written.add(path);
  }
});
