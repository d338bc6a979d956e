import type { JsonSchema } from '../json-schema/json-schema.ts';
import {
  definition,
  flag,
  listOf,
  number,
  openMapping,
  text,
  whole,
} from '../json-schema/write-schema.ts';

const uri: JsonSchema = { type: 'string', format: 'uri' };
const time: JsonSchema = { type: 'string', format: 'date-time' };
const mappingOf = (of: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: of });

/** A facet has these keys beside the two that every facet has, and may have more. */
function facet(
  properties: Record<string, JsonSchema> = {},
  required: readonly string[] = [],
): JsonSchema {
  return openMapping({ _producer: uri, _schemaURL: uri, ...properties }, [
    '_producer',
    '_schemaURL',
    ...required,
  ]);
}

/** The facets of one kind: those of these names as their own schema wants them, all others as facets at least. */
function facets(known: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', properties: known, additionalProperties: facet() };
}

const columnMetrics = mappingOf(
  openMapping({
    nullCount: whole,
    distinctCount: whole,
    sum: number,
    count: number,
    min: number,
    max: number,
    quantiles: mappingOf(number),
  }),
);
const qualityMetrics = { rowCount: whole, bytes: whole, fileCount: whole, columnMetrics };

const inputField = openMapping(
  {
    namespace: text,
    name: text,
    field: text,
    transformations: listOf(
      openMapping(
        { type: { enum: ['DIRECT', 'INDIRECT'] }, subtype: text, description: text, masking: flag },
        ['type'],
      ),
    ),
  },
  ['namespace', 'name', 'field'],
);

/** Facets of data sets, whichever side they stand on. */
const DATASET_FACETS = {
  schema: facet({ fields: listOf(definition('column')) }),
  columnLineage: facet(
    {
      fields: mappingOf(
        openMapping(
          {
            inputFields: listOf(inputField),
            transformationDescription: text,
            transformationType: text,
          },
          ['inputFields'],
        ),
      ),
      dataset: listOf(inputField),
    },
    ['fields'],
  ),
  version: facet({ datasetVersion: text }, ['datasetVersion']),
  documentation: facet({ description: text }, ['description']),
  dataQualityMetrics: facet({ ...qualityMetrics, lastUpdated: time }, ['columnMetrics']),
};

/** Facets of what a run read. */
const INPUT_FACETS = {
  dataQualityMetrics: facet(qualityMetrics, ['columnMetrics']),
  dataQualityAssertions: facet(
    {
      assertions: listOf(
        openMapping({ assertion: text, success: flag, column: text, severity: text }, [
          'assertion',
          'success',
        ]),
      ),
    },
    ['assertions'],
  ),
};

/** Facets of what a run wrote. */
const OUTPUT_FACETS = {
  outputStatistics: facet({ rowCount: whole, size: whole, fileCount: whole }),
};

const RUN_FACETS = {
  errorMessage: facet({ message: text, programmingLanguage: text, stackTrace: text }, [
    'message',
    'programmingLanguage',
  ]),
  nominalTime: facet({ nominalStartTime: time, nominalEndTime: time }, ['nominalStartTime']),
  parent: facet(
    {
      run: openMapping({ runId: { type: 'string', format: 'uuid' } }, ['runId']),
      job: openMapping({ namespace: text, name: text }, ['namespace', 'name']),
    },
    ['run', 'job'],
  ),
};

const JOB_FACETS = {
  documentation: facet({ description: text }, ['description']),
  sourceCodeLocation: facet(
    {
      type: text,
      url: uri,
      repoUrl: text,
      path: text,
      version: text,
      tag: text,
      branch: text,
    },
    ['type', 'url'],
  ),
};

function dataset(own: Record<string, JsonSchema>): JsonSchema {
  return openMapping({ namespace: text, name: text, facets: facets(DATASET_FACETS), ...own }, [
    'namespace',
    'name',
  ]);
}

/**
 * A run event of OpenLineage 2-0-2 as a JSON Schema (2020-12) of our own, with the facets that the labs use: schema,
 * columnLineage 1-2-0, version, documentation, dataQualityMetrics, dataQualityAssertions, outputStatistics,
 * errorMessage, nominalTime, parent and sourceCodeLocation. Any other facet is held to what all facets have.
 *
 * Written from the rules of the published schemas (github OpenLineage/OpenLineage, `spec/OpenLineage.json` and
 * `spec/facets/`, commit 8f02abfb7, Apache-2.0). On 2026-11-26 the newest text of `OpenLineage.json` that could be read
 * still was 2-0-2; of the facets none younger than that commit could be read, so a key that came later is let through.
 * Events about a job or a data set without a run are left out.
 */
export const RUN_EVENT_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...openMapping(
    {
      eventType: { enum: ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'] },
      eventTime: time,
      producer: uri,
      schemaURL: uri,
      run: openMapping({ runId: { type: 'string', format: 'uuid' }, facets: facets(RUN_FACETS) }, [
        'runId',
      ]),
      job: openMapping({ namespace: text, name: text, facets: facets(JOB_FACETS) }, [
        'namespace',
        'name',
      ]),
      inputs: listOf(dataset({ inputFacets: facets(INPUT_FACETS) })),
      outputs: listOf(dataset({ outputFacets: facets(OUTPUT_FACETS) })),
    },
    ['eventTime', 'producer', 'schemaURL', 'run', 'job'],
  ),
  $defs: {
    column: openMapping(
      { name: text, type: text, description: text, fields: listOf(definition('column')) },
      ['name'],
    ),
  },
};
