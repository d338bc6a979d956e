import {
  inWords,
  pathText,
  type DocumentPath,
  type FormatFault,
  type Reading,
} from '../format-fault.ts';
import { readYamlDocuments, type YamlDocument } from '../yaml/yaml-document.ts';

/** One object of a file of Kubernetes manifests. */
export interface Manifest {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** The whole object, `apiVersion` and `kind` included. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The line, from 1, of what stands at a path of the object. */
  readonly lineOf: (path: DocumentPath) => number;
}

/** What Kubernetes accepts as the name of most objects, in words. */
export const OBJECT_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MOST_NAME_LENGTH = 253;

/**
 * Reads a file of manifests as kubectl does: any number of YAML (or JSON) documents, each one object or a `List` of objects.
 * Every object must say its `apiVersion`, `kind` and `metadata.name`.
 */
export function readManifests(text: string, file: string): Reading<readonly Manifest[]> {
  const documents = readYamlDocuments(text, file, 'kubernetes');
  if (!documents.value) return documents;
  const read = documents.value.flatMap((document) =>
    isMapping(document.value) && document.value['kind'] === 'List'
      ? itemsOf(document)
      : [objectOf(document, document.value, [])],
  );
  const [first, ...others] = read.flatMap(({ faults = [] }) => faults);
  if (first) return { faults: [first, ...others] };
  return { value: read.flatMap(({ value }) => value ?? []) };
}

function itemsOf(document: YamlDocument): readonly Reading<Manifest>[] {
  const items = isMapping(document.value) ? document.value['items'] : undefined;
  if (!Array.isArray(items)) return [objectOf(document, items, ['items'])];
  return items.map((item, i) => objectOf(document, item, ['items', i]));
}

function objectOf(document: YamlDocument, value: unknown, at: DocumentPath): Reading<Manifest> {
  const faults: FormatFault[] = [];
  const fault = (path: DocumentPath, found: unknown, wanted: string) =>
    faults.push({
      file: document.file,
      line: document.lineOf([...at, ...path]),
      path: pathText([...at, ...path]),
      found: typeof found === 'string' && path.length === 0 ? found : inWords(found),
      wanted,
    });
  if (!isMapping(value)) {
    fault([], inWords(value), 'an object with apiVersion, kind and metadata');
  } else {
    const metadata = value['metadata'];
    const name = isMapping(metadata) ? metadata['name'] : undefined;
    for (const key of ['apiVersion', 'kind']) {
      const said = value[key];
      if (typeof said !== 'string' || said === '')
        fault([key], said, `the ${key} of the object, as text`);
    }
    if (typeof name !== 'string' || name.length > MOST_NAME_LENGTH || !OBJECT_NAME.test(name)) {
      fault(['metadata', 'name'], name, 'a name of lower-case letters, digits, "-" and "."');
    }
    if (faults.length === 0) {
      return {
        value: {
          file: document.file,
          apiVersion: String(value['apiVersion']),
          kind: String(value['kind']),
          name: String(name),
          value,
          lineOf: (path) => document.lineOf([...at, ...path]),
        },
      };
    }
  }
  const [first, ...others] = faults;
  return first ? { faults: [first, ...others] } : { faults: [emptyFault(document)] };
}

function emptyFault({ file }: YamlDocument): FormatFault {
  return { file, line: 1, path: '', found: 'nothing', wanted: 'an object' };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
