import type { CsvTable } from '../csv/read-csv.ts';
import {
  keepsRule,
  slaUnit,
  type DataContract,
  type QualityRule,
  type SchemaProperty,
} from './data-contract.ts';

/** What a rule of a contract is about. */
export type RuleKind =
  | 'missing_column'
  | 'unexpected_column'
  | 'type'
  | 'required'
  | 'unique'
  | 'pattern'
  | 'range'
  | 'enum'
  | 'nullValues'
  | 'missingValues'
  | 'duplicateValues'
  | 'rowCount'
  | 'sql'
  | 'latency';

/** A rule that a table does not keep. `column` is null for a rule of the whole table. */
export interface BrokenRule {
  readonly kind: RuleKind;
  readonly column: string | null;
  /** As the contract says; `error` when it says nothing. */
  readonly severity: string;
  /** What was measured: mostly the number of values at fault. */
  readonly observed: number;
}

export interface EvaluationOptions {
  /** The time at which the file is read, RFC 3339. */
  readonly asOf: string;
  /** What a query gives on this table; `undefined` when it cannot be run. Rules in SQL are passed over without it. */
  readonly sql?: (query: string) => number | undefined;
}

const HOUR_MS = 3_600_000;
const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 };
const TYPES: Readonly<Record<string, RegExp>> = {
  integer: /^-?[0-9]+$/,
  number: /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/,
  boolean: /^(?:true|false)$/,
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
};

/**
 * The rules of the contract's first table that a CSV file breaks; an empty field is null. A rule that needs a column the
 * file does not have is not looked at. Unknown columns are at fault when the custom property `additionalColumns` is
 * `reject`, a convention of Harborlight's: the standard has no closed world.
 */
export function brokenRules(
  contract: DataContract,
  table: CsvTable,
  options: EvaluationOptions,
): readonly BrokenRule[] {
  const [object] = contract.schema ?? [];
  if (!object) return [];
  const properties = object.properties ?? [];
  const broken: BrokenRule[] = [];
  const note = (kind: RuleKind, column: string | null, observed: number, severity = 'error') => {
    broken.push({ kind, column, observed, severity });
  };
  for (const { name } of properties) {
    if (!table.columns.includes(name)) note('missing_column', name, 1);
  }
  const closed = object.customProperties?.some(
    ({ property, value }) => property === 'additionalColumns' && value === 'reject',
  );
  for (const column of closed ? table.columns : []) {
    if (!properties.some(({ name }) => name === column)) note('unexpected_column', column, 1);
  }
  for (const property of properties) {
    const values = columnValues(table, property.name);
    if (values) columnRules(property, values, note);
  }
  for (const rule of object.quality ?? []) tableRule(rule, table, options, note);
  latencyRule(contract, table, options.asOf, note);
  return broken;
}

type Note = (kind: RuleKind, column: string | null, observed: number, severity?: string) => void;

function columnValues({ columns, rows }: CsvTable, name: string): readonly string[] | undefined {
  const at = columns.indexOf(name);
  return at < 0 ? undefined : rows.map((row) => row[at] ?? '');
}

function columnRules(property: SchemaProperty, values: readonly string[], note: Note): void {
  const { name, logicalType = 'string', logicalTypeOptions: options = {} } = property;
  const given = values.filter((value) => value !== '');
  const count = (kind: RuleKind, wrong: number) => {
    if (wrong > 0) note(kind, name, wrong);
  };
  if (property.required) count('required', values.length - given.length);
  if (property.unique ?? property.primaryKey) count('unique', given.length - new Set(given).size);
  const form = TYPES[logicalType];
  if (form) count('type', given.filter((value) => !form.test(value)).length);
  const { pattern } = options;
  if (typeof pattern === 'string') {
    const whole = new RegExp(`^(?:${pattern})$`, 'u');
    count('pattern', given.filter((value) => !whole.test(value)).length);
  }
  count('range', given.filter((value) => outOfRange(logicalType, options, value)).length);
  for (const rule of property.quality ?? []) columnRule(name, rule, values, note);
}

function outOfRange(
  type: string,
  options: Readonly<Record<string, unknown>>,
  value: string,
): boolean {
  const numeric = type === 'integer' || type === 'number';
  const read = (one: unknown) => (numeric ? Number(one) : Date.parse(String(one)));
  const measured = read(value);
  if (Number.isNaN(measured)) return false;
  const beyond = (key: string, test: (limit: number) => boolean) =>
    options[key] !== undefined && test(read(options[key]));
  return (
    beyond('minimum', (limit) => measured < limit) ||
    beyond('maximum', (limit) => measured > limit) ||
    beyond('exclusiveMinimum', (limit) => measured <= limit) ||
    beyond('exclusiveMaximum', (limit) => measured >= limit)
  );
}

function columnRule(name: string, rule: QualityRule, values: readonly string[], note: Note): void {
  const measured = columnMetric(rule, values);
  if (!measured) return;
  const share = values.length === 0 ? 0 : (100 * measured.count) / values.length;
  const observed = rule.unit === 'percent' ? share : measured.count;
  if (!keepsRule(rule, observed)) note(measured.kind, name, observed, rule.severity);
}

function columnMetric(
  { metric, arguments: given = {} }: QualityRule,
  values: readonly string[],
): { kind: RuleKind; count: number } | undefined {
  const filled = values.filter((value) => value !== '');
  const listed = (key: string) => {
    const values = given[key];
    return Array.isArray(values) ? (values as unknown[]).map(asCell) : undefined;
  };
  switch (metric) {
    case 'nullValues':
      return { kind: 'nullValues', count: values.length - filled.length };
    case 'missingValues': {
      const missing = listed('missingValues') ?? [''];
      return { kind: 'missingValues', count: values.filter((one) => missing.includes(one)).length };
    }
    case 'duplicateValues':
      return { kind: 'duplicateValues', count: filled.length - new Set(filled).size };
    case 'invalidValues': {
      const valid = listed('validValues');
      const { pattern } = given;
      const form = typeof pattern === 'string' ? new RegExp(`^(?:${pattern})$`, 'u') : undefined;
      const invalid = filled.filter(
        (one) => (valid && !valid.includes(one)) || (form && !form.test(one)),
      );
      return { kind: valid ? 'enum' : 'pattern', count: invalid.length };
    }
    default:
      return undefined;
  }
}

/** A value of a contract as it would stand in a CSV file. */
function asCell(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function tableRule(
  rule: QualityRule,
  table: CsvTable,
  { sql }: EvaluationOptions,
  note: Note,
): void {
  let kind: RuleKind;
  let observed: number | undefined;
  if (rule.type === 'sql') {
    kind = 'sql';
    observed = sql?.(rule.query ?? '');
  } else if (rule.metric === 'rowCount') {
    kind = 'rowCount';
    observed = table.rows.length;
  } else if (rule.metric === 'duplicateValues') {
    kind = 'duplicateValues';
    const columns = (rule.arguments?.['properties'] as string[] | undefined) ?? [];
    const cells = columns.map((column) => columnValues(table, column));
    if (cells.every((column) => column !== undefined) && cells.length > 0) {
      const keys = table.rows.map((_, i) => JSON.stringify(cells.map((column) => column[i])));
      observed = keys.length - new Set(keys).size;
      if (rule.unit === 'percent')
        observed = keys.length === 0 ? 0 : (100 * observed) / keys.length;
    }
  } else return;
  if (observed !== undefined && !keepsRule(rule, observed))
    note(kind, null, observed, rule.severity);
}

function latencyRule(contract: DataContract, table: CsvTable, asOf: string, note: Note): void {
  for (const level of contract.slaProperties ?? []) {
    if (level.property !== 'latency') continue;
    const column = level.element?.split('.').at(-1) ?? '';
    const times = (columnValues(table, column) ?? []).map((value) => Date.parse(value));
    const known = times.filter((time) => !Number.isNaN(time));
    const hours = HOURS[slaUnit(level.unit ?? 'd')];
    if (known.length === 0 || hours === undefined) continue;
    const age = (Date.parse(asOf) - Math.max(...known)) / HOUR_MS;
    if (age > Number(level.value) * hours) note('latency', column, age / hours);
  }
}
