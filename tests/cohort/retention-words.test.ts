import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, retentionWords } from '../../src/components/teach/desk/dates.ts';

const OF = { retainUntil: '2027-03-31' };

test('a cohort reminds of the end of its time thirty days before, counts the days, and says what to do when it is over', () => {
  const at = (time: string) => retentionWords(OF, new Date(time));
  assert.deepEqual(at('2027-03-01T00:00:00Z'), { isOver: false, isNear: false, words: '' });
  assert.deepEqual(at('2027-03-02T00:00:00Z'), {
    isOver: false,
    isNear: true,
    words: 'The data of this cohort is to be kept until 31 March 2027: 30 days from now.',
  });
  assert.equal(
    at('2027-03-31T23:59:59Z').words,
    'The data of this cohort is to be kept until 31 March 2027: one day from now.',
  );
  assert.deepEqual(at('2027-04-01T00:00:00Z'), {
    isOver: true,
    isNear: true,
    words:
      'The data of this cohort was to be kept until 31 March 2027. Export what must stay, then delete the cohort.',
  });
});

test('a day is said as it is, whatever the reader’s time zone', () => {
  assert.equal(dayOf('2027-03-31'), '31 March 2027');
});
