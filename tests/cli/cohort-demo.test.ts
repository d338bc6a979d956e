import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  DEMO_EXAM,
  DEMO_LABS,
  labIdentity,
  readCertificateKinds,
  readDemoAnswers,
  readExamPapers,
} from '#authoring';
import {
  awardOfRecords,
  inFreshEngine,
  planDemo,
  readCohort,
  readCohortFile,
  regrade,
  regradeExam,
  STEADY,
  type GradedEvidence,
} from '#cohort';
import { createEmbeddedEngine } from '#engines';
import { readProvableLab } from '../../src/cli/provable-lab.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-demo-'));
after(() => rmSync(root, { recursive: true, force: true }));

const demo = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['src/cli/cohort.ts', 'demo', ...args], { encoding: 'utf8' });

test('a demo cohort is a folder of real work: what the plan calls wrong fails its check when it is graded again, what it calls right passes and gives a certificate', async () => {
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
  const exams = readdirSync(join(folder, 'exams'));
  const learned = readdirSync(join(folder, 'quizzes-and-lessons'));
  assert.ok(learned.length > 0 && learned.every((name) => name.endsWith('.learned.json')));
  const count = names.length + exams.length + learned.length;
  assert.match(stdout, new RegExp(`^Written: 3 learners and ${count} files in `, 'm'));
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
  assert.deepEqual(
    brought.handIns.map(({ fileName }) => fileName).sort(),
    [...names, ...exams, ...learned].sort(),
  );

  const grader = { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) };
  const gradedAt = '2026-11-27T09:00:00Z';
  const right = plan.filter(({ learner }) => STEADY.has(learner));
  const wrong = plan.find(({ answer, attempt }) => answer.kind === 'mutant' && attempt === 1);
  assert.deepEqual(
    right.map(({ learner, lab }) => [learner, lab]),
    [
      [1, 0],
      [1, 1],
    ],
  );
  const evidence: GradedEvidence[] = [];
  for (const handIn of [...right, wrong]) {
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
      grader,
      engine: { name: 'embedded', version: '0.1.0', sha256: 'e5'.repeat(32) },
      secret: new Uint8Array(32).fill(5),
      gradedAt,
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
    else {
      assert.deepEqual(failed, []);
      evidence.push(record);
    }
    // The file's time is that of receipt.
    assert.ok(statSync(path).mtime > new Date(submission.manifest.createdAt));
  }

  const holder = cohort.learners[1]?.id ?? '';
  const sat = readFileSync(join(folder, 'exams', `${DEMO_EXAM}-1-${holder}.exam.json`));
  const judged = await regradeExam(new Uint8Array(sat), {
    examOf: (id) => readExamPapers().find(({ exam }) => exam === id),
    sittings: [],
    grader,
    receivedAt: gradedAt,
    gradedAt,
    gradedBy: 'Ines',
  });
  assert.equal(judged.faults, undefined);
  const { kinds, titles } = readCertificateKinds();
  const kind = kinds.find(({ id }) => id === DEMO_EXAM) ?? assert.fail('no such certificate');
  const { award, faults } = awardOfRecords([...evidence, judged.value.record], {
    kind,
    titles,
    issuerUrl: 'https://academy.example/',
    recipient: { id: 'urn:uuid:00000000-0000-4000-8000-000000000000' },
    assurance: 'A1',
    awarded: new Date(gradedAt),
  });
  assert.deepEqual([faults, award?.name], [undefined, kind.title]);
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
