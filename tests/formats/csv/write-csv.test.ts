import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCsv, placedCells, withCells, withoutGuard, writeCsv } from '#formats';

const NAMES = [
  'Ada Lovelace',
  'Müller, "Jo"',
  'نورا الخطيب',
  '\u202eevil\u202c',
  '=HYPERLINK("http://x","y")',
  '+1',
  '-1',
  '@SUM(A1)',
  '＝1+1',
  '\t=1',
  '\r=1',
  ' =1',
  "'=1",
  "''=1",
  "'quoted'",
  "O'Neill",
  'two\nlines',
  '',
  '日本語',
];

test('whatever a text is, what is written reads back as it was, and begins no formula', () => {
  for (const delimiter of [',', ';', '\t'] as const) {
    const text = writeCsv([['name', 'n'], ...NAMES.map((name) => [name, 1])], { delimiter });
    const { rows, faults } = parseCsv(text, delimiter);
    assert.deepEqual(faults, []);
    assert.deepEqual(
      rows.map(([name = '']) => withoutGuard(name)),
      NAMES,
    );
    for (const [name = ''] of rows) assert.doesNotMatch(name, /^\s*[=+\-@＝]|^[\t\r\n]/u);
  }
});

test('numbers stay numbers: negative ones too, with a point, without a guard', () => {
  assert.equal(writeCsv([[-1.5, 0, 92.25, undefined, '-1.5']]), "-1.5,0,92.25,,'-1.5\r\n");
  assert.throws(() => writeCsv([[Number.NaN]]), /^RangeError: NaN cannot stand in a CSV file\.$/);
});

test('a byte order mark and plain line ends are written when asked for; a row of one empty cell is no blank line', () => {
  assert.equal(writeCsv([['é']], { byteOrderMark: true, lineEnd: '\n' }), '\ufeffé\n');
  assert.equal(writeCsv([['a'], [''], ['b']]), 'a\r\n""\r\nb\r\n');
});

test('a cell is replaced in its place, and every other character stays', () => {
  const text = '\ufeffa,"b ""q""",c\r\n\r\n"1\n2", x ,\n last';
  const cells = placedCells(text, ',');
  assert.deepEqual(
    cells.map((record) => record.map((cell) => cell.text)),
    [['a', 'b "q"', 'c'], [''], ['1\n2', ' x ', ''], [' last']],
  );
  const [b, empty] = [cells[0]?.[1], cells[2]?.[2]];
  assert.ok(b && empty);
  assert.equal(
    withCells(
      text,
      [
        { cell: empty, text: '9' },
        { cell: b, text: 'n"' },
      ],
      ',',
    ),
    '\ufeffa,"n""",c\r\n\r\n"1\n2", x ,9\n last',
  );
  assert.equal(withCells(text, [], ','), text);
  assert.throws(
    () => placedCells('a\n"b', ','),
    /^SyntaxError: line 2: a quoted field is not closed$/,
  );
});
