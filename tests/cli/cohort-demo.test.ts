import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DEMO_LABS, labIdentity, readDemoAnswers } from '#authoring';
import { inFreshEngine, planDemo, readCohort, readCohortFile, regrade } from '#cohort';
import { createEmbeddedEngine } from '#engines';
import { readProvableLab } from '../../src/cli/provable-lab.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-demo-'));
after(() => rmSync(root, { recursive: true, force: true }));

const demo = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['src/cli/cohort.ts', 'demo', ...args], { encoding: 'utf8' });

test('a demo cohort is a folder of real work: what the plan calls wrong fails its check when it is graded again, what it calls right passes', async () => {
  const folder = join(root, 'demo');
  const { status, stdout, stderr } = demo(
    folder,
    '--learners',
    '3',
    '--at',
    '2026-11-26T12:00:00Z',
  );
  assert.deepEqual([status, stderr], [0, '']);
  const names = readdirSync(join(folder, 'hand-ins'));
  assert.match(stdout, new RegExp(`^Written: 3 learners and ${names.length} files in `, 'm'));
  const cohort = readCohort(JSON.parse(readFileSync(join(folder, 'cohort.json'), 'utf8')));
  assert.deepEqual(
    cohort.learners.map(({ name }) => name),
    ['Ines Duarte', 'Tomasz Zieliński', 'Lina Haddad'],
  );
  const labs = DEMO_LABS.map((id) => readDemoAnswers(id));
  const plan = planDemo('plumbline', 3, labs);
  assert.equal(names.length, plan.length);
  // What the page /teach/ brings in is the same cohort, with the same files.
  const brought = readCohortFile(new Uint8Array(readFileSync(join(folder, 'demo.cohort.zip'))));
  assert.deepEqual(brought.cohort, cohort);
  assert.deepEqual(brought.handIns.map(({ fileName }) => fileName).sort(), [...names].sort());

  const [right, wrong] = ['solution', 'mutant'].map((kind) =>
    plan.find(({ answer, attempt }) => answer.kind === kind && attempt === 1),
  );
  for (const handIn of [right, wrong]) {
    assert.ok(handIn, 'one of each kind');
    const id = DEMO_LABS[handIn.lab] ?? '';
    const learner = cohort.learners[handIn.learner]?.id ?? '';
    const path = join(
      folder,
      'hand-ins',
      names.filter((name) => name.startsWith(`${id}.${learner}.`)).sort()[0] ?? '',
    );
    const { lab } = await readProvableLab(id);
    const regraded = await regrade(new Uint8Array(readFileSync(path)), {
      labOf: () => Promise.resolve({ lab, identity: labIdentity(id) }),
      grade: inFreshEngine(() => createEmbeddedEngine(), { timeLimitMs: 600_000, patience: 10 }),
      grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
      engine: { name: 'embedded', version: '0.1.0', sha256: 'e5'.repeat(32) },
      secret: new Uint8Array(32).fill(5),
      gradedAt: '2026-11-27T09:00:00Z',
      gradedBy: 'Ines',
    });
    assert.equal(regraded.faults, undefined);
    const { record, submission } = regraded.value;
    assert.deepEqual(record.differences, [], 'the browser had seen the same');
    const failed = record.results
      .filter(({ status }) => status !== 'pass')
      .map(({ check }) => check);
    if (handIn.answer.kind === 'mutant')
      assert.ok(failed.includes(handIn.answer.check), failed.join(' '));
    else assert.deepEqual(failed, []);
    // The file's time is that of receipt.
    assert.ok(statSync(path).mtime > new Date(submission.manifest.createdAt));
  }
});

test('a folder that holds something, and a number that a demo cannot have, are refused in words', () => {
  const inUse = demo('docs');
  assert.equal(inUse.status, 2);
  assert.equal(
    inUse.stderr,
    'FolderInUse: docs is not empty.\n  Name a new folder. Nothing was written.\n',
  );
  const many = demo(join(root, 'many'), '--learners', '41');
  assert.equal(many.status, 2);
  assert.match(many.stderr, /--learners has "41"; expected a whole number from 1 to 40\./);
});
