import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRoster, withRoster, type Learner } from '#cohort';
import { COHORT, LINA, NOOR } from '../register/example-cohort.ts';

const NOW = new Date('2026-11-26T09:00:00Z');

/** Ids are drawn as p-00000000, p-11111111… */
function read(text: string | Uint8Array, known: readonly Learner[] = []) {
  let drawn = 0;
  const draw = (length: number): Uint8Array => new Uint8Array(length).fill(drawn++);
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return readRoster(bytes, { known, now: NOW, draw });
}
const people = (reading: ReturnType<typeof read>) =>
  reading.rows.map(({ line, learner }) => [line, learner.name, learner.email, learner.lms]);

test('a plain list: learners get ids that say nothing of them, in the order of the lines', () => {
  const reading = read('name,email\nLina Müller,lina@example.org\nRocío Álvarez,\n');
  assert.deepEqual(reading.rows, [
    {
      line: 2,
      learner: {
        id: 'p-00000000',
        name: 'Lina Müller',
        email: 'lina@example.org',
        lms: {},
        addedAt: '2026-11-26T09:00:00.000Z',
      },
      change: 'new',
    },
    {
      line: 3,
      learner: {
        id: 'p-11111111',
        name: 'Rocío Álvarez',
        lms: {},
        addedAt: '2026-11-26T09:00:00.000Z',
      },
      change: 'new',
    },
  ]);
  assert.equal(reading.kind, 'plain');
  assert.deepEqual([reading.faults, reading.notes, reading.ignored], [[], [], []]);
});

test('Moodle’s user upload, with a byte order mark, quotes and columns that are not taken', () => {
  const reading = read(
    '\ufeffusername,firstname,lastname,email,course1,role1\r\nlmueller,Lina,"Müller, Dr.",lina@example.org,ml,student\r\n',
  );
  assert.equal(reading.kind, 'moodle');
  assert.deepEqual(people(reading), [
    [2, 'Lina Müller, Dr.', 'lina@example.org', { moodleUsername: 'lmueller' }],
  ]);
  assert.deepEqual(reading.ignored, ['course1', 'role1']);
});

test('Moodle’s lists in other languages, by semicolons', () => {
  const german = read('Vorname;Nachname;E-Mail-Adresse;ID-Nummer\nJürgen;Weiß;jw@example.org;77\n');
  assert.deepEqual(people(german), [
    [2, 'Jürgen Weiß', 'jw@example.org', { moodleIdNumber: '77' }],
  ]);
  const french = read('Prénom;Nom;Adresse de courriel\nZoé;Noël;zoe@example.org\n');
  assert.deepEqual(people(french), [[2, 'Zoé Noël', 'zoe@example.org', {}]]);
});

test('Canvas’ gradebook export: its own ids, without the row of points and the test student', () => {
  const reading = read(
    [
      'Student,ID,SIS User ID,SIS Login ID,Section,Pin the data (77)',
      '    Points Possible,,,,,100',
      '"Müller, Lina",4711,S-1,lmueller,A,',
      '"Student, Test",9,,,A,',
      '',
    ].join('\n'),
  );
  assert.equal(reading.kind, 'canvas');
  assert.deepEqual(people(reading), [
    [
      3,
      'Lina Müller',
      undefined,
      {
        canvasId: '4711',
        canvasSisUserId: 'S-1',
        canvasSisLoginId: 'lmueller',
        canvasSection: 'A',
      },
    ],
  ]);
});

test('names from right to left are kept as they are; marks that turn the direction of text are left out', () => {
  const reading = read(
    'name,email\nنور حداد,noor@example.org\nEve \u202egro.elpmaxe,eve@example.org\n',
  );
  assert.deepEqual(
    reading.rows.map(({ learner }) => learner.name),
    ['نور حداد', 'Eve gro.elpmaxe'],
  );
  assert.deepEqual(reading.notes, [
    { line: 3, what: 'Marks in the name that turn the direction of text were left out.' },
  ]);
});

test('a name that begins like a formula is kept, and said; the guard of a spreadsheet is taken away', () => {
  const reading = read(`name\n"=HYPERLINK(""http://x"",""y"")"\n'=1+1\n`);
  assert.deepEqual(
    reading.rows.map(({ learner }) => learner.name),
    ['=HYPERLINK("http://x","y")', '=1+1'],
  );
  assert.equal(reading.notes.length, 2);
  assert.match(reading.notes[0]?.what ?? '', /begins like a formula\. It is kept as it is/);
});

test('each line with a fault is named and left out; the others are taken', () => {
  const reading = read(
    [
      'name,email,id',
      'A,a@example.org,one',
      ',b@example.org,',
      'C,not-an-address,',
      'D,A@EXAMPLE.ORG,',
      'E,e@example.org,one',
      'Müller, Lina,f@example.org,',
      '"G\n<b>",g@example.org,',
      'H,h@example.org,two words',
      'I,i@example.org,two',
    ].join('\n'),
  );
  assert.deepEqual(
    reading.rows.map(({ line }) => line),
    [2, 11],
  );
  assert.deepEqual(
    reading.faults.map(({ line, what }) => `${line}: ${what}`),
    [
      '3: It has nothing for the name.',
      '4: "not-an-address" is no e-mail address; expected one as lina@example.org, or nothing.',
      '5: The e-mail address "a@example.org" stands on line 2, too. A learner has one line.',
      '6: The id "one" stands on line 2, too. A learner has one line.',
      '7: It has 4 cells, and the header has 3. A comma inside a name needs quotes around it.',
      '8: The name "G \\u003cb\\u003e" has the character "\\u003c", which it cannot have.',
      '10: "two words" cannot be an id: expected up to 100 letters, digits, and . _ @ - inside. Without an id one is drawn.',
    ],
  );
});

test('a quote that is never closed is told with its line', () => {
  const reading = read('name,email\n"Lina,lina@example.org\nNoor,noor@example.org\n');
  assert.deepEqual(reading.faults[0], { line: 2, what: 'A quoted field is not closed.' });
});

test('a list without names, and one without lines, say what is expected', () => {
  assert.match(
    read('email\na@example.org\n').faults[0]?.what ?? '',
    /^No column has the learners’ names\. The first line must name/,
  );
  assert.deepEqual(read('name\n').faults, [
    { line: 1, what: 'There is no line below the header.' },
  ]);
  assert.equal(read('').faults.length, 1);
});

test('a list of Excel: its first line "sep=", Windows’ code page, UTF-16', () => {
  const told = read('sep=;\nname;email\nLina;lina@example.org\n;x@example.org\n');
  assert.deepEqual(people(told), [[3, 'Lina', 'lina@example.org', {}]]);
  assert.deepEqual(told.faults, [{ line: 4, what: 'It has nothing for the name.' }]);
  const windows = read(
    Uint8Array.from([...Buffer.from('name\nM'), 0xfc, ...Buffer.from('ller\n')]),
  );
  assert.deepEqual(people(windows), [[2, 'Müller', undefined, {}]]);
  assert.match(windows.notes[0]?.what ?? '', /is not UTF-8/);
  const utf16 = read(new Uint8Array(Buffer.from('\ufeffname\tid\nŁukasz\tlu\n', 'utf16le')));
  assert.deepEqual(people(utf16), [[2, 'Łukasz', undefined, {}]]);
});

test('who is known is found again by address or by another system’s id, and keeps the id; nobody is found by name', () => {
  const reading = read(
    'name,email,username\nLina Maier,LINA.MUELLER@example.org,lmueller\nنور حداد,noor@example.org,\nLina Müller,other@example.org,\n',
    COHORT.learners,
  );
  assert.deepEqual(
    reading.rows.map(({ learner, change }) => [learner.id, change]),
    [
      [LINA.id, 'changed'],
      [NOOR.id, 'same'],
      ['p-00000000', 'new'],
    ],
  );
  assert.deepEqual(reading.rows[1]?.learner, NOOR);
  const after = withRoster(COHORT, reading);
  assert.deepEqual(
    after.learners.map(({ id, name }) => [id, name]),
    [
      [LINA.id, 'Lina Maier'],
      [NOOR.id, 'نور حداد'],
      ['p-00000000', 'Lina Müller'],
    ],
  );
  const again = read('name,email\nنور حداد,noor@example.org\n', COHORT.learners);
  assert.equal(withRoster(COHORT, again), COHORT);
  assert.deepEqual(again.missing, [LINA]);
});

test('a line that is two people at once is a fault', () => {
  const reading = read(`name,email,id\nX,${NOOR.email ?? ''},${LINA.id}\n`, COHORT.learners);
  assert.deepEqual(reading.faults, [
    {
      line: 2,
      what: `It is ${LINA.id} by one column and ${NOOR.id} by another. Correct one of the two in the cohort, or the line.`,
    },
  ]);
});
