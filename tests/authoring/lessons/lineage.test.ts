import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  applicationsTable,
  decide,
  featureVector,
  namedCells,
  probabilityOfDefault,
} from '#harborlight';
import { APRIL, TRAIN, grouped, lessonText, listing, loanDefault, states } from './stated.ts';

/** The event, the walks and the figures of "Lineage you can query". */

const lesson = lessonText('data-governance-that-survives-an-audit', 'lineage-you-can-query');
const HEADER = applicationsTable(TRAIN).header;
const BAD = 'bronze/applications';

const RUNS = listing(lesson, 'lineage/runs.txt')
  .trim()
  .split('\n')
  .map((line) => {
    const [, time = '', job = '', inputs = '', outputs = ''] =
      /^(\S+ \S+) (\S+): (.+) -> (.+)$/.exec(line) ?? [];
    return { time, job, inputs: inputs.split(', '), outputs: outputs.split(', ') };
  });

const EDGES = listing(lesson, 'lineage/columns.txt')
  .trim()
  .split('\n')
  .map((line) => {
    const [, to = '', from = '', kind = ''] = /^(\S+) <- (\S+) (\S+)$/.exec(line) ?? [];
    return { to, from, kind };
  });

/** Data sets downstream of the bad one; with a time, only by runs that read after a data set went bad. */
function downstream(since?: string): readonly string[] {
  const badFrom = new Map([[BAD, since ?? '']]);
  for (let before = 0; before !== badFrom.size;) {
    before = badFrom.size;
    for (const { time, inputs, outputs } of RUNS) {
      const bad = inputs.some((input) => time >= (badFrom.get(input) ?? '~'));
      if (!bad) continue;
      for (const one of outputs) {
        if (!badFrom.has(one)) badFrom.set(one, since === undefined ? '' : time);
      }
    }
  }
  return [...badFrom.keys()].filter((name) => name !== BAD).sort();
}

/** Data sets with a column that depends on the amount by edges of these kinds. */
function byColumn(...kinds: readonly string[]): readonly string[] {
  const columns = new Set([`${BAD}.amount_eur`]);
  for (let before = 0; before !== columns.size;) {
    before = columns.size;
    for (const { to, from, kind } of EDGES) {
      if (kinds.includes(kind) && columns.has(from)) columns.add(to);
    }
  }
  const names = [...columns].map((column) => column.slice(0, column.lastIndexOf('.')));
  return [...new Set(names)].filter((name) => name !== BAD).sort();
}

test('the walk finds eight, with times seven, with the column six, and five by direct edges alone', () => {
  assert.equal(RUNS.length, 10);
  const ever = downstream();
  const since = downstream('04-06 01:30');
  const column = byColumn('DIRECT', 'INDIRECT');
  assert.deepEqual(
    [ever.length, since.length, column.length, byColumn('DIRECT').length],
    [8, 7, 6, 5],
  );
  const lost = (from: readonly string[], to: readonly string[]): readonly string[] =>
    from.filter((name) => !to.includes(name));
  assert.deepEqual(lost(ever, since), ['decisions/2026-04-05']);
  assert.deepEqual(lost(since, column), ['marts/channel_mix']);
  assert.deepEqual(lost(column, byColumn('DIRECT')), ['marts/marketing_leads']);
  assert.deepEqual(lost(column, since), []);
});

test('the event has the required keys, and its run stands in the list the same way round', () => {
  interface Dataset {
    readonly name: string;
    readonly facets?: {
      readonly columnLineage: {
        readonly fields: Record<string, { inputFields: { name: string; field: string }[] }>;
      };
    };
  }
  const event = JSON.parse(listing(lesson, 'lineage/events.jsonl')) as {
    eventTime: string;
    producer: string;
    schemaURL: string;
    run: { runId: string };
    job: { name: string };
    inputs: readonly Dataset[];
    outputs: readonly Dataset[];
  };
  assert.match(
    event.run.runId,
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assert.ok(URL.canParse(event.producer) && URL.canParse(event.schemaURL));
  const started = Number.parseInt(event.run.runId.replace('-', '').slice(0, 12), 16);
  assert.equal(new Date(started).toISOString(), '2026-04-06T02:20:00.000Z');
  const time = event.eventTime.slice(5, 16).replace('T', ' ');
  const run = RUNS.find((one) => one.job === event.job.name && one.time === time);
  assert.ok(run);
  assert.deepEqual(
    run.inputs,
    event.inputs.map(({ name }) => name),
  );
  assert.deepEqual(
    run.outputs,
    event.outputs.map(({ name }) => name),
  );
  const burden = event.outputs[0]?.facets?.columnLineage.fields['burden']?.inputFields ?? [];
  assert.deepEqual(
    burden.map(({ field }) => field),
    ['amount_eur', 'income_month_eur', 'term_months'],
  );
});

test('kronor in the amount change 16 of 33 decisions, and in all three columns none', () => {
  const swedish = APRIL.map(({ row }) => row).filter((row) => row[6] === 'SE');
  const decision = (row: readonly string[]): string =>
    decide(
      loanDefault(),
      probabilityOfDefault(loanDefault(), featureVector(namedCells(HEADER, row))),
    );
  const inKronor = (row: readonly string[], columns: readonly string[]): readonly string[] =>
    row.map((cell, i) => (columns.includes(HEADER[i] ?? '') ? `${Number(cell) * 11}.00` : cell));
  const changed = (...columns: readonly string[]): readonly string[] =>
    swedish
      .map((row) => [decision(row), decision(inKronor(row, columns))] as const)
      .flatMap(([right, wrong]) => (right === wrong ? [] : [`${right} became ${wrong}`]));
  const amount = changed('amount_eur');
  assert.deepEqual([...new Set(amount)], ['approve became refer']);
  assert.equal(changed('income_month_eur', 'debt_month_eur', 'amount_eur').length, 0);
  const above = swedish.filter((row) => Number(row[11]) * 11 > 10_000).length;
  states(
    lesson,
    `in each of its ${swedish.length} applications`,
    `In ${above} of them the amount is above 10,000`,
    `${amount.length} of the ${swedish.length} Swedes`,
  );
  const largest = Math.max(...swedish.map((row) => Number(row[11])));
  states(lesson, `a Swedish loan for ${grouped(largest * 11)} euros. It was ${grouped(largest)}.`);
});
