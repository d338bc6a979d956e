import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillCanvasExport, gradebook, moodleCsv, plainCsv } from '#cohort';
import { readCsv, withoutGuard } from '#formats';
import { CLASS, handIn } from './class-of-four.ts';

const book = gradebook(CLASS);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (file: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);

test('Moodle gets a row for each learner that it can know, a column of percent and one of feedback for each piece', () => {
  const { text: csv, left } = moodleCsv(book, 'email', { lineEnd: '\n' });
  assert.equal(
    csv,
    `Email address,Pin the data,Pin the data feedback,Sign the contract,Sign the contract feedback
ada@example.test,65,,,Nothing was handed in.
jo@example.test,75,2 days late: 20 taken off 95.,,Nothing was handed in.
noura@example.test,,Nothing was handed in.,66.67,
`,
  );
  assert.deepEqual(left, ['Kim has no email address.']);
});

test('an identifier that a spreadsheet would run is guarded, and told', () => {
  const { text: csv, left } = moodleCsv(book, 'username');
  assert.deepEqual(readCsv(csv).rows[0]?.[0], "'+jo");
  assert.equal(
    left[1],
    '=Müller, "Jo": "+jo" could run in a spreadsheet, so it stands behind an apostrophe; Moodle does not know it so.',
  );
});

test('the plain gradebook reads back whole, with every name as it was', () => {
  const { columns, rows } = readCsv(plainCsv(book, { byteOrderMark: true }));
  assert.equal(columns.length, 13);
  assert.deepEqual(
    rows.map(([id, name = '', , , pin]) => [id, withoutGuard(name), pin]),
    CLASS.learners.map(({ id, name }, at) => [id, name, ['65', '75', '', '72.5'][at]]),
  );
  assert.match(plainCsv(book), /\r\nl2,"'=Müller, ""Jo""",jo@example\.test,A,75,/u);
  assert.match(plainCsv(book), /Set to 145 of 200 by Ada: The check read it wrongly/);
});

test('a self-reported column says so in its header', () => {
  const own = [handIn('l1', 'pin', '2026-11-19T00:00:00Z', 90, { basis: 'self-reported' })];
  const csv = plainCsv(gradebook({ ...CLASS, handIns: own }));
  assert.match(csv, /,Pin the data \(self-reported\),Pin the data passed,/);
  assert.match(csv, /,90,yes,"?Self-reported, not graded again\./);
});

/** As Canvas writes it: a mark, a second header row, points, quotes where they need not be, a test student, totals. */
const EXPORT = `\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Pin the data (4711),"Essay (9)",Sign the contract (4712),Current Score,Unposted\r
,,,,,Manual Posting,,,,\r
    Points Possible,,,,,20.00,10.00,100,(read only),(read only)\r
"Lovelace, Ada",11,1001,ada,"S 1",,7.50,,=1+1,\r
"Müller, Jo",12,1002,jo,S 1,"3",,55.00,70,\r
نورا الخطيب,13,,NOURA,S 2,,, 66.670 ,,\r
"Student, Test",14,,a8f,S 2,,,,,\r
`;

test('Canvas’ own export is filled, and every other byte stays', () => {
  const fill = fillCanvasExport(bytes(EXPORT), book);
  assert.equal(
    text(fill.bytes),
    EXPORT.replace('"S 1",,7.50', '"S 1",13,7.50').replace('S 1,"3"', 'S 1,"15"'),
  );
  assert.deepEqual(fill.filled, [
    { student: 'Lovelace, Ada', column: 'Pin the data (4711)', before: '', after: '13' },
    { student: 'Müller, Jo', column: 'Pin the data (4711)', before: '3', after: '15' },
  ]);
  assert.deepEqual(fill.columns, { pin: 'Pin the data (4711)', sign: 'Sign the contract (4712)' });
  assert.deepEqual(fill.left, [
    'The row of Student, Test is nobody on the roster; it is left as it was.',
    'Kim has no row in this file.',
  ]);
  assert.deepEqual(fillCanvasExport(fill.bytes, book).filled, [], 'filled twice is filled once');
});

test('semicolons, decimal commas and an old encoding stay too; a column may be named', () => {
  const german =
    'Student;ID;SIS User ID;Section;Aufgabe 1 (5);Rest (6)\n    Points Possible;;;;8;\nM\u00fcller;1;1002;S;1,5;\n';
  const latin = Uint8Array.from(german, (character) => character.charCodeAt(0));
  const fill = fillCanvasExport(latin, book, { columns: { pin: 'Aufgabe 1 (5)' } });
  assert.equal(String.fromCharCode(...fill.bytes), german.replace('1,5', '6'));
  assert.equal(fill.filled[0]?.student, 'Müller');
  const third = fillCanvasExport(latin, book, { columns: { pin: 'Rest (6)' } });
  assert.equal(third.filled[0]?.after, '75', 'without points possible out of 100');
});

test('what is no such export, or has no such column, is refused with what was found and what to do', () => {
  const fault = (file: Uint8Array, columns = {}) => {
    try {
      fillCanvasExport(file, book, { columns });
    } catch (error) {
      return `${(error as Error).message} ${(error as { hint: string }).hint}`;
    }
    return 'taken';
  };
  assert.equal(
    fault(bytes('name,grade\n')),
    'Found a file that begins with "name,grade"; expected a gradebook that Canvas exported: its first column is "Student". In Canvas choose Grades, Export, Export Entire Gradebook, and bring that file.',
  );
  assert.match(fault(new Uint8Array([0xff, 0xfe, 0x41, 0])), /^Found a file in UTF-16; expected/);
  assert.match(fault(bytes('Student,ID\n"x,1\n')), /^Found a broken CSV file \(line 2: /);
  assert.equal(
    fault(bytes(EXPORT), { pin: 'Current Score' }),
    'Found no column "Current Score"; expected one of Pin the data (4711), Essay (9), Sign the contract (4712). Name the column as its header has it, with its number.',
  );
});
