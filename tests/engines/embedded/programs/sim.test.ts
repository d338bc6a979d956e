import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { textFile } from '#container';
import { createEmbeddedEngine } from '#host';
import { RELEASE } from '../../../formats/kubernetes/release-text.ts';
import { openLab } from './tool-lab.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

/** The release of the fixture, whose one pause is long enough to see a spike. */
const files = {
  'deploy/release.yaml': textFile(RELEASE.replace('duration: 15m', 'duration: 1h')),
  'deploy/notes.txt': textFile('not a manifest'),
};

test('sim plays the files of deploy/ through every day and says which day ends as it should', async () => {
  const lab = await openLab(engine, files);
  const { code, printed } = await lab.type('sim');
  assert.equal(code, 1);
  assert.deepEqual(
    printed.split('\n').map((line) => line.trimEnd()),
    [
      'DAY         WANTED         CAME            WEIGHT      BECAUSE',
      'healthy     promoted       promoted at 60  5%      ok',
      'spike       aborted by 30  aborted at 23   5%      ok  error-ratio: failed (3) > failureLimit (2)',
      'slow        aborted by 45  promoted at 60  5%      NO',
      'silent      aborted by 30  promoted at 60  5%      NO',
      'late        aborted by 80  promoted at 60  5%      NO',
      'blip        promoted       promoted at 60  5%      ok',
      'stable-bad  promoted       promoted at 60  5%      ok',
      'quiet       promoted       promoted at 60  5%      ok',
      '',
    ],
  );
  lab.end();
});

test('a trace shows each measurement, a query what Prometheus knew, JSON both for a program', async () => {
  const lab = await openLab(engine, files);
  const trace = await lab.type('sim --scenario spike --trace | grep -A3 "^20 "');
  assert.deepEqual(
    trace.printed.split('\n').map((line) => line.trimEnd()),
    [
      '20      5%      error-ratio  [0.0184]  Successful',
      '21      5%      error-ratio  [0.0338]  Failed',
      '22      5%      error-ratio  [0.0492]  Failed',
      '23      5%      error-ratio  [0.0646]  Failed',
      '',
    ],
  );
  const query = await lab.type(
    `sim -s quiet --at 49 --query 'sum by (service) (rate(inference_requests_total[5m])) * 60' deploy/release.yaml`,
  );
  assert.deepEqual(query, {
    code: 0,
    printed: '{service="loan-default-stable"} => 0\n{service="loan-default-canary"} => 0\n',
  });
  const json = await lab.type('sim -s spike --json');
  const [day] = JSON.parse(json.printed) as readonly Record<string, unknown>[];
  assert.deepEqual([day?.['minute'], day?.['asWanted']], [23, true]);
  lab.end();
});

test('what cannot be played is said with file, line and place, and ends with 2', async () => {
  const lab = await openLab(engine, {
    'deploy/release.yaml': textFile(RELEASE.replace('setWeight: 5', 'setWeight: five')),
  });
  assert.deepEqual(await lab.type('sim'), {
    code: 2,
    printed:
      'sim: this cannot be played.\n  deploy/release.yaml, line 37, spec.strategy.canary.steps[0].setWeight: found the text "five"; the format wants a whole number.\n',
  });
  assert.deepEqual(await lab.type('sim other'), {
    code: 2,
    printed: 'sim: other: there is no such file or folder\n',
  });
  assert.match(
    (await lab.type('sim --scenario storm')).printed,
    /^sim: There is no scenario "storm"\. There are: healthy, spike/,
  );
  assert.match((await lab.type('sim --trace')).printed, /^sim: say which day: --scenario NAME\n$/);
  assert.deepEqual(await lab.type('sim --version'), {
    code: 0,
    printed:
      'Plumbline lab edition of a release: rules of Argo Rollouts v1alpha1, one tick a minute\n',
  });
  lab.end();
});
