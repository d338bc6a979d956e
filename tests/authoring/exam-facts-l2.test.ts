import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readExamItems } from '#authoring';
import { bankShortfalls } from '#curriculum';
import { outcomesCsv } from '#harborlight';
import {
  answers,
  dayNumber,
  numbersIn,
  percentOf,
  rightIs,
  says,
  shownLines,
  sum,
} from './exam-items.ts';
import { APRIL, TRAIN, file, md5 } from './lessons/stated.ts';

/** Figures that the banks of the Professional exam state on versions, data and releases, computed again. */

test('the bank holds four items or more for each slot of a form of 50', () => {
  const slots = {
    STD: 3,
    DAT: 6,
    GOV: 8,
    VER: 9,
    DEP: 7,
    TST: 5,
    MON: 6,
    PPL: 1,
    CHG: 1,
    FIN: 2,
    DOP: 2,
  };
  assert.equal(sum(Object.values(slots)), 50);
  assert.deepEqual(bankShortfalls('L2', readExamItems(), slots), []);
});

test('versions: sizes, objects of a cache, and what a line by line join leaves', () => {
  const outcomes = outcomesCsv(TRAIN);
  const lines = outcomes.trimEnd().split('\n').length;
  assert.equal(lines, 3001);
  says(
    'size-tells-of-line-ends',
    md5(outcomes),
    `size ${outcomes.length}`,
    outcomes.length + lines,
  );
  says('pointer-without-hash-key', md5(outcomes), outcomes.length);
  says(
    'lock-behind-the-pointer',
    file(TRAIN).md5,
    file(TRAIN).size,
    file([...TRAIN, ...APRIL]).md5.slice(0, 6),
  );
  says(
    'one-line-too-many',
    `${3000 + 250 + 2} joined.csv`,
    `make ${(3000 + 250 + 1).toLocaleString('en')} lines`,
  );

  const contents = shownLines('objects-for-a-folder').map((line) => line.slice(-32));
  answers(
    'objects-for-a-folder',
    new Set(contents).size + 1,
    contents.length + 1,
    new Set(contents).size,
  );
  answers('versions-of-a-folder', (10 + 3) * 20, 4 * 10 * 20, 10 * 20, 3 * 20);
});

test('versions: stages that run, and the order of names as text', () => {
  const stages = shownLines('stale-stages-in-a-graph').map((line) => {
    const [, name = '', reads = '', writes = ''] = /^(\w+): (.*) -> (\S+)$/.exec(line) ?? [];
    return { name, reads: reads.split(',').map((one) => one.trim()), writes };
  });
  const changed = new Set(['src/join.py']);
  const ran = stages.filter(({ reads, writes }) => {
    const stale = reads.some((one) => changed.has(one));
    if (stale) changed.add(writes);
    return stale;
  });
  assert.deepEqual(
    ran.map(({ name }) => name),
    ['join', 'train', 'evaluate'],
  );
  answers('stale-stages-in-a-graph', ran.length, stages.length, ran.length + 1, 1);
  const names = Array.from({ length: 12 }, (_, index) => `version-${index + 1}`).sort();
  rightIs('newest-by-text', `\`${names.at(-1) ?? ''}\``);

  const runs = shownLines('challenger-by-policy')
    .slice(1)
    .map((line) => {
      const [run = '', auc, slice, p95] = line.trim().split(/\s+/);
      return { run, auc: Number(auc), slice: Number(slice), p95: Number(p95) };
    });
  const eligible = runs
    .filter(({ auc, slice, p95 }) => auc >= 0.8 && slice >= 0.75 && p95 <= 50)
    .sort((a, b) => b.auc - a.auc);
  rightIs('challenger-by-policy', `${eligible[1]?.run ?? ''}, the second`);
});

test('governance: shares, groups, days, and what a walk reaches', () => {
  const [rows = 1, empty = 0, outside = 0] = shownLines('null-share-of-a-week').flatMap((line) =>
    numbersIn(line).slice(-1),
  );
  answers(
    'null-share-of-a-week',
    percentOf(empty, rows),
    percentOf(empty + outside, rows),
    percentOf(empty, rows - outside),
    empty,
  );
  const groups = shownLines('k-after-suppression').flatMap(numbersIn);
  const small = groups.filter((size) => size < 5);
  answers(
    'k-after-suppression',
    percentOf(sum(small), sum(groups)),
    percentOf(small.length, groups.length),
    percentOf(sum(groups.filter((size) => size <= 6)), sum(groups)),
    sum(small),
  );
  assert.equal(dayNumber('2026-07-01') - 30, dayNumber('2026-06-01'));
  rightIs('due-on-which-day', 'The row of 31 May');
  says('floor-in-days', `there are ${dayNumber('2027-01-01') - dayNumber('2026-07-01')}`);

  const bad = new Map([['bronze/orders', '05-04 01:00']]);
  for (const line of shownLines('datasets-reached')) {
    const [, at = '', reads = '', writes = ''] = /^(\S+ \S+) \w+: +(.*) -> (\S+)$/.exec(line) ?? [];
    const touched = reads.split(', ').some((one) => (bad.get(one) ?? '99') <= at);
    if (touched && !bad.has(writes)) bad.set(writes, at);
  }
  answers('datasets-reached', bad.size - 1, bad.size, 1, bad.size - 2);
});

test('deployment: money, shapes, seconds, aborts and people', () => {
  const hours = 24 * 30;
  const batch = 8 * 1.5 * 30 * 0.12;
  const online = 3 * hours * 0.12;
  answers('cheaper-by-night', online - batch, batch, online, (online - batch) / 30);
  answers('missing-elements', 4 * 13 - 48, 1, 4 * 12 - 48, 4 + 13 + 14);
  const probe = parse(shownLines('start-of-a-slow-model').join('\n')) as {
    startupProbe: { periodSeconds: number; failureThreshold: number };
  };
  const { periodSeconds: period, failureThreshold: failures } = probe.startupProbe;
  says('start-of-a-slow-model', `At present it has ${failures} × ${period} = ${failures * period}`);
  answers('start-of-a-slow-model', (4 * 60) / period, 4 * 60, 4, failures + 4);
  const { interval, failureLimit } = parse(shownLines('first-abort-of-a-canary').join('\n')) as {
    interval: string;
    failureLimit: number;
  };
  const at = (failed: number): number => 20 + (failed - 1) * Number.parseInt(interval);
  answers(
    'first-abort-of-a-canary',
    at(failureLimit + 1),
    at(failureLimit),
    at(1),
    at(failureLimit + 2),
  );
  answers(
    'silent-fault-seen-by-shadow',
    300 * 0.1 * 10 * 0.12,
    300 * 10 * 0.12,
    300 * 0.1 * 10,
    300 * 0.1 * 0.12,
  );
  assert.deepEqual([200 * 15 * 0.05, 200 * 15 * 0.95], [150, 2850]);
  says(
    'canary-that-wins',
    `since ${percentOf(2, 150).toFixed(1)} per cent is below ${percentOf(60, 2850).toFixed(1)}`,
  );
  const buckets = shownLines('histogram-by-bucket')
    .slice(0, 4)
    .map((line) => numbersIn(line).at(-1) ?? 0);
  const cumulative = buckets.map((_, index) => sum(buckets.slice(0, index + 1)));
  says('histogram-by-bucket', cumulative.join(', '));
});

test('data: late rows, megabytes, catching up and unexpected values', () => {
  const rows = shownLines('rows-behind-the-watermark').map((line) => {
    const [date = '', count] = line.trim().split(/\s+/);
    return { age: dayNumber('2026-04-20') - dayNumber(date), count: Number(count) };
  });
  const older = (age: number): number =>
    sum(rows.filter((row) => row.age > age).map(({ count }) => count));
  answers('rows-behind-the-watermark', older(7), older(6), older(1), older(8));
  answers(
    'bytes-of-two-columns',
    (6800 * 2 * 3) / (17 * 30),
    (6800 * 2) / 17,
    (6800 * 3) / 30,
    6800,
  );
  answers('days-of-catch-up', (10 / 2) * 0.5, 10 * 0.5, 0.5, (11 / 2) * 0.5);
  const [all = 1, empty = 0, , , outside = 0] =
    shownLines('percent-of-non-null').flatMap(numbersIn);
  answers(
    'percent-of-non-null',
    percentOf(outside, all - empty),
    percentOf(outside, all),
    percentOf(outside + empty, all),
    outside,
  );
  assert.deepEqual([90 * 4, 90 * 24, Math.ceil(90 / 7), 7 * 40], [360, 2160, 13, 280]);
});
