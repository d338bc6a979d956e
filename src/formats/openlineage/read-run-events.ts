import type { DocumentPath, FormatFault, Reading } from '../format-fault.ts';
import { readJson } from '../json/read-json.ts';
import { SchemaValidator } from '../json-schema/json-schema.ts';
import { readYamlDocument } from '../yaml/yaml-document.ts';
import { RUN_EVENT_SCHEMA } from './openlineage-schema.ts';
import type { EventInFile, RunEvent } from './run-event.ts';

let validator: SchemaValidator | undefined;

function faultsOf(value: unknown, file: string, lineOf: (path: DocumentPath) => number) {
  validator ??= new SchemaValidator(RUN_EVENT_SCHEMA, '2020-12');
  return validator.faults({ file, value, lineOf });
}

/** Reads a file that is one run event, on one line or on many. */
export function readRunEvent(text: string, file: string): Reading<RunEvent> {
  const read = readJson(text, file);
  if (read.faults) return { faults: read.faults };
  // JSON is YAML too, and the reader of YAML knows where things stand.
  const places = readYamlDocument(text, file, 'ruamel');
  const [first, ...others] = faultsOf(read.value, file, (path) => places.value?.lineOf(path) ?? 1);
  return first ? { faults: [first, ...others] } : { value: read.value as RunEvent };
}

/**
 * Reads a file of run events, one JSON document on each line (NDJSON). Blank lines are passed over; a file without
 * events is a file of none.
 */
export function readRunEvents(text: string, file: string): Reading<readonly EventInFile[]> {
  const events: EventInFile[] = [];
  const faults: FormatFault[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const number = index + 1;
    const read = readJson(line, file);
    const found = read.faults
      ? read.faults.map((fault) => ({ ...fault, line: number, wanted: 'one event as JSON' }))
      : faultsOf(read.value, file, () => number);
    faults.push(...found);
    if (found.length === 0) events.push({ line: number, event: read.value as RunEvent });
  }
  const [first, ...others] = faults;
  return first ? { faults: [first, ...others] } : { value: events };
}

/** Whether a text says of itself that it is OpenLineage. */
export function looksLikeRunEvents(text: string): boolean {
  return /"schemaURL"\s*:\s*"https:\/\/openlineage\.io\//.test(text);
}
