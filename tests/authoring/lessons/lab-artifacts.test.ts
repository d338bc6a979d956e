import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readDvcYaml } from '#formats';
import { lessonText, listing } from './stated.ts';

/** Artifacts that a lesson prints in a form of its own, held to the files of the lab that practises it. */

const inLab = (path: string): string => readFileSync(`labs/${path}`, 'utf8');

test('the pipeline of "Pipelines as locks" is that of the lab', () => {
  const read = (text: string) => {
    const { value } = readDvcYaml(text);
    assert.ok(value);
    return value.stages.map(({ name, cmd, deps, params, outs }) => ({
      name,
      cmd,
      deps: deps.toSorted(),
      params,
      outs: outs.map(({ path, kind, cache }) => `${path} ${kind} ${cache}`).sort(),
    }));
  };
  const lesson = lessonText('versioning-and-reproducibility', 'pipelines-as-locks');
  assert.deepEqual(
    read(listing(lesson, 'dvc.yaml')),
    read(inLab('pin-the-data/solution/dvc.yaml')),
  );
});

test('the request of "A protocol, not a pet API" is the sample of the lab', () => {
  const lesson = lessonText('deploy-test-monitor', 'a-protocol-not-a-pet-api');
  assert.deepEqual(
    JSON.parse(listing(lesson, 'POST /v2/models/loan-default/infer')),
    JSON.parse(inLab('speak-the-protocol/starter/samples/request.json')),
  );
});

test('the release of "Canary, blue-green, shadow" is the answer of the lab', () => {
  const lesson = lessonText('deploy-test-monitor', 'canary-blue-green-shadow');
  const answer = inLab('canary-with-an-abort-button/solution/answer.sh');
  const rollout = /<<EOF\n([\s\S]*?)\nEOF\n/.exec(answer)?.[1] ?? '';
  const { spec } = parse(rollout) as { spec: { strategy: unknown } };
  assert.deepEqual(parse(listing(lesson, 'deploy/rollout.yaml')), { strategy: spec.strategy });
  const analysis = parse(inLab('canary-with-an-abort-button/solution/deploy/analysis.yaml')) as {
    spec: { metrics: unknown[] };
  };
  assert.equal(analysis.spec.metrics.length, 3);
  assert.deepEqual(
    parse(listing(lesson, 'deploy/analysis.yaml')),
    analysis.spec.metrics.slice(0, 1),
  );
});
