import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationsTable, namedCells, termServedInMonths } from '#harborlight';
import { grouped, heldOut, HOLDOUT, lessonText, listing, loanDefault, states } from './stated.ts';

/** The figures of "The bad Tuesday". */

const lesson = lessonText('deploy-test-monitor', 'the-bad-tuesday');
const version3 = heldOut(loanDefault());
const version4 = heldOut(loanDefault(), termServedInMonths);
const surplus = HOLDOUT.filter((_, i) => version3.referred[i] && !version4.referred[i]);
const share = surplus.length / HOLDOUT.length;
const PER_MINUTE = 200;
const loans = (minutes: number, weight = 1): number =>
  Math.round(PER_MINUTE * weight * minutes * share);

interface Incident {
  readonly culprit_version: string;
  readonly restored_version: string;
  readonly began: string;
  readonly detected: string;
  readonly decided: string;
  readonly restored: string;
  readonly decisions_affected: number;
  readonly actions: readonly Readonly<Record<'do' | 'owner' | 'due' | 'check', string>>[];
}

const incident = JSON.parse(listing(lesson, 'incidents/2026-11-24.json')) as Incident;
const minutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
const detect = minutes(incident.began, incident.detected);
const decide = minutes(incident.detected, incident.decided);
const restore = minutes(incident.decided, incident.restored);

test('version 4 approves on the held-out applications what the lesson states', () => {
  const header = applicationsTable(HOLDOUT).header;
  const asked = surplus.reduce(
    (sum, { row }) => sum + Number(namedCells(header, row)['amount_eur']),
    0,
  );
  const unpaid = surplus.filter(({ defaulted }) => defaulted).length;
  states(
    lesson,
    `${surplus.length} people whom version 3 would have sent to a person`,
    `Of those ${surplus.length}, ${unpaid} did not pay back`,
    `had asked for ${grouped(asked)} euros`,
    `The real difference was ${(share * 100).toFixed(1)}.`,
  );
  assert.ok(version4.referred.every((refer, i) => !refer || version3.referred[i]));
  const rate = (referred: readonly boolean[]): number =>
    Math.round((100 * referred.filter((refer) => !refer).length) / referred.length);
  states(
    lesson,
    `${rate(version3.referred)} per cent all week, ${rate(version4.referred)} since`,
    `the rate is ${rate(version3.referred)} per cent again`,
  );
});

test('the alert passes its limit at 10:10 and rings at 10:15', () => {
  const passes = Array.from({ length: 16 }, (_, m) => m).find((m) => (share * m) / 15 > 0.05);
  assert.equal(passes, 10);
  states(lesson, `at 10:${passes}; the rule waits five more minutes`, `rang at 10:${passes + 5}.`);
  assert.equal(detect - (passes + 5), 16);
});

test('the times of the incident make the parts of the drawing and what they cost', () => {
  assert.equal(
    new Date(incident.began).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }),
    'Tuesday',
  );
  assert.deepEqual([detect, decide, restore], [31, 17, 4]);
  states(
    lesson,
    `detect, ${detect} min`,
    `decide, ${decide} min`,
    `restore, ${restore} min`,
    `${loans(detect)} loans too many`,
    `${decide} minutes, ${loans(decide)} loans`,
    `four minutes, ${loans(restore)} loans`,
  );
  const whole = detect + decide + restore;
  assert.equal(incident.decisions_affected, whole * PER_MINUTE);
  states(lesson, `That is ${grouped(incident.decisions_affected)} decisions to score`);
  assert.equal(Math.round(13 * ((detect + decide) / whole)), 12);
});

test('each "what if" has the minutes and the loans of its row', () => {
  for (const [row, length, weight] of [
    ['| as it was', detect + decide + restore, 1],
    ['five minutes after the call', detect + 5 + restore, 1],
    ['and the decision five minutes later', 15 + 5 + restore, 1],
    ['at minute 9, with 5 per cent', 9, 0.05],
  ] as const) {
    const line = lesson.split('\n').find((one) => one.startsWith('|') && one.includes(row)) ?? '';
    assert.ok(line.endsWith(`| ${length} | ${loans(length, weight)} |`), line);
  }
});

test('the third measurement of the canary lesson aborts version 4 at minute 9', () => {
  const [initialDelay, failureLimit, allowed] = [5, 4, 0.05];
  let failures = 0;
  let minute = initialDelay;
  while (minute < 60) {
    if (share > allowed) failures += 1;
    if (failures > failureLimit) break;
    minute += 1;
  }
  assert.equal(minute, 9);
  states(lessonText('deploy-test-monitor', 'canary-blue-green-shadow'), `at minute ${minute}`);
});

test('the review names a version, and gives each action an owner, a later date and a check', () => {
  assert.deepEqual([incident.culprit_version, incident.restored_version], ['4', '3']);
  for (const action of incident.actions) {
    assert.deepEqual(Object.keys(action), ['do', 'owner', 'due', 'check']);
    assert.ok(Object.values(action).every((text) => text.length > 0));
    assert.ok(Date.parse(action.due) > Date.parse(incident.restored));
  }
  assert.equal(new Set(incident.actions.map(({ check }) => check)).size, incident.actions.length);
});
