import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import { inWords, pathText, type DocumentPath, type FormatFault } from '../format-fault.ts';

export type JsonSchema = Schema;
export type SchemaDraft = '7' | '2019-09' | '2020-12';

/** A value to be held to a schema, with what is needed to name places in it. */
export interface SchemaSubject {
  readonly file: string;
  readonly value: unknown;
  /** 1-based; the first line unless told. */
  readonly lineOf?: (path: DocumentPath) => number;
}

/** Keywords that only gather what other keywords say. */
const GATHERING = new Set([
  '$ref',
  'additionalProperties',
  'unevaluatedProperties',
  '$recursiveRef',
  '$dynamicRef',
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'allOf',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'additionalItems',
  'contains',
  'unevaluatedItems',
]);

/**
 * Holds documents to one JSON Schema. It interprets the schema: a validator that compiles to code (Ajv) needs `eval`,
 * which the site's content security policy refuses. The tests hold it to Ajv.
 */
export class SchemaValidator {
  readonly #validator: Validator;
  readonly #schema: JsonSchema;

  constructor(schema: JsonSchema, draft: SchemaDraft, others: readonly JsonSchema[] = []) {
    this.#schema = schema;
    this.#validator = new Validator(schema, draft, false);
    for (const other of others) this.#validator.addSchema(other);
  }

  /** What does not fit, the most telling fault of each place, in document order; empty when all fits. */
  faults({ file, value, lineOf }: SchemaSubject): readonly FormatFault[] {
    const { valid, errors } = this.#validator.validate(value);
    if (valid) return [];
    const told = errors.filter(({ keyword }) => !GATHERING.has(keyword));
    const byPlace = new Map<string, FormatFault>();
    for (const unit of mostTelling(told)) {
      const path = pathOf(unit, value);
      const place = `${pathText(path)} ${unit.keyword}`;
      if (byPlace.has(place)) continue;
      byPlace.set(place, {
        file,
        line: lineOf?.(path) ?? 1,
        path: pathText(path),
        ...this.#words(unit, path, value),
      });
    }
    return [...byPlace.values()];
  }

  #words(unit: OutputUnit, path: DocumentPath, root: unknown): { found: string; wanted: string } {
    const value = valueAt(root, path);
    const found = inWords(value);
    const wants = this.#keywordValue(unit);
    const shown = JSON.stringify(wants);
    switch (unit.keyword) {
      case 'required':
        return { found: 'nothing', wanted: `the key "${String(path.at(-1))}", which is required` };
      case 'false':
        return { found: `the key "${String(path.at(-1))}"`, wanted: 'no key of that name here' };
      case 'enum':
        return {
          found,
          wanted: `one of ${(wants as unknown[]).map((one) => JSON.stringify(one)).join(', ')}`,
        };
      case 'const':
        return { found, wanted: shown };
      case 'type':
        return { found, wanted: typeWords(wants) };
      case 'pattern':
        return { found, wanted: `text that matches ${shown}` };
      case 'format':
        return { found, wanted: `a ${String(wants)}` };
      case 'minimum':
        return { found, wanted: `${shown} or more` };
      case 'maximum':
        return { found, wanted: `${shown} or less` };
      case 'minItems':
        return { found, wanted: `a list of at least ${shown}` };
      case 'minLength':
        return { found, wanted: `text of at least ${shown} characters` };
      case 'oneOf':
      case 'anyOf':
        return { found, wanted: choiceWords(unit.keyword, wants) };
      case 'not':
        return { found, wanted: 'something that is not of this form' };
      default:
        return { found, wanted: `${unit.keyword} ${shown}` };
    }
  }

  /** The value of the keyword that failed, found by walking the schema along the location and its `$ref`s. */
  #keywordValue({ keywordLocation }: OutputUnit): unknown {
    let at: unknown = this.#schema;
    for (const raw of keywordLocation.replace(/^#\/?/, '').split('/')) {
      if (raw === '') continue;
      const step = decodeURIComponent(raw).replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof at !== 'object' || at === null) return undefined;
      const next = (at as Record<string, unknown>)[step];
      at = step === '$ref' && typeof next === 'string' ? this.#referred(next) : next;
    }
    return at;
  }

  #referred(reference: string): unknown {
    const inside = /^#(.*)$/.exec(reference)?.[1];
    if (inside === undefined) return undefined;
    let at: unknown = this.#schema;
    for (const step of inside.split('/').filter(Boolean)) {
      at = (at as Record<string, unknown> | undefined)?.[
        step.replaceAll('~1', '/').replaceAll('~0', '~')
      ];
    }
    return at;
  }
}

/**
 * Leaves out what follows from another fault: what is said inside the branches of a choice (the choice is told as a
 * whole), and that a key is unknown where its value is wrong.
 */
function mostTelling(units: readonly OutputUnit[]): readonly OutputUnit[] {
  const choices = units.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  const causes = (unit: OutputUnit, other: OutputUnit) =>
    other.instanceLocation.startsWith(`${unit.instanceLocation}/`) ||
    (other.keyword !== 'false' && other.instanceLocation === unit.instanceLocation);
  return units.filter((unit) => {
    if (unit.keyword === 'false') {
      return !units.some((other) => causes(unit, other));
    }
    return !choices.some(
      (choice) => choice !== unit && unit.keywordLocation.startsWith(`${choice.keywordLocation}/`),
    );
  });
}

function pathOf(unit: OutputUnit, root: unknown): DocumentPath {
  const steps: (string | number)[] = [];
  let at = root;
  for (const raw of unit.instanceLocation.replace(/^#\/?/, '').split('/')) {
    if (raw === '') continue;
    const text = decodeURIComponent(raw).replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(at) ? Number(text) : text;
    steps.push(step);
    at = valueAt(at, [step]);
  }
  const named = /property "([^"]*)"/.exec(unit.error)?.[1];
  if (unit.keyword === 'required' && named !== undefined) return [...steps, named];
  return steps;
}

function valueAt(value: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null
        ? (at as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}

function typeWords(type: unknown): string {
  const words: Record<string, string> = {
    string: 'text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a mapping',
    null: 'null',
  };
  const types = Array.isArray(type) ? type : [type];
  return types.map((one) => words[String(one)] ?? String(one)).join(' or ');
}

/** `oneOf` of branches that each require a key is the commonest choice in these formats. */
function choiceWords(keyword: string, branches: unknown): string {
  const keys = Array.isArray(branches)
    ? branches.flatMap((branch: unknown) => (branch as { required?: string[] }).required ?? [])
    : [];
  if (keys.length > 0)
    return `${keyword === 'oneOf' ? 'exactly one' : 'at least one'} of the keys ${keys.join(', ')}`;
  const types = Array.isArray(branches)
    ? branches.flatMap((branch: unknown) => (branch as { type?: string }).type ?? [])
    : [];
  return types.length > 0 ? typeWords(types) : 'one of the forms that the schema lists';
}
