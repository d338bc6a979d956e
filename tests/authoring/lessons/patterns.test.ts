import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { grouped, lessonText, listing, states } from './stated.ts';

/** The figures of "Batch, online, stream, edge". */

const lesson = lessonText('deploy-test-monitor', 'batch-online-stream-edge');

const EUROS_PER_HOUR = 0.08;
const HOURS = 30 * 24;
const online = 2 * HOURS * EUROS_PER_HOUR;
const stream = HOURS * EUROS_PER_HOUR;
const nightSeconds = 400_000 / 2000 + 60;
const batch = ((30 * nightSeconds) / 3600) * EUROS_PER_HOUR;
const letter = ((60_000 / 2000 + 60) / 3600) * EUROS_PER_HOUR;

test('the table has the volumes and the month that its assumptions give', () => {
  const calls = 200 * 60 * HOURS;
  states(
    lesson,
    `| 250 ms | ${grouped(calls)} | online | ${online.toFixed(2)} |`,
    `| ${grouped(400_000 * 30)} | batch | ${batch.toFixed(2)} |`,
    `| ${grouped(12_000 * 30)} | stream | ${stream.toFixed(2)} |`,
    `| 60,000 | batch | ${letter.toFixed(3)} |`,
    `${grouped(30 * nightSeconds)} seconds of one machine`,
    `cost ${((online / calls) * 1e6).toFixed(2)} euros online and ${((batch / 12_000_000) * 1e6).toFixed(3)} in the batch`,
  );
  const month = online + batch + stream + letter;
  states(lesson, `${month.toFixed(2)} euros a month, of which two thirds`);
  assert.equal((online / month).toFixed(2), '0.67');
});

test('the two machines of the shop are as idle as it says', () => {
  const busy = 200 / 60 / (2 * (1000 / 20));
  states(
    lesson,
    `which is ${(200 / 60).toFixed(1)} a second`,
    `for ${(busy * 100).toFixed(1)} per cent of its time`,
    `The other ${(100 - busy * 100).toFixed(1)} per cent`,
  );
});

test('the parts of the way add up to the promise of 250 milliseconds', () => {
  const table = lesson.split('| Part of the way | Milliseconds |')[1]?.split('</Figure>')[0] ?? '';
  const parts = [...table.matchAll(/\| (\d+) \|/g)].map((match) => Number(match[1]));
  assert.equal(
    parts.reduce((a, b) => a + b, 0),
    250,
  );
  const [model, features] = [parts[3] ?? 0, parts[2] ?? 0];
  states(
    lesson,
    `The model is ${(model / 250) * 100} per cent of it`,
    `saves ${model / 2} milliseconds`,
    `in half the time saves ${features / 2}`,
    `all five are for ${(0.95 ** 5 * 100).toFixed(1)} per cent`,
  );
});

test('phones fetch a version, and its repair, at the stated pace', () => {
  const after = (days: number): number => 1 - 0.8 ** days;
  states(lesson, `${Math.round(after(7) * 100)} per cent have it after a week, and 14 days pass`);
  assert.ok(after(13) < 0.95 && after(14) >= 0.95);
});

test('the kept decision says the same as the table', () => {
  const decision = parse(listing(lesson, 'serving/first-screen-limit.yaml')) as {
    latency_p95_ms: number;
    answers_per_month: number;
    max_age_hours: number;
  };
  states(
    lesson,
    `| ${decision.latency_p95_ms} ms | ${grouped(decision.answers_per_month)} | look-up | 0 |`,
  );
  assert.ok(decision.max_age_hours > 24);
});
