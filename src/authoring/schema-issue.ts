import { z } from 'astro/zod';
import { didYouMean, nearMiss } from './near-miss.ts';

/** A fault that a schema found, in words for the author of the file. */
export interface DescribedIssue {
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly todo: string;
  /** For a misspelt key: the path, joined by "/", of the key that was most likely meant. */
  readonly means?: string;
}

/** Drops "the key x is missing" where a misspelt x stands beside it: one mistake, one message. */
export function withoutEchoes(issues: readonly DescribedIssue[]): readonly DescribedIssue[] {
  const meant = new Set(issues.flatMap(({ means }) => (means === undefined ? [] : [means])));
  return issues.filter(
    ({ path, what }) => !(/ is missing\.$/.test(what) && meant.has(path.join('/'))),
  );
}

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

type Path = readonly (string | number)[];

/** Turns an issue of zod into what the author did, and what the schema's own words say to do. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  value: unknown,
  above: Path = [],
): DescribedIssue[] {
  const path = [...above, ...issue.path.filter((part) => typeof part !== 'symbol')];
  const described = descriptionAt(schema, path);

  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => {
      const near = nearMiss(key, known);
      return {
        path: [...path, key],
        what: `Unknown key "${key}".`,
        todo: `${didYouMean(key, known)}Keys allowed here: ${known.join(', ')}.`,
        ...(near === undefined ? {} : { means: [...path, near].join('/') }),
      };
    });
  }
  if (issue.code === 'invalid_union') {
    // The branch of the right shape tells more than "no branch fits".
    const branch = issue.errors.find((errors) => errors.some((error) => error.path.length > 0));
    const unknownKeys = issue.errors.find((errors) => errors.some(isUnknownKey));
    const telling = branch ?? unknownKeys;
    if (telling) return telling.flatMap((error) => describeIssue(error, schema, value, path));
  }
  const found = valueAt(value, path);
  if (found === undefined && issue.code !== 'custom') {
    const key = path.at(-1);
    return [
      {
        path,
        what: `The key "${String(key)}" is missing.`,
        todo: `Add it. ${described}`.trim(),
      },
    ];
  }
  if (issue.code === 'invalid_value' && !issue.message.startsWith('must')) {
    const allowed = issue.values.map(String);
    return [
      {
        path,
        what: `${labelOf(path)} cannot be ${JSON.stringify(found)}.`,
        todo: `${didYouMean(String(found), allowed)}Allowed: ${allowed.join(', ')}.`,
      },
    ];
  }
  const rule = issue.message.startsWith('must') ? issue.message : ruleOf(issue);
  return [
    {
      path,
      what: `${labelOf(path)} ${rule}; it is ${nameOf(found)}.`,
      todo: described || 'Write lines of "key: value"; docs/authoring/ says which keys there are.',
    },
  ];
}

const isUnknownKey = (issue: z.core.$ZodIssue): boolean => issue.code === 'unrecognized_keys';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `must be ${KINDS[issue.expected] ?? issue.expected}`;
  return `does not fit: ${issue.message}`;
}

/** A value as an author would call it. */
function nameOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a group of keys';
  if (value === undefined) return 'missing';
  const shown = JSON.stringify(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}…"` : shown;
}

function labelOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last === 'string') return `"${last}"`;
  const key = path.findLast((part) => typeof part === 'string');
  return key === undefined ? 'The file' : `An entry of "${key}"`;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined,
    value,
  );
}

function schemasAt(schema: z.ZodType, path: Path): readonly JsonSchema[] {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const branches = (at: JsonSchema): readonly JsonSchema[] => [
    at,
    ...(at.anyOf ?? []).flatMap(branches),
    ...(at.oneOf ?? []).flatMap(branches),
  ];
  return path.reduce<readonly JsonSchema[]>((at, part) => {
    const next = at.map((one) => {
      if (typeof part === 'number') return one.items;
      const extra = one.additionalProperties;
      return one.properties?.[part] ?? (typeof extra === 'object' ? extra : undefined);
    });
    return next.filter((one) => one !== undefined).flatMap(branches);
  }, branches(whole));
}

function keysAt(schema: z.ZodType, path: Path): string[] {
  const keys = schemasAt(schema, path).flatMap(({ properties }) => Object.keys(properties ?? {}));
  return [...new Set(keys)];
}

/** What the schema says of a value, or else of the nearest thing above it. */
function descriptionAt(schema: z.ZodType, path: Path): string {
  for (let length = path.length; length > 0; length -= 1) {
    const found = schemasAt(schema, path.slice(0, length)).find(({ description }) => description);
    if (found?.description !== undefined) return found.description;
  }
  return '';
}
