import { pathText, type DocumentPath, type FormatFault, type Reading } from '../format-fault.ts';
import { readJson } from '../json/read-json.ts';
import { SchemaValidator, type JsonSchema } from '../json-schema/json-schema.ts';
import { anyMapping, listOf, openMapping, text } from '../json-schema/write-schema.ts';
import { readYamlDocument } from '../yaml/yaml-document.ts';

/** Datatypes of tensors in the Open Inference Protocol v2. */
export const TENSOR_DATATYPES = [
  'BOOL',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'FP16',
  'FP32',
  'FP64',
  'BYTES',
] as const;

const datatype: JsonSchema = { enum: [...TENSOR_DATATYPES] };
const size: JsonSchema = { type: 'integer', minimum: 0 };

const tensor = openMapping(
  { name: text, shape: listOf(size), datatype, parameters: anyMapping, data: { type: 'array' } },
  ['name', 'shape', 'datatype', 'data'],
);
const described = openMapping(
  { name: text, datatype, shape: listOf({ type: 'integer', minimum: -1 }) },
  ['name', 'datatype', 'shape'],
);

/**
 * The JSON bodies of the protocol's REST calls: what a client sends, what it is answered, what a model says of itself, and
 * an error. Other keys are allowed everywhere, as the protocol does.
 *
 * @see https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
 */
const SCHEMAS = {
  request: openMapping(
    {
      id: text,
      parameters: anyMapping,
      inputs: { ...listOf(tensor), minItems: 1 },
      outputs: listOf(openMapping({ name: text }, ['name'])),
    },
    ['inputs'],
  ),
  response: openMapping(
    {
      model_name: text,
      model_version: text,
      id: text,
      parameters: anyMapping,
      outputs: listOf(tensor),
    },
    ['model_name', 'outputs'],
  ),
  metadata: openMapping(
    {
      name: text,
      versions: listOf(text),
      platform: text,
      inputs: listOf(described),
      outputs: listOf(described),
    },
    ['name', 'platform', 'inputs', 'outputs'],
  ),
  error: openMapping({ error: text }, ['error']),
} satisfies Record<string, JsonSchema>;

export type InferenceBody = keyof typeof SCHEMAS;

/** A tensor of a request or an answer; `data` is flat, or nested as the shape says. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: (typeof TENSOR_DATATYPES)[number];
  readonly data: readonly unknown[];
}

const validators = new Map<InferenceBody, SchemaValidator>();

/**
 * Where a value is not the body that it should be; tensors are held to their shape and datatype.
 *
 * @param lineOf where a path of the value stands, from 1; the first line unless told
 */
export function inferenceFaults(
  value: unknown,
  body: InferenceBody,
  file: string,
  lineOf: (path: DocumentPath) => number = () => 1,
): readonly FormatFault[] {
  const validator = validators.get(body) ?? new SchemaValidator(SCHEMAS[body], '2020-12');
  validators.set(body, validator);
  const faults = validator.faults({ file, value, lineOf });
  const key = body === 'request' ? 'inputs' : body === 'response' ? 'outputs' : undefined;
  if (faults.length > 0 || key === undefined) return faults;
  const tensors = (value as Record<string, readonly Tensor[]>)[key] ?? [];
  return tensors.flatMap((one, i) => tensorFaults(one, [key, i], file, lineOf));
}

/** Reads a body from its JSON. */
export function readInferenceBody(
  json: string,
  body: InferenceBody,
  file: string,
): Reading<unknown> {
  const read = readJson(json, file);
  if (read.faults) return read;
  // JSON is YAML too, and the reader of YAML knows where things stand.
  const places = readYamlDocument(json, file, 'ruamel');
  const lineOf = (path: DocumentPath) => places.value?.lineOf(path) ?? 1;
  const [first, ...others] = inferenceFaults(read.value, body, file, lineOf);
  return first ? { faults: [first, ...others] } : read;
}

function tensorFaults(
  { shape, datatype: type, data }: Tensor,
  at: DocumentPath,
  file: string,
  lineOf: (path: DocumentPath) => number,
): readonly FormatFault[] {
  const fault = (path: DocumentPath, found: string, wanted: string): FormatFault => ({
    file,
    line: lineOf(path),
    path: pathText(path),
    found,
    wanted,
  });
  const wanted = shape.reduce((product, one) => product * one, 1);
  const flat = (data as unknown[]).flat(Infinity);
  if (flat.length !== wanted) {
    const words = `${wanted} values, as the shape [${shape.join(', ')}] says`;
    return [fault([...at, 'data'], `${flat.length} values`, words)];
  }
  const wrong = flat.find((value) => !fits(value, type));
  return wrong === undefined
    ? []
    : [fault([...at, 'data'], JSON.stringify(wrong), `values of the datatype ${type}`)];
}

function fits(value: unknown, datatype: Tensor['datatype']): boolean {
  if (datatype === 'BYTES') return typeof value === 'string';
  if (datatype === 'BOOL') return typeof value === 'boolean';
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (datatype.startsWith('FP')) return true;
  return Number.isInteger(value) && (datatype.startsWith('INT') || value >= 0);
}

/** Whether a text says of itself that it is a request of the protocol: inputs with datatypes. */
export function looksLikeInferenceRequest(json: string): boolean {
  return /"inputs"\s*:\s*\[/.test(json) && /"datatype"\s*:/.test(json);
}
