import type { FormatFault, Reading } from '../format-fault.ts';
import { anything, anyText, holdTo, type Shape } from '../yaml/shape.ts';
import { readYamlDocument, type YamlDocument } from '../yaml/yaml-document.ts';

/** A column of a model's input or output. */
export interface SignatureColumn {
  readonly type: string;
  readonly name?: string;
  readonly required?: boolean;
}

/** What a model promises to its callers. */
export interface Signature {
  readonly inputs: readonly SignatureColumn[];
  readonly outputs: readonly SignatureColumn[];
}

/** What an `MLmodel` file says. */
export interface MlModel {
  readonly runId: string | undefined;
  readonly flavors: readonly string[];
  /** `undefined` when the file has none. */
  readonly signature: Signature | undefined;
  /** All keys as read, to compare by meaning. */
  readonly content: Readonly<Record<string, unknown>>;
}

const JSON_TEXT: Shape = { kind: 'text', words: 'JSON in a text (MLflow keeps it in quotes)' };
const MLMODEL: Shape = {
  kind: 'mapping',
  required: { flavors: { kind: 'mapping', others: anything } },
  optional: {
    run_id: anyText,
    model_uuid: anyText,
    artifact_path: anyText,
    mlflow_version: anyText,
    signature: {
      kind: 'mapping',
      required: { inputs: JSON_TEXT },
      optional: { outputs: JSON_TEXT, params: anything },
    },
  },
  others: anything,
};

interface WrittenModel {
  readonly flavors: Readonly<Record<string, unknown>>;
  readonly run_id?: string;
  readonly signature?: { readonly inputs: string; readonly outputs?: string };
}

/** Reads an `MLmodel` file as MLflow does. */
export function readMlModel(text: string, file = 'MLmodel'): Reading<MlModel> {
  const document = readYamlDocument(text, file, 'pyyaml');
  if (document.faults) return document;
  const held = holdTo<WrittenModel>(document.value, MLMODEL);
  if (held.faults) return held;
  const { flavors, run_id: runId, signature } = held.value;
  const model = {
    runId,
    flavors: Object.keys(flavors),
    content: held.value as unknown as Readonly<Record<string, unknown>>,
  };
  if (!signature) return { value: { ...model, signature: undefined } };
  const inputs = columnsIn(signature.inputs, 'inputs', document.value);
  const outputs = columnsIn(signature.outputs ?? '[]', 'outputs', document.value);
  if ('fault' in inputs) return { faults: [inputs.fault] };
  if ('fault' in outputs) return { faults: [outputs.fault] };
  return { value: { ...model, signature: { inputs: inputs.columns, outputs: outputs.columns } } };
}

function columnsIn(
  text: string,
  key: 'inputs' | 'outputs',
  { file, lineOf }: YamlDocument,
): { readonly columns: readonly SignatureColumn[] } | { readonly fault: FormatFault } {
  const fault = (found: string) => ({
    fault: {
      file,
      line: lineOf(['signature', key]),
      path: `signature.${key}`,
      found,
      wanted: 'a JSON list of columns such as {"type": "double", "name": "dti", "required": true}',
    },
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault('something that is not JSON');
  }
  if (!Array.isArray(value)) return fault('something that is no list');
  const isColumn = (item: unknown) =>
    typeof item === 'object' &&
    item !== null &&
    typeof (item as { type?: unknown }).type === 'string';
  const odd = value.findIndex((item: unknown) => !isColumn(item));
  return odd < 0
    ? { columns: value as SignatureColumn[] }
    : fault(`an entry ${odd} without a type`);
}
