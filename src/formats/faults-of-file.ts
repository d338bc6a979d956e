import { readDvcFile } from './dvc/dvc-file.ts';
import { readDvcLock } from './dvc/dvc-lock.ts';
import { readDvcYaml } from './dvc/dvc-yaml.ts';
import type { FormatFault, Reading } from './format-fault.ts';
import { readJson } from './json/read-json.ts';
import { looksLikeManifests, readCheckedManifests } from './kubernetes/manifest-faults.ts';
import { readMlModel } from './mlflow/ml-model.ts';
import { readContract } from './odcs/read-contract.ts';
import { looksLikeInferenceRequest, readInferenceBody } from './open-inference/open-inference.ts';
import { looksLikeRunEvents, readRunEvent, readRunEvents } from './openlineage/read-run-events.ts';
import { readYamlDocuments } from './yaml/yaml-document.ts';

/** A format that can be told from a file's name or its first words. */
interface KnownFormat {
  readonly name: string;
  readonly is: (name: string, text: string) => boolean;
  readonly read: (text: string, file: string) => Reading<unknown>;
}

/** The first that fits counts; the general ones stand last. */
const FORMATS: readonly KnownFormat[] = [
  { name: 'dvc.yaml', is: (name) => name === 'dvc.yaml', read: readDvcYaml },
  { name: 'dvc.lock', is: (name) => name === 'dvc.lock', read: readDvcLock },
  { name: 'DVC pointer', is: (name) => name.endsWith('.dvc'), read: readDvcFile },
  {
    name: 'ODCS data contract',
    is: (name, text) =>
      /\.odcs\.ya?ml$/.test(name) ||
      (/\.ya?ml$/.test(name) && /^kind:\s*["']?DataContract\b/m.test(text)),
    read: readContract,
  },
  {
    name: 'OpenLineage run events',
    is: (name, text) => /\.(?:jsonl|ndjson)$/.test(name) && looksLikeRunEvents(text),
    read: readRunEvents,
  },
  {
    name: 'OpenLineage run event',
    is: (name, text) => name.endsWith('.json') && looksLikeRunEvents(text),
    read: readRunEvent,
  },
  {
    name: 'Open Inference request',
    is: (name, text) => name.endsWith('.json') && looksLikeInferenceRequest(text),
    read: (text, file) => readInferenceBody(text, 'request', file),
  },
  { name: 'MLmodel', is: (name) => name === 'MLmodel', read: readMlModel },
  {
    name: 'Kubernetes objects',
    is: (name, text) => /\.(?:ya?ml|json)$/.test(name) && looksLikeManifests(text),
    read: readCheckedManifests,
  },
  { name: 'JSON', is: (name) => name.endsWith('.json'), read: readJson },
  {
    name: 'YAML',
    is: (name) => /\.ya?ml$/.test(name),
    read: (text, file) => readYamlDocuments(text, file, 'ruamel'),
  },
];

/** Whether `faultsOfFile` knows a format for a file of this name. */
export function hasKnownFormat(path: string): boolean {
  return formatOf(path, '') !== undefined;
}

/**
 * Where a file does not keep to the format that its name, or what it says of itself, promises. Empty for a file that
 * holds, for one without a known format, and for one without text.
 */
export function faultsOfFile(
  path: string,
  text: string,
): { readonly format: string | undefined; readonly faults: readonly FormatFault[] } {
  const format = formatOf(path, text);
  const faults = format && text.trim() !== '' ? (format.read(text, path).faults ?? []) : [];
  return { format: format?.name, faults };
}

function formatOf(path: string, text: string): KnownFormat | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return FORMATS.find((format) => format.is(name, text));
}
