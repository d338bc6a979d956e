import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standingOf } from '../../src/components/site/record/certificate-standing.ts';

const NOW = new Date('2026-11-26T12:00:00Z');

test('a certificate on the record says when it ends, and points to its renewal 90 days before', () => {
  assert.deepEqual(standingOf(undefined, NOW), { state: 'endless', words: 'It does not end.' });
  for (const [until, state, words] of [
    ['2027-02-24T12:00:01Z', 'valid', 'It is valid until 24 February 2027.'],
    ['2027-02-24T12:00:00Z', 'ending', 'It ends on 24 February 2027, in 90 days.'],
    ['2026-11-27T11:00:00Z', 'ending', 'It ends on 27 November 2026, in 1 day.'],
    ['2026-11-26T12:00:00Z', 'ended', 'It ended on 26 November 2026.'],
  ] as const) {
    assert.deepEqual(standingOf(new Date(until), NOW), { state, words });
  }
});
