import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readDvcYaml } from '#formats';
import { EDITS, sayChange } from '../../../src/components/lesson/stale-stages/edits.ts';
import {
  changesOf,
  digestOf,
  runAll,
  runStage,
  sources,
  STAGES,
  type Run,
} from '../../../src/components/lesson/stale-stages/live-pipeline.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const lesson = lessonText('versioning-and-reproducibility', 'pipelines-as-locks');
const clean = runAll(sources());

/** Which stages run after these edits, asked one after the other. */
function runs(...ids: readonly string[]): {
  readonly ran: readonly string[];
  readonly after: Run;
  readonly why: readonly string[];
} {
  const edits = ids.map((id) => EDITS.find((one) => one.id === id));
  let now: Run = {
    files: edits.reduce((files, edit) => edit?.make(files) ?? files, clean.files),
    lock: clean.lock,
  };
  const ran: string[] = [];
  const why: string[] = [];
  for (const stage of STAGES) {
    const changes = changesOf(stage, now);
    if (changes.length === 0) continue;
    ran.push(stage.name);
    why.push(...changes.map(sayChange));
    now = runStage(stage, now.files, now.lock);
  }
  return { ran, after: now, why };
}

test('the stages are those of the lesson’s dvc.yaml', () => {
  const read = readDvcYaml(listing(lesson, 'dvc.yaml'));
  assert.ok(read.value);
  const inOneKind = read.value.stages.map((stage) => ({
    ...stage,
    outs: stage.outs.map(({ path }) => path),
  }));
  assert.deepEqual(
    inOneKind,
    STAGES.map((stage) => ({ ...stage, outs: stage.outs.map(({ path }) => path) })),
  );
});

test('the receipt of prepare is the one that the lesson prints', () => {
  const { stages } = parse(listing(lesson, 'dvc.lock')) as {
    stages: { prepare: { deps: unknown[]; params: unknown; outs: unknown[] } };
  };
  const { deps, params, outs } = clean.lock['prepare'] ?? {};
  assert.deepEqual(deps?.slice(0, 1), stages.prepare.deps);
  assert.deepEqual(params, stages.prepare.params);
  assert.deepEqual(outs, stages.prepare.outs);
});

test('right after a run nothing is stale', () => {
  assert.deepEqual(runs().ran, []);
});

test('each row of the lesson’s table is what happens', () => {
  assert.deepEqual(runs('comment').ran, ['evaluate']);
  assert.deepEqual(runs('params-comment').ran, []);
  assert.deepEqual(runs('l2').ran, ['train', 'evaluate']);
  assert.deepEqual(runs('readme').ran, []);
  assert.deepEqual(runs('touch').ran, []);
  assert.deepEqual(runs('model').ran, ['train']);
});

test('April travels all the way and gives the training table that the lesson names', () => {
  const { ran, after, why } = runs('april');
  assert.deepEqual(ran, ['prepare', 'train', 'evaluate']);
  const table = after.files['build/train.csv'] ?? '';
  assert.equal(table.trimEnd().split('\n').length - 1, 2654);
  assert.equal(digestOf(table).md5.slice(0, 8), 'b58c8b68');
  assert.equal(why[0], 'deps: data/applications.csv modified');
});

test('a reformatted script runs its own stage and stops there', () => {
  assert.deepEqual(runs('reformat').ran, ['prepare']);
});

test('corrected labels reach training and evaluation, and change forty of them', () => {
  assert.deepEqual(runs('labels').ran, ['train', 'evaluate']);
  const edit = EDITS.find(({ id }) => id === 'labels');
  const before = (clean.files['data/outcomes.csv'] ?? '').split('\n');
  const after = (edit?.make(clean.files)['data/outcomes.csv'] ?? '').split('\n');
  assert.equal(before.filter((line, i) => line !== after[i]).length, 40);
});

test('an edit may undo another: two edits are both made', () => {
  assert.deepEqual(runs('reformat', 'comment').ran, ['prepare', 'evaluate']);
});
