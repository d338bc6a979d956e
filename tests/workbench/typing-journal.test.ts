import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dropJournal,
  readJournal,
  writeJournal,
} from '../../src/components/workbench/typing-journal.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const JOURNAL = {
  at: '2026-11-23T09:41:07.000Z',
  texts: { 'a.py': 'x = 1' },
  cursors: { 'a.py': 5 },
};

const LATER = '2026-11-23T09:41:08.000Z';

test('a journal is read by the lab that wrote it, as often as it is asked for', () => {
  const store = storage();
  assert.equal(writeJournal(store, 'pin', JOURNAL, undefined), true);
  assert.equal(readJournal(store, 'other', undefined), undefined);
  assert.deepEqual(readJournal(store, 'pin', '2026-11-23T09:41:06.000Z'), JOURNAL);
  assert.deepEqual(readJournal(store, 'pin', undefined), JOURNAL);
});

test('a journal that was written before cursors were kept still has its texts', () => {
  const store = storage();
  const { at, texts } = JOURNAL;
  store.kept.set('plumbline-typing-pin', JSON.stringify({ at, texts }));
  assert.deepEqual(readJournal(store, 'pin', undefined), { at, texts, cursors: {} });
});

test('a save drops the journal, unless that was written after the save began', () => {
  const store = storage();
  writeJournal(store, 'pin', JOURNAL, undefined);
  assert.equal(readJournal(store, 'pin', JOURNAL.at), undefined);
  dropJournal(store, 'pin', '2026-11-23T09:41:06.999Z');
  assert.deepEqual(readJournal(store, 'pin', undefined), JOURNAL);
  dropJournal(store, 'pin', JOURNAL.at);
  assert.equal(store.kept.size, 0);
});

test('a journal over one that no save holds yet keeps what was not typed anew', () => {
  const store = storage();
  const both = { ...JOURNAL, texts: { 'a.py': 'x = 1', 'b.py': 'y = 1' } };
  writeJournal(store, 'pin', both, undefined);
  const again = { at: LATER, texts: { 'a.py': 'x = 2' }, cursors: { 'a.py': 3 } };
  writeJournal(store, 'pin', again, undefined);
  assert.deepEqual(readJournal(store, 'pin', undefined), {
    at: LATER,
    texts: { 'a.py': 'x = 2', 'b.py': 'y = 1' },
    cursors: { 'a.py': 3 },
  });
  writeJournal(store, 'pin', both, undefined);
  writeJournal(store, 'pin', again, JOURNAL.at);
  assert.deepEqual(readJournal(store, 'pin', undefined), again);
});

test('a storage that is full or forbidden, or holds something else, ends in no journal', () => {
  const forbidden = () => {
    throw new Error('denied');
  };
  const store = { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
  assert.equal(writeJournal(store, 'pin', JOURNAL, undefined), false);
  assert.equal(readJournal(store, 'pin', undefined), undefined);
  assert.doesNotThrow(() => {
    dropJournal(store, 'pin', JOURNAL.at);
  });
  for (const text of ['', 'null', '[]', '{"at":1}', '{"at":"x"']) {
    const other = storage();
    other.kept.set('plumbline-typing-pin', text);
    assert.equal(readJournal(other, 'pin', undefined), undefined, text);
  }
});
