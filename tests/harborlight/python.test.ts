import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { textFile, toFileSystemTree } from '#container';
import { md5Hex } from '#formats';
import {
  applicationsCsv,
  DRIFTS,
  outcomesCsv,
  table,
  trainLoanDefault,
  featureVector,
  namedCells,
  APPLICATION_COLUMNS,
} from '#harborlight';
import { createEmbeddedEngine } from '#host';

const FOLDER = 'src/harborlight/python';
const SEED = 'harborlight-1';
const TRAIN = { rows: 3000, first: 1, startDay: 0, spanDays: 84 };

/** Prints the digests of tables, one of them drifted, and the model that training gives. */
const REPORT = `
import hashlib, json
import harborlight, loan_default
seed = 'harborlight-1'
def digest(rows):
    return hashlib.md5(harborlight.csv_text(harborlight.COLUMNS, rows).encode()).hexdigest()
train, labels = harborlight.table('train', seed, 3000, 1, 0, 84)
holdout, outcome = harborlight.table('holdout', seed, 1000, 3001, 84, 28)
drift = {'channel': [('web', 300), ('app', 250), ('partner', 450)], 'bureau': -45, 'concept': 90}
drifted, _ = harborlight.table('week', 'seed ü', 200, 1, 3, 9, drift)
features = lambda rows: [loan_default.features(dict(zip(harborlight.COLUMNS, row))) for row in rows]
model = loan_default.model_document(loan_default.fit(features(train), labels))
p = [loan_default.probability(model, row) for row in features(holdout)]
print(json.dumps({
    'digests': [digest(train), digest(holdout), digest(drifted)], 'model': model,
    'auc': round(loan_default.auc(p, outcome), 4), 'brier': round(loan_default.brier(p, outcome), 4),
}))
`;

interface Report {
  readonly digests: readonly string[];
  readonly model: { readonly intercept: number; readonly coef: readonly number[] };
  readonly auc: number;
  readonly brier: number;
}

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

function assertSameAsTypeScript(report: Report): void {
  const drift = { ...DRIFTS.DF17, bureau: -45, concept: 90 };
  const week = table('week', 'seed ü', { rows: 200, first: 1, startDay: 3, spanDays: 9, drift });
  assert.deepEqual(report.digests, [
    '9f356cb81300c9da632089b420cb45da',
    'c47a913a5a75f95a2f01a95c0e6d94b8',
    md5Hex(new TextEncoder().encode(applicationsCsv(week))),
  ]);
  assert.equal(report.auc, 0.8272);
  assert.equal(report.brier, 0.0941);
  const train = table('train', SEED, TRAIN);
  const model = trainLoanDefault(
    train.map(({ row }) => featureVector(namedCells(APPLICATION_COLUMNS, row))),
    train.map(({ defaulted }) => defaulted),
  );
  const pairs = [model.intercept, ...model.coef].map((value, i) => [
    value,
    [report.model.intercept, ...report.model.coef][i],
  ]);
  for (const [ours = NaN, theirs = NaN] of pairs) assert.ok(Math.abs(ours - theirs) < 1e-9);
}

test('the Python of learners gives the same tables and model under the lab engine', async () => {
  const container = await engine.boot();
  const files = ['harborlight.py', 'loan_default.py'].map(
    (name) => [name, textFile(readFileSync(`${FOLDER}/${name}`, 'utf8'))] as const,
  );
  await container.mount(
    toFileSystemTree({ ...Object.fromEntries(files), 'report.py': textFile(REPORT) }),
  );
  const script = `python3 report.py > report.json && python3 harborlight.py outcomes train ${SEED} 3000 1 0 84 > outcomes.csv`;
  const { exit } = await container.spawn('bash', ['-c', script], { output: false });
  assert.equal(await exit, 0);
  assertSameAsTypeScript(JSON.parse(await container.fs.readFile('report.json', 'utf-8')) as Report);
  const outcomes = await container.fs.readFile('outcomes.csv', 'utf-8');
  assert.equal(outcomes, outcomesCsv(table('train', SEED, TRAIN)));
  container.teardown();
});

test('it gives the same under this machine’s python3, where there is one', (context) => {
  const { error, status, stdout, stderr } = spawnSync('python3', ['-c', REPORT], {
    env: { ...process.env, PYTHONPATH: FOLDER, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  });
  if (error) {
    context.diagnostic(`not tried: ${error.message}`);
    return;
  }
  assert.equal(status, 0, stderr);
  assertSameAsTypeScript(JSON.parse(stdout) as Report);
});
