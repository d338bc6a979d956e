import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_TERMINALS, TerminalTabs } from '../../src/components/workbench/terminal-tabs.ts';

const names = (tabs: TerminalTabs) => tabs.tabs.value.map(({ name }) => name);
const active = (tabs: TerminalTabs) =>
  tabs.tabs.value.find(({ id }) => id === tabs.active.value)?.name;

test('a lab begins with one terminal, and the last one is never closed', () => {
  const tabs = new TerminalTabs();
  assert.deepEqual(names(tabs), ['1']);
  tabs.close(1);
  assert.deepEqual(names(tabs), ['1']);
});

test('another terminal is shown, gets the first free number, and may be closed', () => {
  const tabs = new TerminalTabs();
  tabs.open();
  tabs.open();
  assert.deepEqual(names(tabs), ['1', '2', '3']);
  assert.equal(active(tabs), '3');
  tabs.press('ArrowLeft');
  tabs.close(tabs.active.value);
  assert.deepEqual([names(tabs), active(tabs)], [['1', '3'], '3']);
  tabs.open();
  assert.deepEqual(names(tabs), ['1', '3', '2']);
  const ids = tabs.tabs.value.map(({ id }) => id);
  assert.deepEqual(ids, [1, 3, 4], 'an id is never used again');
});

test('closing the last of the row shows the one before it', () => {
  const tabs = new TerminalTabs();
  tabs.open();
  tabs.close(tabs.active.value);
  assert.equal(active(tabs), '1');
});

test('past the limit the learner is told, and nothing is opened', () => {
  const tabs = new TerminalTabs();
  for (let more = 1; more < MOST_TERMINALS; more += 1) assert.equal(tabs.open(), undefined);
  assert.equal(tabs.open(), '6 terminals are open, the most that a lab has. Close one first.');
  assert.equal(tabs.tabs.value.length, MOST_TERMINALS);
});

test('arrows go round, Home and End to the ends, other keys nowhere', () => {
  const tabs = new TerminalTabs();
  tabs.open();
  tabs.open();
  const after = (key: string) => [tabs.press(key), active(tabs)];
  assert.deepEqual(after('ArrowRight'), [true, '1']);
  assert.deepEqual(after('ArrowLeft'), [true, '3']);
  assert.deepEqual(after('Home'), [true, '1']);
  assert.deepEqual(after('End'), [true, '3']);
  assert.deepEqual(after('a'), [false, '3']);
  assert.deepEqual(after('constructor'), [false, '3']);
});

test('a name is short, not empty, and its own', () => {
  const tabs = new TerminalTabs();
  tabs.open();
  assert.equal(tabs.rename(2, '  model   server '), undefined);
  assert.deepEqual(names(tabs), ['1', 'model server']);
  assert.equal(tabs.rename(1, 'model server'), 'Another terminal is called “model server”.');
  assert.equal(tabs.rename(1, '  '), 'A name has at least one letter.');
  assert.equal(
    tabs.rename(1, 'a name of thirty letters or so'),
    'A name has at most 24 letters; this one has 30.',
  );
  assert.deepEqual(names(tabs), ['1', 'model server']);
});
