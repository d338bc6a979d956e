import type { Facts } from './four-questions.ts';

/** The day on which the six are decided. */
export const AS_OF = '2026-08-24';

/** A record, as somebody finds it, and what must be known of it. */
export interface RetentionCase {
  readonly title: string;
  /** Where it stands. */
  readonly file: string;
  /** The record itself. */
  readonly artifact: string;
  readonly facts: Facts;
  /** What is worth knowing once it is decided. */
  readonly afterwards: string;
}

const RAW: Facts = { store: 'table', ageDays: 158, periodDays: 1826, onHold: false, asked: true };
const LOG: Facts = { ...RAW, store: 'log', ageDays: 40, periodDays: 184 };

/** The six cases of the lesson, all of the customer C-01028 of the seed harborlight-1. */
export const SIX_CASES: readonly RetentionCase[] = [
  {
    title: 'Her row in the raw table',
    file: 'lake/bronze/applications.csv',
    artifact: 'A-000001,2026-03-18T10:07:01Z,C-01028,DE-12513-4,user1028@example.test,2004-02-13,…',
    facts: RAW,
    afterwards:
      'Its period has years to run. A period says how long a purpose may last, not how long a record must.',
  },
  {
    title: 'Her row in the features',
    file: 'lake/gold/features.csv',
    artifact: 'k2.ab2b650cd31bca19,0.267729,0.134130,1,-0.22,…',
    facts: RAW,
    afterwards: 'No name stands in it. The token stands for her as long as somebody has the key.',
  },
  {
    title: 'A line of the decision log, 40 days old',
    file: 'logs/decisions.jsonl',
    artifact:
      '{"ts":"2026-07-15T09:30:00Z","application_id":"A-003120","customer_id":"C-01028","email":"user1028@example.test","decision":"approve"}',
    facts: LOG,
    afterwards: 'The duty wants the decision, not her address. What goes beyond the duty goes.',
  },
  {
    title: 'A line of the decision log, 200 days old',
    file: 'logs/decisions.jsonl',
    artifact:
      '{"ts":"2026-02-05T09:30:00Z","application_id":"A-000871","customer_id":"C-01028","email":"user1028@example.test","decision":"refer"}',
    facts: { ...LOG, ageDays: 200 },
    afterwards: 'The floor has been passed, so nothing stands between her request and the line.',
  },
  {
    title: 'One of her applications is part of a dispute',
    file: 'governance/holds.json',
    artifact: '{"case":"2026-07","application_id":"A-000001","since":"2026-07-11"}',
    facts: { ...RAW, onHold: true },
    afterwards:
      'One held row refuses the whole request: half an erasure destroys what the other half is evidence of. She gets an answer, with the reason.',
  },
  {
    title: 'The model that was trained on her row',
    file: 'governance/model_data.json',
    artifact: '"loan-default 3": {"data_md5":"9f356cb81300c9da632089b420cb45da","rows":3000}',
    facts: { ...RAW, store: 'model' },
    afterwards:
      'Thirteen weights fitted to 3,000 applications do not give her back. That is a judgement about this model, and it is written down.',
  },
];
