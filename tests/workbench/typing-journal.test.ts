import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeJournal, writeJournal } from '../../src/components/workbench/typing-journal.ts';

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

test('a journal is taken once, by the lab that wrote it', () => {
  const store = storage();
  assert.equal(writeJournal(store, 'pin', JOURNAL), true);
  assert.equal(takeJournal(store, 'other', undefined), undefined);
  assert.deepEqual(takeJournal(store, 'pin', '2026-11-23T09:41:06.000Z'), JOURNAL);
  assert.equal(takeJournal(store, 'pin', undefined), undefined);
});

test('a journal that was written before cursors were kept still has its texts', () => {
  const store = storage();
  const { at, texts } = JOURNAL;
  store.kept.set('plumbline-typing-pin', JSON.stringify({ at, texts }));
  assert.deepEqual(takeJournal(store, 'pin', undefined), { at, texts, cursors: {} });
});

test('a journal that is older than the last save is dropped', () => {
  const store = storage();
  writeJournal(store, 'pin', JOURNAL);
  assert.equal(takeJournal(store, 'pin', JOURNAL.at), undefined);
  assert.equal(store.kept.size, 0);
});

test('a storage that is full or forbidden, or holds something else, ends in no journal', () => {
  const forbidden = () => {
    throw new Error('denied');
  };
  const store = { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
  assert.equal(writeJournal(store, 'pin', JOURNAL), false);
  assert.equal(takeJournal(store, 'pin', undefined), undefined);
  for (const text of ['', 'null', '[]', '{"at":1}', '{"at":"x"']) {
    const other = storage();
    other.kept.set('plumbline-typing-pin', text);
    assert.equal(takeJournal(other, 'pin', undefined), undefined, text);
  }
});
