import type { JsonSchema } from './json-schema.ts';

/** Words for writing our own schemas: what a format's text says, in few lines. */
export const text: JsonSchema = { type: 'string' };
export const flag: JsonSchema = { type: 'boolean' };
export const whole: JsonSchema = { type: 'integer' };
export const number: JsonSchema = { type: 'number' };
export const count: JsonSchema = { type: 'integer', minimum: 0 };
export const anyMapping: JsonSchema = { type: 'object' };
export const texts: JsonSchema = { type: 'object', additionalProperties: text };

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** The schema of this name under `$defs`. */
export function definition(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

/** A mapping with these keys and no others. */
export function mapping(
  properties: Record<string, JsonSchema>,
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', properties, required: [...required], additionalProperties: false };
}

/** A mapping with these keys and whatever else. */
export function openMapping(
  properties: Record<string, JsonSchema>,
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', properties, required: [...required] };
}
