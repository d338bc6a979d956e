import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  downstreamDatasets,
  faultSentence,
  faultsOfFile,
  readRunEvent,
  readRunEvents,
  RUN_EVENT_SCHEMA,
  runFaults,
  sameRunEvent,
  type RunEvent,
} from '#formats';

const FILE = 'lineage/events.jsonl';
const LINEAGE = 'https://harborlight.example/loan-risk/lineage';
const facet = (name: string) => ({
  _producer: LINEAGE,
  _schemaURL: `https://openlineage.io/spec/facets/1-2-0/${name}.json`,
});

/** An event with every facet that the schema knows. */
const EVENT = {
  eventType: 'COMPLETE',
  eventTime: '2026-04-06T02:20:41Z',
  producer: LINEAGE,
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: {
    runId: '019d6096-f880-7b3c-8f51-3f6f0a4f7c10',
    facets: {
      nominalTime: { ...facet('NominalTimeRunFacet'), nominalStartTime: '2026-04-06T02:20:00Z' },
    },
  },
  job: {
    namespace: 'loan-risk',
    name: 'features',
    facets: {
      sourceCodeLocation: {
        ...facet('SourceCodeLocationJobFacet'),
        type: 'git',
        url: 'https://harborlight.example/loan-risk/features.py',
      },
    },
  },
  inputs: [
    {
      namespace: 'lake',
      name: 'silver/applications',
      inputFacets: {
        dataQualityAssertions: {
          ...facet('DataQualityAssertionsDatasetFacet'),
          assertions: [{ assertion: 'not_null', success: true, column: 'amount_eur' }],
        },
        dataQualityMetrics: {
          ...facet('DataQualityMetricsInputDatasetFacet'),
          rowCount: 3000,
          columnMetrics: { bureau_score: { nullCount: 240, quantiles: { '0.5': 651 } } },
        },
      },
    },
  ],
  outputs: [
    {
      namespace: 'lake',
      name: 'gold/features',
      facets: {
        schema: {
          ...facet('SchemaDatasetFacet'),
          fields: [{ name: 'burden', type: 'number' }],
        },
        columnLineage: {
          ...facet('ColumnLineageDatasetFacet'),
          fields: {
            burden: {
              inputFields: [
                {
                  namespace: 'lake',
                  name: 'silver/applications',
                  field: 'amount_eur',
                  transformations: [{ type: 'DIRECT', subtype: 'TRANSFORMATION', masking: false }],
                },
              ],
            },
          },
        },
      },
      outputFacets: { outputStatistics: { ...facet('OutputStatistics'), rowCount: 3000 } },
    },
  ],
};

const TEXT = JSON.stringify(EVENT);

/** What is said of the event with one piece of its text replaced by another. */
function said(from: string, to: string): string[] {
  const text = TEXT.replace(from, to);
  assert.notEqual(text, TEXT, `${from} stands in the event`);
  return (readRunEvents(`\n${text}\n`, FILE).faults ?? []).map(faultSentence);
}

test('a file of events is read line by line, blank lines passed over', () => {
  const read = readRunEvents(`${TEXT}\n\n${TEXT}`, FILE);
  assert.deepEqual(
    read.value?.map(({ line, event }) => [line, event.job.name]),
    [
      [1, 'features'],
      [3, 'features'],
    ],
  );
  assert.deepEqual(readRunEvents('', FILE).value, []);
});

/** Corruptions of one field, each with what is said of it. */
const CORRUPTIONS: readonly (readonly [from: string, to: string, said: string])[] = [
  [
    '"COMPLETE"',
    '"DONE"',
    'eventType: found the text "DONE"; the format wants one of "START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"',
  ],
  [
    '"2026-04-06T02:20:41Z"',
    '"2026-04-06 02:20"',
    'eventTime: found the text "2026-04-06 02:20"; the format wants a date-time',
  ],
  [
    '"schemaURL"',
    '"schemaUrl"',
    'schemaURL: found nothing; the format wants the key "schemaURL", which is required',
  ],
  [
    '"producer":"https://harborlight.example/loan-risk/lineage"',
    '"producer":"lineage"',
    'producer: found the text "lineage"; the format wants a uri',
  ],
  [
    '019d6096-f880',
    '019d6096f880',
    'run.runId: found the text "019d6096f880-7b3c-8f51-3f6f0a4f7c10"; the format wants a uuid',
  ],
  [
    '"namespace":"loan-risk",',
    '',
    'job.namespace: found nothing; the format wants the key "namespace", which is required',
  ],
  [
    '"inputs":[{"namespace":"lake",',
    '"inputs":[{',
    'inputs[0].namespace: found nothing; the format wants the key "namespace", which is required',
  ],
  [
    '"success":true',
    '"success":"yes"',
    'inputs[0].inputFacets.dataQualityAssertions.assertions[0].success: found the text "yes"; the format wants true or false',
  ],
  [
    '"nullCount":240',
    '"nullCount":0.08',
    'inputs[0].inputFacets.dataQualityMetrics.columnMetrics.bureau_score.nullCount: found the number 0.08; the format wants a whole number',
  ],
  [
    '"field":"amount_eur",',
    '',
    'outputs[0].facets.columnLineage.fields.burden.inputFields[0].field: found nothing; the format wants the key "field", which is required',
  ],
  [
    '"DIRECT"',
    '"COPY"',
    'outputs[0].facets.columnLineage.fields.burden.inputFields[0].transformations[0].type: found the text "COPY"; the format wants one of "DIRECT", "INDIRECT"',
  ],
  [
    '"facets":{"schema":{"_producer"',
    '"facets":{"schema":{"producer"',
    'outputs[0].facets.schema._producer: found nothing; the format wants the key "_producer", which is required',
  ],
  [
    '"outputFacets":{"outputStatistics"',
    '"outputFacets":{"ours":{},"outputStatistics"',
    'outputs[0].outputFacets.ours._producer: found nothing; the format wants the key "_producer", which is required',
  ],
];

for (const [from, to, expected] of CORRUPTIONS) {
  test(`${to || `without ${from}`} is told with its place and what is wanted`, () => {
    assert.equal(said(from, to)[0], `${FILE}, line 2, ${expected}.`);
  });
}

test('our reader and Ajv agree on the event and on every corruption of it', () => {
  const ajv = new Ajv2020({
    strict: false,
    formats: {
      uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
      uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
      'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
    },
  });
  const validate = ajv.compile(RUN_EVENT_SCHEMA);
  assert.equal(validate(EVENT), true, JSON.stringify(validate.errors));
  for (const [from, to] of CORRUPTIONS) {
    assert.equal(validate(JSON.parse(TEXT.replace(from, to))), false, to);
  }
});

test('a line that is no JSON is told by its number, and the others are still held to the format', () => {
  const text = `${TEXT}\n{"eventType": \n${TEXT.replace('"COMPLETE"', '3')}\n`;
  const faults = readRunEvents(text, FILE).faults ?? [];
  assert.deepEqual(
    faults.map(({ line, wanted }) => [line, wanted]),
    [
      [2, 'one event as JSON'],
      [3, 'one of "START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"'],
    ],
  );
});

test('in one event over many lines a fault is told by its line', () => {
  const text = JSON.stringify({ ...EVENT, job: { namespace: 'loan-risk', name: 7 } }, null, 2);
  const [fault] = readRunEvent(text, 'event.json').faults ?? [];
  assert.ok(fault);
  assert.equal(text.split('\n')[fault.line - 1]?.trim(), '"name": 7');
  assert.equal(readRunEvent(TEXT, 'event.json').value?.job.name, 'features');
});

const eventOf = (text: string): RunEvent => {
  const [type, id, job, inputs = '', outputs = ''] = text.split(' ');
  const datasets = (names: string) =>
    names
      .split(',')
      .filter((name) => name !== '' && name !== '-')
      .map((name) => ({ namespace: 'lake', name }));
  return {
    ...(EVENT as unknown as RunEvent),
    eventType: type as 'START',
    run: { runId: `019d6096-f880-7b3c-8f51-00000000000${id ?? ''}` },
    job: { namespace: 'loan-risk', name: job ?? '' },
    inputs: datasets(inputs),
    outputs: datasets(outputs),
  };
};
const inFile = (...texts: string[]) =>
  texts.map((text, i) => ({ line: i + 1, event: eventOf(text) }));

test('a run has one start and one end, of one job', () => {
  const events = inFile(
    'START 1 features a -',
    'RUNNING 1 features',
    'COMPLETE 1 features - b',
    'START 2 score b',
    'START 3 train b',
    'FAIL 3 train',
    'COMPLETE 3 train',
    'COMPLETE 4 leads a c',
    'START 5 leads',
    'ABORT 5 score',
  );
  assert.deepEqual(
    runFaults(events, FILE).map(({ line, found, wanted }) => `${line}: ${found}; ${wanted}`),
    [
      '4: no end; one of COMPLETE, ABORT, FAIL a run',
      '7: the ends FAIL, COMPLETE; one of COMPLETE, ABORT, FAIL a run',
      '8: no START; one START a run',
      '10: the jobs loan-risk leads, loan-risk score; a run of one job',
    ],
  );
});

test('what was made of a data set is found through splits, diamonds, cycles and failed runs', () => {
  const names = (start: string, ...texts: string[]) =>
    downstreamDatasets(texts.map(eventOf), { namespace: 'lake', name: start }).map(
      ({ name }) => name,
    );
  assert.deepEqual(
    names(
      'bronze',
      'START 1 prepare bronze',
      'COMPLETE 1 prepare - silver',
      'COMPLETE 2 features silver gold',
      'COMPLETE 3 report silver,gold marts',
      'FAIL 4 score gold decisions',
      'COMPLETE 5 feedback decisions bronze',
      'COMPLETE 6 other outside elsewhere',
    ),
    ['bronze', 'silver', 'gold', 'marts', 'decisions'],
  );
  assert.deepEqual(
    downstreamDatasets([eventOf('COMPLETE 1 prepare bronze silver')], {
      namespace: 'archive',
      name: 'bronze',
    }),
    [{ namespace: 'archive', name: 'bronze' }],
  );
});

test('events are compared by meaning', () => {
  const a = eventOf('COMPLETE 1 report silver,gold marts');
  const { inputs, ...rest } = eventOf('COMPLETE 1 report gold,silver marts');
  const b = { inputs, ...rest, eventTime: '2026-04-06T04:20:41+02:00' } as RunEvent;
  assert.equal(sameRunEvent(a, b), true);
  assert.equal(sameRunEvent(a, { ...b, eventTime: '2026-04-06T04:20:41Z' }), false);
  assert.equal(sameRunEvent(a, eventOf('COMPLETE 1 report marts silver,gold')), false);
  assert.equal(
    sameRunEvent(eventOf('START 1 report'), { ...eventOf('START 1 report'), inputs: [] }),
    true,
  );
});

test('the editor knows events by what they say of themselves', () => {
  assert.equal(faultsOfFile('events.jsonl', `${TEXT}\n`).format, 'OpenLineage run events');
  assert.equal(faultsOfFile('event.json', TEXT).format, 'OpenLineage run event');
  assert.equal(faultsOfFile('decisions.jsonl', '{"p": 0.1}\n').format, undefined);
  assert.deepEqual(
    faultsOfFile('events.jsonl', TEXT.replace('"COMPLETE"', '"DONE"')).faults.map(
      ({ path }) => path,
    ),
    ['eventType'],
  );
});
