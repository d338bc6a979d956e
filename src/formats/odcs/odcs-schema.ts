import type { JsonSchema } from '../json-schema/json-schema.ts';
import {
  count,
  definition,
  flag,
  listOf,
  mapping,
  number,
  text,
  whole,
} from '../json-schema/write-schema.ts';

const OPERATORS = [
  'mustBe',
  'mustNotBe',
  'mustBeGreaterThan',
  'mustBeGreaterOrEqualTo',
  'mustBeLessThan',
  'mustBeLessOrEqualTo',
  'mustBeBetween',
  'mustNotBeBetween',
];
const range: JsonSchema = { ...listOf(number), minItems: 2, maxItems: 2, uniqueItems: true };
const oneOperator = { oneOf: OPERATORS.map((key) => ({ required: [key] })) };

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
const bounds = (of: JsonSchema) => Object.fromEntries(BOUNDS.map((key) => [key, of]));
const INTEGER_FORMATS = ['i8', 'i16', 'i32', 'i64', 'i128', 'u8', 'u16', 'u32', 'u64', 'u128'];
const times: Record<string, JsonSchema> = {
  ...bounds(text),
  format: text,
  timezone: flag,
  defaultTimezone: text,
};
const numeric: Record<string, JsonSchema> = {
  ...bounds(number),
  multipleOf: { type: 'number', exclusiveMinimum: 0 },
};

/** The keys of `logicalTypeOptions`, which depend on `logicalType`. */
const OPTIONS: Record<string, Record<string, JsonSchema>> = {
  string: { minLength: count, maxLength: count, pattern: text, format: text },
  date: { ...bounds(text), format: text },
  timestamp: times,
  time: times,
  integer: { ...numeric, format: { enum: INTEGER_FORMATS } },
  number: { ...numeric, format: { enum: ['f32', 'f64'] } },
  boolean: {},
  object: { maxProperties: count, minProperties: count, required: listOf(text) },
  array: { maxItems: count, minItems: count, uniqueItems: flag },
};

const element: Record<string, JsonSchema> = {
  id: text,
  name: text,
  physicalType: text,
  physicalName: text,
  description: text,
  businessName: text,
  authoritativeDefinitions: definition('definitions'),
  tags: listOf(text),
  customProperties: definition('custom'),
  quality: listOf(definition('quality')),
  relationships: listOf({ type: 'object' }),
};

const property: JsonSchema = {
  ...mapping({
    ...element,
    primaryKey: flag,
    primaryKeyPosition: whole,
    logicalType: { enum: Object.keys(OPTIONS) },
    logicalTypeOptions: { type: 'object' },
    required: flag,
    unique: flag,
    partitioned: flag,
    partitionKeyPosition: whole,
    classification: text,
    encryptedName: text,
    transformSourceObjects: listOf(text),
    transformLogic: text,
    transformDescription: text,
    examples: { type: 'array' },
    criticalDataElement: flag,
    properties: listOf(definition('property')),
    items: { type: 'object' },
  }),
  required: ['name'],
  dependentRequired: { logicalTypeOptions: ['logicalType'] },
  allOf: Object.entries(OPTIONS).map(([type, options]) => ({
    if: { properties: { logicalType: { const: type } }, required: ['logicalType'] },
    then: { properties: { logicalTypeOptions: mapping(options) } },
  })),
};

const quality: JsonSchema = {
  ...mapping({
    id: text,
    name: text,
    description: text,
    type: { enum: ['text', 'library', 'sql', 'custom'] },
    metric: {
      enum: ['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount'],
    },
    rule: text,
    arguments: { type: 'object' },
    query: text,
    engine: text,
    implementation: { type: ['string', 'object'] },
    mustBe: {},
    mustNotBe: {},
    ...Object.fromEntries(OPERATORS.slice(2, 6).map((key) => [key, number])),
    mustBeBetween: range,
    mustNotBeBetween: range,
    dimension: {
      enum: [
        'accuracy',
        'completeness',
        'conformity',
        'consistency',
        'coverage',
        'timeliness',
        'uniqueness',
      ],
    },
    severity: text,
    unit: text,
    businessImpact: text,
    method: text,
    schedule: text,
    scheduler: text,
    tags: listOf(text),
    authoritativeDefinitions: definition('definitions'),
    customProperties: definition('custom'),
  }),
  allOf: [
    {
      if: {
        anyOf: [
          { properties: { type: { const: 'library' } }, required: ['type'] },
          { required: ['metric'] },
        ],
      },
      then: { required: ['metric'], ...oneOperator },
    },
    {
      if: { properties: { type: { const: 'sql' } }, required: ['type'] },
      then: { required: ['query'], ...oneOperator },
    },
    {
      if: { properties: { type: { const: 'custom' } }, required: ['type'] },
      then: { required: ['engine', 'implementation'] },
    },
  ],
};

const role = mapping(
  {
    id: text,
    role: text,
    description: text,
    access: text,
    firstLevelApprovers: text,
    secondLevelApprovers: text,
    customProperties: definition('custom'),
  },
  ['role'],
);

const member = mapping(
  {
    id: text,
    username: text,
    name: text,
    description: text,
    role: text,
    dateIn: { type: 'string', format: 'date' },
    dateOut: { type: 'string', format: 'date' },
    replacedByUsername: text,
    tags: listOf(text),
    customProperties: definition('custom'),
    authoritativeDefinitions: definition('definitions'),
  },
  ['username'],
);

/**
 * The Open Data Contract Standard 3.1.0 as a JSON Schema of our own, written from the rules of the standard's text and
 * of its published schema (github bitol-io/open-data-contract-standard, `docs/` and
 * `schema/odcs-json-schema-v3.1.0.json`, Apache-2.0). Servers are trimmed to the keys that all types share: what a type
 * of server adds is not looked at.
 */
export const ODCS_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  ...mapping(
    {
      version: text,
      kind: { const: 'DataContract' },
      apiVersion: { enum: ['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0', 'v2.2.2', 'v2.2.1', 'v2.2.0'] },
      id: text,
      name: text,
      tenant: text,
      tags: listOf(text),
      status: text,
      dataProduct: text,
      domain: text,
      description: {
        type: 'object',
        properties: {
          usage: text,
          purpose: text,
          limitations: text,
          authoritativeDefinitions: definition('definitions'),
          customProperties: definition('custom'),
        },
      },
      servers: listOf({
        type: 'object',
        properties: {
          id: text,
          server: text,
          type: text,
          description: text,
          environment: text,
          roles: listOf(definition('role')),
          customProperties: definition('custom'),
        },
        required: ['server', 'type'],
      }),
      schema: listOf({
        ...mapping(
          {
            ...element,
            logicalType: { const: 'object' },
            dataGranularityDescription: text,
            properties: listOf(definition('property')),
          },
          ['name'],
        ),
      }),
      support: listOf(
        mapping(
          {
            id: text,
            channel: text,
            url: text,
            description: text,
            tool: text,
            scope: text,
            invitationUrl: text,
            customProperties: definition('custom'),
          },
          ['channel'],
        ),
      ),
      price: mapping({ id: text, priceAmount: number, priceCurrency: text, priceUnit: text }),
      team: { if: { type: 'array' }, then: listOf(definition('member')), else: definition('team') },
      roles: listOf(definition('role')),
      slaDefaultElement: text,
      slaProperties: listOf(
        mapping(
          {
            id: text,
            property: text,
            value: { type: ['string', 'number', 'boolean', 'null'] },
            valueExt: { type: ['string', 'number', 'boolean', 'null'] },
            unit: text,
            element: text,
            driver: text,
            description: text,
            scheduler: text,
            schedule: text,
          },
          ['property', 'value'],
        ),
      ),
      authoritativeDefinitions: definition('definitions'),
      customProperties: definition('custom'),
      contractCreatedTs: { type: 'string', format: 'date-time' },
    },
    ['version', 'apiVersion', 'kind', 'id', 'status'],
  ),
  $defs: {
    property,
    quality,
    role,
    member,
    team: mapping({
      id: text,
      name: text,
      description: text,
      members: listOf(definition('member')),
      tags: listOf(text),
      customProperties: definition('custom'),
      authoritativeDefinitions: definition('definitions'),
    }),
    definitions: listOf(
      mapping({ id: text, url: text, type: text, description: text }, ['url', 'type']),
    ),
    custom: listOf(
      mapping({ id: text, property: text, value: {}, description: text }, ['property', 'value']),
    ),
  },
};
