import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnBy } from '../../src/components/site/drawn-by.ts';

test('of two hundred rows the one whose hand-in changed is drawn again, and none for a function that was made anew', () => {
  interface Row {
    readonly handIn: object;
    readonly name: string;
    readonly onOpen: () => void;
  }
  const HandInRow = drawnBy<Row>(['handIn', 'name'], ({ name }) => name);
  const rowsOf = (handIns: readonly object[]): Row[] =>
    handIns.map((handIn, at) => ({ handIn, name: `Learner ${at}`, onOpen: () => undefined }));
  const before = Array.from({ length: 200 }, (_, at) => ({ at }));
  const after = before.with(137, { at: 137 });
  const rows = rowsOf(before).map((props) => new HandInRow(props));
  const drawn = rowsOf(after).flatMap((next, at) =>
    rows[at]?.shouldComponentUpdate?.(next, {}, {}) ? [at] : [],
  );
  assert.deepEqual(drawn, [137]);
  assert.equal(rows[5]?.render(), 'Learner 5');
});
