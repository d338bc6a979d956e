import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEMO_EXAM, DEMO_LABS, readDemoAnswers, readExamPapers } from '#authoring';
import {
  bankDigest,
  Collector,
  makeDemo,
  planDemo,
  readSubmission,
  regradeExam,
  seedsGiven,
  sortedFiles,
  STEADY,
  type DemoOptions,
} from '#cohort';
import { textFile } from '#container';

const LABS = DEMO_LABS.map((id) => readDemoAnswers(id));
const OPTIONS: DemoOptions = {
  seed: 'plumbline',
  learners: 40,
  labs: LABS,
  grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
  engine: { name: 'embedded', version: '0.1.0', sha256: 'e5'.repeat(32) },
  now: new Date('2026-11-26T12:00:00Z'),
  // Works that tell answers and seeds apart, without an engine.
  makeWorks: (lab, asked) =>
    Promise.resolve(
      asked.map(({ layers, seed }) => ({
        'tool.py': textFile(
          `# ${lab}\n# ${seed}\n${JSON.stringify(layers.map(({ script = '' }) => script))}\n`,
        ),
      })),
    ),
};

test('forty learners hand in right, wrong, different and unfinished work; mistakes are not spread evenly', () => {
  const plan = planDemo('plumbline', 40, LABS);
  const first = plan.filter(({ lab }) => lab === 0);
  const count = (kind: string): number => first.filter(({ answer }) => answer.kind === kind).length;
  assert.ok(new Set(first.map(({ learner }) => learner)).size >= 34, 'nearly everybody');
  for (const [kind, least] of [
    ['solution', 15],
    ['mutant', 6],
    ['accepted', 2],
    ['starter', 1],
  ] as const)
    assert.ok(count(kind) >= least, `${kind}: ${count(kind)}`);
  const wrong = first.flatMap(({ answer }) => (answer.kind === 'mutant' ? [answer.check] : []));
  const most = Math.max(...wrong.map((check) => wrong.filter((other) => other === check).length));
  assert.ok(most >= 3 && new Set(wrong).size >= 3, wrong.join(' '));
  assert.ok(
    first.some(({ attempt }) => attempt === 2),
    'some try again',
  );
  const running = new Set(plan.filter(({ lab }) => lab === 1).map(({ learner }) => learner)).size;
  assert.ok(running >= 14 && running <= 28, `${running} of the assignment that is running`);
});

test('the same seed gives the same bytes, another seed other people and works', async () => {
  const digest = ({ cohort, files }: Awaited<ReturnType<typeof makeDemo>>): string =>
    JSON.stringify([
      cohort,
      files.map(({ name, receivedAt, bytes }) => [
        name,
        receivedAt,
        Buffer.from(bytes).toString('base64'),
      ]),
    ]);
  const small = { ...OPTIONS, learners: 12 };
  const one = digest(await makeDemo(small));
  assert.equal(digest(await makeDemo({ ...small, atOnce: 5 })), one);
  assert.notEqual(digest(await makeDemo({ ...small, seed: 'another' })), one);
});

test('nothing has come in after now, though an assignment runs on', async () => {
  const { cohort, files } = await makeDemo({ ...OPTIONS, learners: 12 });
  const now = OPTIONS.now.toISOString();
  assert.ok(cohort.assignments.some(({ terms }) => (terms.dueAt ?? '') > now));
  assert.deepEqual(
    files.filter(({ receivedAt }) => receivedAt > now).map(({ name }) => name),
    [],
  );
});

test('what is odd about its files is found by those who collect them, and nothing else is', async () => {
  const { cohort, files } = await makeDemo(OPTIONS);
  const [first] = cohort.assignments;
  assert.ok(first);
  const collector = new Collector({
    labs: new Set(DEMO_LABS),
    learners: new Set(cohort.learners.map(({ id }) => id)),
    seedsOf: (learner, lab) => {
      const assignment = cohort.assignments.find(({ terms }) => terms.id === lab);
      return assignment ? seedsGiven(cohort, assignment, learner).map(({ seed }) => seed) : [];
    },
    dueAt: first.terms.dueAt ?? '',
  });
  for (const { bytes, ...received } of files.filter(({ name }) =>
    name.startsWith(DEMO_LABS[0] ?? ''),
  ))
    collector.add(received, bytes);
  const { bundles, setAside } = collector.sorted();
  const lists = setAside.map(({ list }) => list).sort();
  assert.deepEqual(lists, [
    'duplicate',
    'duplicate',
    'tampered',
    'tampered',
    'unknown',
    'unreadable',
    'wrong-seed',
  ]);
  assert.equal(bundles.filter(({ isLate }) => isLate).length, 3);
  const copied = bundles.filter(({ notes }) =>
    notes.some((note) => note.startsWith('Its files are those of')),
  );
  assert.equal(copied.length, 2, 'who copied, and who was copied from');
});

test('a browser says what its learner’s answer gives, and two boast', async () => {
  const { cohort, files } = await makeDemo(OPTIONS);
  const plan = planDemo('plumbline', 40, LABS).filter(
    ({ lab, flaw }) => lab === 0 && (flaw === undefined || flaw === 'boasting'),
  );
  let boasting = 0;
  for (const { learner, attempt, answer, flaw } of plan) {
    const id = cohort.learners[learner]?.id ?? '';
    const mine = files.filter(({ name }) => name.startsWith(`${DEMO_LABS[0]}.${id}.`));
    const read = readSubmission(mine[attempt - 1]?.bytes ?? new Uint8Array());
    assert.equal(read.faults, undefined);
    const { selfReported, attempts } = read.value.manifest;
    const isFull = selfReported.points === selfReported.maxPoints;
    const isRight = answer.kind === 'solution' || answer.kind === 'accepted';
    assert.equal(isFull, isRight || flaw === 'boasting', id);
    if (isFull && !isRight) boasting += 1;
    assert.deepEqual(attempts.at(-1)?.results, selfReported.results);
  }
  assert.equal(boasting, 2);
});

test('a demo has 1 to 40 learners, and can be stopped', async () => {
  await assert.rejects(makeDemo({ ...OPTIONS, learners: 41 }), /1 to 40 learners, not 41/);
  const stop = new AbortController();
  const made = makeDemo({
    ...OPTIONS,
    signal: stop.signal,
    onProgress: () => {
      stop.abort(new Error('enough'));
    },
  });
  await assert.rejects(made, /enough/);
});

test('most sit its exam, some do not pass it, and those who do all well are judged to have passed', async () => {
  const known = readExamPapers().find(({ exam }) => exam === DEMO_EXAM) ?? assert.fail('no exam');
  const exam = { ...known, bankSha256: bankDigest(known.items) };
  const demo = await makeDemo({ ...OPTIONS, exam });
  const { cohort, handIns, setAside } = await sortedFiles(demo);
  assert.equal(handIns.length + setAside.length, demo.files.length);
  const sat = handIns.filter(({ handIn }) => handIn.item.kind === 'exam');
  assert.ok(sat.length >= 30 && sat.length < 40, `${sat.length} sat it`);
  const passed = new Set<string>();
  for (const { handIn, bytes } of sat) {
    const judged = await regradeExam(bytes, {
      examOf: (id) => (id === DEMO_EXAM ? exam : undefined),
      sittings: [],
      grader: OPTIONS.grader,
      receivedAt: handIn.receivedAt,
      gradedAt: '2026-11-26T12:00:00.000Z',
      gradedBy: 'Tess',
    });
    const { record } = judged.value ?? assert.fail(JSON.stringify(judged.faults));
    assert.deepEqual(
      [record.learner, record.notes, record.reported],
      [handIn.learner, [], undefined],
    );
    assert.deepEqual([handIn.assignment, handIn.isLate], [`exam-${DEMO_EXAM}`, false]);
    if (record.score.passed) passed.add(record.learner);
  }
  assert.ok(passed.size >= 18 && passed.size <= sat.length - 3, `${passed.size} passed`);

  const plan = planDemo(OPTIONS.seed, 40, LABS);
  for (const place of STEADY) {
    assert.ok(passed.has(cohort.learners[place]?.id ?? ''), `${place} passed the exam`);
    const answers = plan.filter(({ learner }) => learner === place);
    assert.deepEqual(
      answers.map(({ lab, answer, flaw }) => [lab, answer.kind, flaw]),
      [
        [0, 'solution', undefined],
        [1, 'solution', undefined],
      ],
    );
  }
});
