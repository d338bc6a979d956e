import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { LabError } from '#container';
import { readResumeState, writeResumeState, type ResumeState } from '#interop';

const STATE: ResumeState = {
  attempt: '0123456789abcdef',
  learner: 'fedcba9876543210',
  unit: 'lab-pin-the-data',
  version: '1.2.0',
  savedAt: '2026-03-01T09:00:00.000Z',
  receipt: {
    standing: 'partial',
    score: { points: 60, max: 100 },
    at: '2026-03-01T08:59:00.000Z',
    sha256: 'a'.repeat(64),
  },
};

/** Hexadecimal text without a pattern. */
const noise = (length: number): string =>
  Array.from({ length: length / 64 }, (_, index) =>
    createHash('sha256').update(String(index)).digest('hex'),
  ).join('');

test('a state comes back as it was, from characters that every LMS takes', () => {
  const text = writeResumeState(STATE, [{ attempts: [{ id: 'æøå 日本' }] }]);
  assert.match(text, /^plumbline1\.[A-Za-z0-9_-]+$/);
  assert.deepEqual(readResumeState(text, STATE.unit), {
    ...STATE,
    kept: { attempts: [{ id: 'æøå 日本' }] },
  });
});

test('what does not fit in 4,096 characters gives way to less, and at last to the receipt alone', () => {
  const large = { attempts: [noise(16_384)] };
  const small = { attempts: ['one'] };
  const text = writeResumeState(STATE, [large, small]);
  assert.ok(text.length <= 4096);
  assert.deepEqual(readResumeState(text, STATE.unit)?.kept, small);
  assert.equal(readResumeState(writeResumeState(STATE, [large]), STATE.unit)?.kept, undefined);
  assert.throws(() => writeResumeState({ ...STATE, version: noise(16_384) }), RangeError);
});

test('no text is a new attempt; any other that is not ours is an error in words', () => {
  assert.equal(readResumeState('', STATE.unit), undefined);
  assert.equal(readResumeState(' \n', STATE.unit), undefined);
  const whole = writeResumeState(STATE);
  for (const [text, why] of [
    ['page=4', 'it was not written by a package of this site'],
    [whole.slice(0, 40), 'it was cut or changed on the way'],
    [`${whole.slice(0, 60)}*`, 'it was cut or changed on the way'],
    ['plumbline1.', 'it was cut or changed on the way'],
    [writeResumeState({ ...STATE, attempt: '../x' }), 'a part of it is missing'],
  ] as const) {
    assert.throws(
      () => readResumeState(text, STATE.unit),
      (error: unknown) =>
        error instanceof LabError &&
        error.name === 'ResumeStateUnreadable' &&
        error.message === `What the LMS kept of this attempt cannot be read: ${why}.`,
      text,
    );
  }
  assert.throws(
    () => readResumeState(whole, 'lab-other'),
    /it belongs to lab-pin-the-data, and this is lab-other/,
  );
});

test('a state that would unpack to much is refused', () => {
  const bomb = writeResumeState({ ...STATE, version: ' '.repeat(1_000_000) });
  assert.throws(() => readResumeState(bomb, STATE.unit), /cut or changed/);
});
