import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile } from '#container';
import type { LabSheet } from '../../src/components/workbench/lab-sheet.ts';
import { StoredWork } from '../../src/components/workbench/stored-work.ts';
import { writeJournal } from '../../src/components/workbench/typing-journal.ts';

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
Object.assign(globalThis, { location: { search: '' }, localStorage: storage });

const SHEET = { id: 'pin', version: '1.0.0', digest: 'd' } as LabSheet;

test('what was typed before the first save of a lab is given for its fresh files, with the cursors', async () => {
  const texts = { 'a.py': 'typed' };
  writeJournal(storage, 'pin', { at: '2026-11-27T09:00:00.000Z', texts, cursors: { 'a.py': 5 } });
  const typed = [['a.py', new TextEncoder().encode('typed')]];
  const stored = await StoredWork.open(SHEET);
  assert.equal(await stored.read(), undefined);
  assert.deepEqual([...stored.typedAhead], typed);
  assert.deepEqual(stored.facts.view.cursors, { 'a.py': 5 });
  // A tab that only reads until the lab is its own reads twice.
  assert.equal(await stored.read(), undefined);
  assert.deepEqual([...stored.typedAhead], typed);
});

test('over saved files it is laid at once, when it is newer than they are', async () => {
  const stored = await StoredWork.open(SHEET);
  const savedAt = new Date('2026-11-27T10:00:00.000Z');
  await stored.save({ 'a.py': textFile('saved'), 'b.py': textFile('b') }, savedAt);
  const at = '2026-11-27T10:00:01.000Z';
  writeJournal(storage, 'pin', { at, texts: { 'a.py': 'typed' }, cursors: {} });
  assert.deepEqual(await stored.read(), { 'a.py': textFile('typed'), 'b.py': textFile('b') });
  assert.equal(stored.typedAhead.size, 0);
});
