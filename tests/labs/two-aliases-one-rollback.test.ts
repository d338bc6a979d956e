import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultSentence, readMlModel, readRegisteredModel, readTrackedRun } from '#formats';
import { FEATURES } from '#harborlight';
import { generate, packageOf } from '../../labs/two-aliases-one-rollback/generate.ts';
import {
  drawRegistry,
  registryFiles,
} from '../../labs/two-aliases-one-rollback/hidden-registries.ts';
import { brokenRules, ranking } from '../../labs/two-aliases-one-rollback/policy.ts';
import { drawRuns, LEAK, ROLES } from '../../labs/two-aliases-one-rollback/runs.ts';

const SEEDS = Array.from({ length: 8 }, (_, i) => `two-aliases-one-rollback-learner-${i}`);

const filesOf = (tree: ReturnType<typeof generate>) =>
  new Map(
    Object.entries(tree).flatMap(([path, entry]): [string, Uint8Array][] =>
      entry.kind === 'file' ? [[path, entry.bytes]] : [],
    ),
  );

test('for every learner the policy chooses the same roles, each of the others by its own trap', () => {
  for (const seed of SEEDS) {
    const lab = drawRuns(seed);
    assert.deepEqual(ranking(lab), ['full', 'regularised'], seed);
    const broken = Object.fromEntries(
      ROLES.map((role) => [
        role,
        brokenRules(lab.runs[role], lab).map((rule) => rule.slice(0, 13)),
      ]),
    );
    assert.deepEqual(
      broken,
      {
        'no-bureau': ['its auc is 0.'],
        full: [],
        wide: ['its min_slice'],
        regularised: [],
        'kitchen-sink': ['it has the in'],
      },
      seed,
    );
    const auc = ROLES.map((role) => lab.runs[role].metrics.auc);
    assert.equal(Math.max(...auc), lab.runs['kitchen-sink'].metrics.auc);
    assert.ok(lab.runs.wide.metrics.auc > lab.runs.full.metrics.auc);
    assert.notEqual(lab.runs.full.dataMd5, lab.runs.regularised.dataMd5);
  }
});

test('the runs are those of MLflow’s file store, and only “full” lacks its signature', () => {
  const seed = SEEDS[0] ?? '';
  const files = filesOf(generate(seed));
  const { runs } = drawRuns(seed);
  for (const role of ROLES) {
    const run = runs[role];
    const { value, faults } = readTrackedRun(files, `mlruns/0/${run.runId}`);
    assert.ok(value, JSON.stringify(faults?.map(faultSentence)));
    assert.equal(value.name, role);
    assert.equal(value.metrics.get('auc'), run.metrics.auc);
    assert.equal(value.tags.get('data_md5'), run.dataMd5);
    const text = new TextDecoder().decode(files.get(`${packageOf(run)}/MLmodel`));
    const model = readMlModel(text).value;
    assert.equal(model?.runId, run.runId);
    const inputs = model.signature?.inputs.map(({ name }) => name);
    assert.deepEqual(
      inputs,
      role === 'full' ? undefined : role === 'kitchen-sink' ? [...FEATURES, LEAK] : [...FEATURES],
    );
  }
});

test('a hidden registry is one that MLflow reads, and has every edge that a claim is about', () => {
  for (const seed of SEEDS) {
    const hidden = drawRegistry(`${seed}/hidden/1`, 'store');
    const { value, faults } = readRegisteredModel(
      filesOf(registryFiles(hidden, { champion: true })),
      'models/loan-default',
    );
    assert.ok(value, JSON.stringify(faults?.map(faultSentence)));
    assert.ok(value.versions.length > 10);
    const { champion, challenger, third, failed, unvalidated, deleted } = hidden;
    assert.equal(new Set([champion, challenger, third, failed, unvalidated, deleted]).size, 6);
    const of = (number: number) => value.versions[number - 1];
    for (const number of [champion, challenger, third]) {
      assert.equal(of(number)?.tags.get('validation_status'), 'passed');
      assert.equal(of(number)?.deleted, false);
    }
    assert.equal(of(failed)?.tags.get('validation_status'), 'failed');
    assert.equal(of(unvalidated)?.tags.get('validation_status'), undefined);
    assert.equal(of(deleted)?.deleted, true);
    assert.equal(of(deleted)?.tags.get('validation_status'), 'passed');
    assert.deepEqual(
      value.aliases,
      new Map([
        ['champion', champion],
        ['challenger', challenger],
      ]),
    );
  }
});
