import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  applicationsCsv,
  featureVector,
  namedCells,
  APPLICATION_COLUMNS,
  pseudonym,
} from '#harborlight';
import {
  decide,
  LOG_FLOOR_DAYS,
  type Facts,
} from '../../../src/components/lesson/retention-cases/four-questions.ts';
import { AS_OF, SIX_CASES } from '../../../src/components/lesson/retention-cases/six-cases.ts';
import { lessonText, md5, states, TRAIN } from '../lessons/stated.ts';

const DAY_MS = 86_400_000;
const LOG: Facts = { store: 'log', ageDays: 40, periodDays: 184, onHold: false, asked: true };

test('the six cases are decided as the lesson tells them', () => {
  assert.deepEqual(
    SIX_CASES.map(({ facts }) => [decide(facts).outcome, decide(facts).asked.length]),
    [
      ['remove', 3],
      ['remove', 3],
      ['strip', 2],
      ['remove', 3],
      ['refuse', 1],
      ['list', 3],
    ],
  );
});

test('the first yes decides, and the floor of 184 days runs through its last day', () => {
  const outcome = (facts: Partial<Facts>) => decide({ ...LOG, ...facts }).outcome;
  assert.equal(LOG_FLOOR_DAYS, 184);
  assert.deepEqual(
    [183, 184, 185].map((ageDays) => outcome({ ageDays })),
    ['strip', 'strip', 'remove'],
  );
  assert.equal(outcome({ onHold: true }), 'refuse');
  assert.equal(outcome({ onHold: true, asked: false, ageDays: 9999 }), 'keep');
  assert.deepEqual(
    [184, 185].map((ageDays) => outcome({ ageDays, asked: false })),
    ['keep', 'remove'],
  );
  const table = (ageDays: number) =>
    outcome({ store: 'table', periodDays: 1826, asked: false, ageDays });
  assert.deepEqual([1826, 1827].map(table), ['keep', 'remove']);
  assert.equal(outcome({ store: 'model', asked: false }), 'keep');
});

test('four times no is told as four questions', () => {
  const { asked, outcome } = decide({ ...LOG, store: 'table', periodDays: 1826, asked: false });
  assert.equal(outcome, 'keep');
  assert.deepEqual(
    asked.map(({ yes, because }) => `${yes ? 'yes' : 'no'}: ${because}`),
    ['no: no case names it', 'no: only the log has one', 'no: no request', 'no: 40 days of 1826'],
  );
});

test('what the cards show is of harborlight-1', () => {
  const [first] = TRAIN;
  const row = first?.row ?? [];
  const [raw, features, young, old, , model] = SIX_CASES;
  assert.ok(raw?.artifact.startsWith(row.slice(0, 6).join(',')));
  const numbers = featureVector(namedCells(APPLICATION_COLUMNS, row)).slice(0, 4);
  const [dti = 0, burden = 0, term, bureau = 0] = numbers;
  const token = pseudonym({ key: 'lab-key-2026-04', kid: 'k2' }, row[2] ?? '');
  assert.equal(
    features?.artifact,
    `${token},${dti.toFixed(6)},${burden.toFixed(6)},${term},${bureau.toFixed(2)},…`,
  );
  assert.ok(model?.artifact.includes(md5(applicationsCsv(TRAIN))));
  const days = (time: string) =>
    Math.floor((Date.parse(AS_OF) - Date.parse(time.slice(0, 10))) / DAY_MS);
  const timeOf = (artifact = '') => /\d{4}-\d\d-\d\dT[\d:]+Z/.exec(artifact)?.[0] ?? '';
  for (const one of [young, old]) assert.equal(days(timeOf(one?.artifact)), one?.facts.ageDays);
  assert.equal(
    Math.floor((Date.parse(AS_OF) - Date.parse(row[1] ?? '')) / DAY_MS),
    raw?.facts.ageDays,
  );
});

test('the lesson states the numbers of the cards', () => {
  const lesson = lessonText('data-governance-that-survives-an-audit', 'keep-hold-forget');
  states(
    lesson,
    '<RetentionCases />',
    '184 days',
    '13 weights'.replace('13', 'thirteen'),
    '3,000 applications',
  );
});
