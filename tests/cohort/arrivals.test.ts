import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  arrivals,
  Collector,
  evidenceFaultLine,
  mayBeNamed,
  readArrival,
  sourceOfBlob,
  sourceOfBytes,
  writeExamSubmission,
  writeSubmission,
  type ByteSource,
  type Expected,
  type SubmissionAbout,
} from '#cohort';
import { textFile } from '#container';
import { text } from './attacked.ts';
import { craftZip, deflatedZeros, joined, type CraftedEntry } from './craft-zip.ts';
import { ABOUT, KEY } from './example.ts';
import { EXAM } from './example-exam.ts';

const AT = '2026-11-27T09:00:00.000Z';
const handIn = (more: Partial<SubmissionAbout> = {}, answer = '42\n'): Promise<Uint8Array> =>
  writeSubmission({ 'answer.txt': textFile(answer) }, { ...ABOUT, ...more }, KEY);

/** A date of a ZIP entry with Info-ZIP's extra field: seconds since 1970, whatever the zone. */
function writtenAt(iso: string): Uint8Array {
  const extra = Buffer.alloc(9);
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(5, 2);
  extra.writeUInt8(1, 4);
  extra.writeInt32LE(Date.parse(iso) / 1000, 5);
  return Uint8Array.from(extra);
}

/** Every arrival in a line each: what it is, or why it is none. */
async function found(name: string, source: ByteSource | Uint8Array): Promise<readonly string[]> {
  const lines: string[] = [];
  const given = source instanceof Uint8Array ? sourceOfBytes(source) : source;
  for await (const arrival of arrivals({ name, receivedAt: AT, source: given })) {
    const { received } = arrival;
    lines.push(
      'fault' in arrival
        ? evidenceFaultLine(arrival.fault)
        : `${received.name} | ${received.receivedAt} | ${arrival.bytes.length} bytes`,
    );
  }
  return lines;
}

async function collected(
  files: Readonly<Record<string, Uint8Array>>,
  expected: Partial<Expected> = {},
) {
  const collector = new Collector({ labs: new Set([ABOUT.lab.id]), ...expected });
  for (const [name, bytes] of Object.entries(files)) {
    const source = sourceOfBlob(new Blob([Uint8Array.from(bytes)]));
    for await (const arrival of arrivals({ name, receivedAt: AT, source })) collector.take(arrival);
  }
  return collector.sorted();
}

test('Moodle’s "download all", in folders and flat, is looked through with the times and names that it tells', async () => {
  const ada = await handIn({ learner: 'ada' });
  const archive = craftZip([
    {
      name: 'Ada Lovelace_4711_assignsubmission_file_/pin.submission.zip',
      data: ada,
      extra: writtenAt('2026-11-26T10:30:00Z'),
    },
    {
      name: 'Group A-José Ángel Ruiz_4712_assignsubmission_file_pin.submission.zip',
      data: await handIn({ learner: 'jose' }, '41\n'),
      extra: writtenAt('2026-11-26T13:30:00Z'),
    },
    { name: 'Participant_4713_assignsubmission_file_/notes.pdf', data: text('%PDF') },
    { name: 'Participant_4713_assignsubmission_onlinetext_/onlinetext.html', data: text('<p>') },
    { name: '__MACOSX/._x.zip', data: text('litter') },
  ]);
  const names = new Map([
    ['ada', 'Lovelace, Ada'],
    ['jose', 'Jose Angel Ruiz'],
  ]);
  const { bundles, setAside } = await collected(
    { 'week 3.zip': archive },
    { dueAt: '2026-11-26T12:00:00Z', nameOf: (learner) => names.get(learner) },
  );
  assert.deepEqual(
    bundles.map(({ learner, receivedAt, isLate, upload }) => [
      learner,
      receivedAt,
      isLate,
      upload?.name,
    ]),
    [
      ['ada', '2026-11-26T10:30:00.000Z', false, 'Ada Lovelace'],
      ['jose', '2026-11-26T13:30:00.000Z', true, 'Group A-José Ángel Ruiz'],
    ],
  );
  assert.deepEqual(
    bundles.flatMap(({ notes }) => notes).filter((note) => note.startsWith('Moodle')),
    [],
  );
  assert.deepEqual(
    setAside.map(({ list, reason }) => [list, /found "([^"]*)"/.exec(reason)?.[1]]),
    [
      ['unreadable', 'Participant_4713_assignsubmission_file_/notes.pdf'],
      ['unreadable', 'Participant_4713_assignsubmission_onlinetext_/onlinetext.html'],
    ],
  );
  const read = await readArrival(sourceOfBytes(archive), bundles[0]?.inside ?? []);
  assert.deepEqual(read.value, ada);
});

test('Canvas’s download tells who was late; its own times, which are those of packing, decide nothing', async () => {
  const archive = craftZip([
    { name: 'lovelaceada_812_90210_pin.submission.zip', data: await handIn({ learner: 'ada' }) },
    {
      name: 'ruizjose_LATE_813_90211_pin.submission-1.zip',
      data: await handIn({ learner: 'jose' }, '41\n'),
    },
    {
      name: 'anon_LATE_a1B2c_90212_pin.submission.zip',
      data: await handIn({ learner: 'eve' }, '40\n'),
    },
  ]);
  const { bundles } = await collected(
    { 'submissions.zip': archive },
    {
      dueAt: '2026-11-26T12:00:00Z',
      nameOf: (id) => (id === 'jose' ? 'Kim Jones' : 'Ada Lovelace'),
    },
  );
  assert.deepEqual(
    bundles.map(({ learner, isLate, upload }) => [learner, isLate, upload?.name]),
    [
      ['eve', true, undefined],
      ['ada', false, 'lovelaceada'],
      ['jose', true, 'ruizjose'],
    ],
  );
  assert.ok(
    bundles[2]?.notes.includes(
      'Canvas says that "ruizjose" uploaded it; "jose" is "Kim Jones" on the roster.',
    ),
  );
});

test('names of a platform are held against the roster’s in any order, without accents and case', () => {
  assert.ok(mayBeNamed('lovelaceada', 'Ada Lovelace'));
  assert.ok(mayBeNamed('Øyvind Berg', 'Berg, Øyvind'));
  assert.ok(mayBeNamed('محمد علي', 'علي محمد'));
  assert.ok(mayBeNamed('delacruzjuan', 'Juan de la Cruz'));
  assert.ok(!mayBeNamed('lovelaceada', 'Ada Byron'));
});

test('a zipped folder, a ZIP inside of it and an exam’s hand-in are found; times inside are the learner’s, and are not taken', async () => {
  const inner = craftZip([
    {
      name: 'my work.submission.zip',
      data: await handIn({ learner: 'ada' }),
      extra: writtenAt('2020-01-01T00:00:00Z'),
    },
  ]);
  const exam = await writeExamSubmission(EXAM, KEY);
  const { bundles, exams, setAside } = await collected(
    {
      'class.zip': craftZip([
        { name: 'class/', data: text('') },
        { name: 'class/ada/all.zip', data: inner },
        { name: 'class/ada/foundations.exam.json', data: exam },
        { name: 'class/package.json', data: text('{}') },
      ]),
    },
    { exams: new Set([EXAM.exam]) },
  );
  assert.deepEqual(
    bundles.map(({ name, receivedAt, inside }) => [name, receivedAt, inside]),
    [
      [
        'class.zip: class/ada/all.zip: my work.submission.zip',
        AT,
        ['class/ada/all.zip', 'my work.submission.zip'],
      ],
    ],
  );
  assert.deepEqual(
    exams.map(({ learner, exam: id, seed }) => [learner, id, seed]),
    [[EXAM.learner, EXAM.exam, EXAM.formSeed]],
  );
  assert.deepEqual(setAside.length, 1);
  const again = await collected({ 'x.exam.json': exam });
  assert.match(
    again.setAside[0]?.reason ?? '',
    /^It is of the exam "foundations", which is not known/,
  );
});

/** As ZIP64: the numbers that need it stand in extra fields and in a second end. */
function asZip64(zip: Uint8Array, count: number): Uint8Array {
  const end = Buffer.from(zip.subarray(-22));
  const big = Buffer.alloc(76);
  big.writeUInt32LE(0x06064b50, 0);
  big.writeBigUInt64LE(44n, 4);
  big.writeBigUInt64LE(BigInt(count), 24);
  big.writeBigUInt64LE(BigInt(count), 32);
  big.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  big.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  big.writeUInt32LE(0x07064b50, 56);
  big.writeBigUInt64LE(BigInt(zip.length - 22), 64);
  end.fill(0xff, 8, 20);
  return joined([zip.subarray(0, -22), big, end]);
}

function bigSize(sizeBytes: number): Partial<CraftedEntry> {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(sizeBytes), 4);
  return { sizeBytes: 0xffffffff, extra: Uint8Array.from(extra) };
}

test('a ZIP64, as Moodle streams it, is read', async () => {
  const data = await handIn();
  const zip = asZip64(
    craftZip([{ name: 'a_1_assignsubmission_file_/x.zip', data, ...bigSize(data.length) }]),
    1,
  );
  assert.deepEqual(await found('big.zip', zip), [
    `big.zip: a_1_assignsubmission_file_/x.zip | ${AT} | ${data.length} bytes`,
  ]);
});

test('hostile archives end in a clear line, and no more is unpacked than they claim', async () => {
  const x = (entry: Partial<CraftedEntry>) =>
    craftZip([{ name: 'x.zip', data: text('x'), ...entry }]);
  let deep: Uint8Array = x({});
  for (let level = 0; level < 5; level += 1)
    deep = craftZip([{ name: `${level}.zip`, data: deep }]);
  const cases: readonly (readonly [Uint8Array, RegExp])[] = [
    [
      asZip64(x({ method: 8, packed: deflatedZeros(2 ** 20), ...bigSize(10 * 2 ** 30) }), 1),
      /TooLarge: found "x\.zip" of 10737418240 bytes; expected at most 314572800/,
    ],
    [
      x({ method: 8, packed: deflatedZeros(2 ** 26), sizeBytes: 2 ** 26 }),
      /TooLarge: found "x\.zip" that unpacks to \d+ times its size; expected at most 200 times/,
    ],
    [
      asZip64(x({}), 1_000_000),
      /TooLarge: found an archive of 1000000 files; expected at most 100000/,
    ],
    [x({ name: '../../etc/x.zip' }), /PathNotAllowed: found the name "\.\.\/\.\.\/etc\/x\.zip"/],
    [x({ name: 'C:\\x.zip' }), /PathNotAllowed: found the name "C:\\\\x\.zip"/],
    [x({ mode: 0o120777 }), /PathNotAllowed: found "x\.zip" packed as a symbolic link/],
    [x({ flags: 1 }), /"x\.zip" locked by a password/],
    [x({ method: 99 }), /packed by method 99/],
    [x({ crc: 1 }), /"x\.zip" with a wrong checksum/],
    [x({ method: 8, packed: text('\u0007oops') }), /"x\.zip" with damaged packing/],
    [
      x({ name: '<img src=x onerror=alert(1)>.zip', flags: 1 }),
      /"\\u003cimg src=x onerror=alert\(1\)\\u003e\.zip"/,
    ],
    [deep, /archives more than 3 deep inside of each other/],
    [x({ name: 'x.submission/submission.json' }), /a hand-in that was unpacked, and packed anew/],
    [x({}).subarray(0, -4), /^x\.zip \| .* bytes$/],
    [craftZip([{ name: 'x.zip' }, { name: 'y.zip' }], 3), /list of files is torn|^x\.zip \|/],
  ];
  for (const [zip, line] of cases) assert.match((await found('x.zip', zip)).join('\n'), line);

  const bomb = craftZip([
    { name: 'x.zip', method: 8, packed: deflatedZeros(10 * 2 ** 30), sizeBytes: 2 ** 20 },
  ]);
  let readBytes = 0;
  const lines = await found('bomb.zip', {
    sizeBytes: bomb.length,
    read: (from, to) => {
      if (from > 0 && to < bomb.length - 70_000) readBytes += to - from;
      return Promise.resolve(bomb.subarray(from, to));
    },
  });
  assert.match(
    lines.join(),
    /"x\.zip" that unpacks to more than it claims; expected 1048576 bytes/,
  );
  assert.ok(readBytes <= 2 ** 20 + 100, `${readBytes} bytes of it were read`);
});

test('an archive of a learner’s own files is one line, and many odd files are not a line each', async () => {
  const tree = craftZip(
    Array.from({ length: 300 }, (_, index) => ({ name: `src/${index}.json`, data: text('{}') })),
  );
  assert.equal((await found('work.zip', tree)).length, 1);
  const odd = craftZip([
    ...Array.from({ length: 300 }, (_, index) => ({ name: `${index}.png`, data: text('x') })),
    { name: 'ada.submission.zip', data: await handIn() },
  ]);
  const lines = await found('odd.zip', odd);
  assert.equal(lines.length, 52);
  assert.match(lines.at(-1) ?? '', /found 250 more files that are no hand-ins by their names/);
});
