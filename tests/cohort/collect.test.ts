import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Collector,
  didOf,
  isInShard,
  regradeBatch,
  readRegradeRecord,
  readSubmission,
  writeSubmission,
  type BatchOptions,
  type CollectedBundle,
  type EvidenceKey,
  type Expected,
  type SubmissionAbout,
} from '#cohort';
import { textFile } from '#container';
import { holds, type GradedLab } from '#grading';
import { HONEST } from './attacked.ts';
import { craftZip } from './craft-zip.ts';
import { ABOUT, KEY, OTHER_KEY } from './example.ts';

const manifestOf = (bytes: Uint8Array): string => readSubmission(bytes).value?.manifestSha256 ?? '';
const LABS = new Set([ABOUT.lab.id]);
const EARLY = '2026-11-26T11:00:00.000Z';
const LATE = '2026-11-27T11:00:00.000Z';

const bundleOf = (
  more: Partial<SubmissionAbout> = {},
  answer = '42\n',
  key: EvidenceKey = KEY,
): Promise<Uint8Array> =>
  writeSubmission({ 'answer.txt': textFile(answer) }, { ...ABOUT, ...more }, key);

/** What becomes of these files. */
function sorted(
  files: readonly (readonly [name: string, receivedAt: string, bytes: Uint8Array])[],
  expected: Partial<Expected> = {},
) {
  const collector = new Collector({ labs: LABS, ...expected });
  for (const [name, receivedAt, bytes] of files) collector.add({ name, receivedAt }, bytes);
  return collector.sorted();
}

test('what cannot be graded goes to a list of its own, with the reason', async () => {
  const good = await bundleOf();
  const changed = await bundleOf({ seed: '8' });
  const other = craftZip([
    HONEST,
    { name: 'work/a.csv', data: new TextEncoder().encode('id,amount\n1,99\n') },
  ]);
  const { bundles, setAside } = sorted(
    [
      ['good.zip', EARLY, good],
      ['again.zip', LATE, good],
      ['notes.zip', EARLY, new TextEncoder().encode('my notes')],
      ['edited.zip', EARLY, other],
      ['lab.zip', EARLY, await bundleOf({ lab: { ...ABOUT.lab, id: 'no-lab' } })],
      ['stranger.zip', EARLY, await bundleOf({ learner: 'mallory' })],
      ['assignment.zip', EARLY, await bundleOf({ assignmentSha256: 'ee'.repeat(32) })],
      ['seed.zip', EARLY, changed],
    ],
    {
      assignments: new Map([[ABOUT.assignmentSha256 ?? '', { title: 'Week 3', activities: LABS }]]),
      learners: new Set(['lina']),
      seedsOf: () => ['7'],
    },
  );
  assert.deepEqual(
    bundles.map(({ name }) => name),
    ['good.zip'],
  );
  assert.deepEqual(
    setAside.map(({ list, name, reason }) => [
      list,
      name,
      reason.replace(/[0-9a-f]{64}.*| a ZIP as.*/, ''),
    ]),
    [
      ['unknown', 'assignment.zip', 'It answers another assignment (eeeeeeeeeeee…).'],
      ['tampered', 'edited.zip', 'FilesDiffer: found "work/a.csv" with SHA-256 '],
      ['unknown', 'lab.zip', 'It is of the lab "no-lab", which is not known here.'],
      ['unreadable', 'notes.zip', 'NotReadable: found a file that is not a ZIP; expected'],
      ['wrong-seed', 'seed.zip', 'It was made with the seed "8", which "lina" was not given.'],
      ['unknown', 'stranger.zip', 'Its learner "mallory" is not on the roster.'],
      ['duplicate', 'again.zip', 'The same hand-in as "good.zip", which came first.'],
    ],
  );
});

test('the time of receipt decides what is late, and the order of adding decides nothing', async () => {
  const files = [
    ['late.zip', LATE, await bundleOf({ createdAt: '2026-11-26T10:06:00Z' })],
    ['early.zip', EARLY, await bundleOf({}, '41\n')],
  ] as const;
  const expected = { dueAt: '2026-11-26T12:00:00Z' };
  const { bundles } = sorted(files, expected);
  assert.deepEqual(
    bundles.map(({ name, isLate }) => [name, isLate]),
    [
      ['early.zip', false],
      ['late.zip', true],
    ],
  );
  assert.deepEqual(sorted([...files].reverse(), expected).bundles, bundles);
  assert.deepEqual(bundles[0]?.notes, ['A later hand-in of the same lab came: "late.zip".']);
});

test('the same files under two ids, and keys that do not fit the ids, are questions for a person', async () => {
  const { bundles } = sorted([
    ['lina.zip', EARLY, await bundleOf()],
    ['otto.zip', EARLY, await bundleOf({ learner: 'otto' })],
    ['lina-2.zip', EARLY, await bundleOf({}, '43\n', OTHER_KEY)],
  ]);
  assert.deepEqual(
    bundles.map(({ name, notes }) => [name, notes]),
    [
      [
        'lina-2.zip',
        [
          'Another browser signed "lina.zip" of the same learner: a second computer, deleted site data, or somebody else.',
          'A later hand-in of the same lab came: "lina.zip".',
        ],
      ],
      [
        'lina.zip',
        [
          'Another browser signed "lina-2.zip" of the same learner: a second computer, deleted site data, or somebody else.',
          'Its files are those of "otto.zip", byte for byte, under the id "otto".',
          'The browser that signed it also signed for "otto".',
        ],
      ],
      [
        'otto.zip',
        [
          'Its files are those of "lina.zip", byte for byte, under the id "lina".',
          'The browser that signed it also signed for "lina".',
        ],
      ],
    ],
  );
});

const ASSIGNED = ABOUT.assignmentSha256 ?? '';
/** Two attempts for each learner, each with a seed of its own. */
const WEEK = {
  title: 'Week 3',
  activities: LABS,
  seedsOf: (learner: string) => [`${learner}-1`, `${learner}-2`],
};

test('another’s seed, an old attempt, a hand-in of another collection and one behind the end are set aside with the reason', async () => {
  const first = await bundleOf({ seed: 'lina-1' });
  const otto = await bundleOf({ learner: 'otto', seed: 'otto-1' });
  const { bundles, setAside } = sorted(
    [
      ['lina-2.zip', EARLY, await bundleOf({ seed: 'lina-2' }, '43\n')],
      ['lina-1.zip', LATE, first],
      ['as-lina.zip', EARLY, await bundleOf({ seed: 'otto-2' }, '44\n')],
      ['otto.zip', EARLY, otto],
      ['kim.zip', '2026-12-01T00:00:00.000Z', await bundleOf({ learner: 'kim', seed: 'kim-1' })],
    ],
    {
      assignments: new Map([[ASSIGNED, { ...WEEK, closesAt: '2026-11-30T00:00:00Z' }]]),
      learners: new Set(['lina', 'otto', 'kim']),
      collectedBefore: new Map([[manifestOf(otto), 'week-2.zip, 2026-11-20']]),
    },
  );
  assert.deepEqual(
    bundles.map(({ name, attempt }) => [name, attempt]),
    [['lina-2.zip', 2]],
  );
  assert.deepEqual(
    setAside.map(({ list, name, reason }) => [list, name, reason]),
    [
      [
        'wrong-seed',
        'as-lina.zip',
        'It was made with the seed "otto-2", which "lina" was not given. It is that of "otto".',
      ],
      ['replayed', 'otto.zip', 'It was handed in before: "week-2.zip, 2026-11-20".'],
      ['replayed', 'lina-1.zip', 'It is of attempt 1, and attempt 2 came before it: "lina-2.zip".'],
      [
        'late',
        'kim.zip',
        'It came at 2026-12-01T00:00:00.000Z; the assignment was closed at 2026-11-30T00:00:00Z.',
      ],
    ],
  );
});

test('times that cannot be right are questions, and decide nothing', async () => {
  const { bundles } = sorted(
    [
      ['ahead.zip', EARLY, await bundleOf({ learner: 'ada', createdAt: '2026-11-27T10:00:00Z' })],
      ['back.zip', EARLY, await bundleOf({ createdAt: '2026-11-26T09:00:00Z' }, '43\n')],
    ],
    {
      assignments: new Map([
        [ASSIGNED, { title: 'x', activities: LABS, opensAt: '2026-11-26T10:30:00Z' }],
      ]),
    },
  );
  assert.deepEqual(
    bundles.map(({ notes }) => notes.filter((note) => note.startsWith('It '))),
    [
      [
        'It says that it was made at 2026-11-27T10:00:00Z, after it was received.',
        'It was begun at 2026-11-26T10:00:00.000Z, before the assignment opened.',
      ],
      [
        'It holds an attempt of 2026-11-26T10:00:00.000Z, after it was made.',
        'It was begun at 2026-11-26T09:00:00Z, before the assignment opened.',
      ],
    ],
  );
});

test('what was learned of a hand-in can be kept and taken up again without its bytes', async () => {
  const collector = new Collector({ labs: LABS });
  const facts = collector.add({ name: 'a.zip', receivedAt: EARLY }, await bundleOf());
  assert.ok(facts);
  const again = new Collector({ labs: LABS });
  again.restore(JSON.parse(JSON.stringify(facts)) as typeof facts);
  assert.deepEqual(again.sorted(), collector.sorted());
});

/** Five hand-ins, and what grades them: `graded` is told of each grading. */
async function batch(graded: string[] = []) {
  const files = new Map<string, Uint8Array>();
  for (const learner of ['ada', 'bob', 'eve', 'kim', 'zoe']) {
    files.set(`${learner}.zip`, await bundleOf({ learner }, `${learner}\n`));
  }
  const { bundles } = sorted([...files].map(([name, bytes]) => [name, EARLY, bytes]));
  const checks = ['lock-is-fresh', 'data-is-pinned'].map((id) => ({
    id,
    run: () => Promise.resolve(holds),
  }));
  const tasks = [{ id: 'pin', points: 100, checks: checks.map(({ id }) => id) }];
  const lab: GradedLab = { ...ABOUT.lab, needs: ['shell'], passPoints: 70, tasks, checks };
  const records = new Map<string, Uint8Array>();
  const options: BatchOptions = {
    labOf: () => Promise.resolve({ lab, identity: ABOUT.lab }),
    grade: (_lab, work) => {
      const answer = work['answer.txt'];
      graded.push(answer?.kind === 'file' ? new TextDecoder().decode(answer.bytes).trim() : '');
      return Promise.resolve(
        checks.map(({ id }) => ({ check: id, durationMs: 1, status: 'pass' as const })),
      );
    },
    grader: ABOUT.grader,
    engine: ABOUT.engine,
    secret: new Uint8Array(32).fill(5),
    gradedAt: '2026-11-27T09:00:00Z',
    gradedBy: 'Ada Instructor',
    key: OTHER_KEY,
    bytesOf: ({ name }) => Promise.resolve(files.get(name) ?? new Uint8Array()),
    records: {
      read: (sha256) => Promise.resolve(records.get(sha256)),
      write: (sha256, bytes) => {
        records.set(sha256, bytes);
        return Promise.resolve();
      },
    },
    lanes: 2,
  };
  return { bundles, options, records };
}

const sum = (records: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries(
    [...records].sort().map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  );

test('the records of all shards together are those of one run, byte for byte', async () => {
  const whole = await batch();
  await regradeBatch(whole.bundles, whole.options);
  const parts = await batch();
  for (const index of [0, 1, 2]) {
    const own = parts.bundles.filter(({ bundleSha256 }) =>
      isInShard(bundleSha256, { index, of: 3 }),
    );
    await regradeBatch(own, parts.options);
  }
  assert.equal(whole.records.size, 5);
  assert.deepEqual(sum(parts.records), sum(whole.records));
  for (const bytes of whole.records.values()) {
    assert.equal(readRegradeRecord(bytes).value?.signer, didOf(OTHER_KEY));
  }
});

test('a run that was ended goes on where it was, and grades again what another grader, key or secret has judged', async () => {
  const graded: string[] = [];
  const { bundles, options } = await batch(graded);
  const stop = new AbortController();
  const first = await regradeBatch(bundles, {
    ...options,
    lanes: 1,
    signal: stop.signal,
    onOutcome: ({ bundle }) => {
      if (bundle.learner === 'bob') stop.abort();
    },
  });
  assert.deepEqual([first.length, graded], [2, ['ada', 'bob']]);
  const second = await regradeBatch(bundles, { ...options, lanes: 1 });
  assert.deepEqual(graded, ['ada', 'bob', 'eve', 'kim', 'zoe']);
  assert.deepEqual(
    second.map((outcome) => 'record' in outcome && outcome.isFromBefore),
    [true, true, false, false, false],
  );
  for (const other of [
    { grader: { ...ABOUT.grader, sha256: 'ab'.repeat(32) } },
    { key: KEY },
    { secret: new Uint8Array(32).fill(6) },
  ]) {
    graded.length = 0;
    await regradeBatch(bundles, { ...options, ...other });
    assert.equal(graded.length, 5);
  }
});

test('what cannot be graded now is told and left for the next run; the others go on', async () => {
  const { bundles, options, records } = await batch();
  const outcomes = await regradeBatch(bundles, {
    ...options,
    bytesOf: (bundle: CollectedBundle) =>
      bundle.learner === 'eve'
        ? Promise.reject(new Error('the disk is gone'))
        : options.bytesOf(bundle),
  });
  assert.deepEqual(
    outcomes.flatMap((outcome) => ('failure' in outcome ? [outcome.failure] : [])),
    ['the disk is gone'],
  );
  assert.equal(records.size, 4);
  const swapped = await regradeBatch(bundles.slice(0, 1), {
    ...options,
    key: KEY,
    bytesOf: async () => bundleOf({ learner: 'zoe' }, 'zoe\n'),
  });
  assert.deepEqual(
    swapped.map((outcome) => 'failure' in outcome && outcome.failure),
    ['The file changed after it was collected. Collect it again.'],
  );
});
