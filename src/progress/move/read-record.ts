import { fromJsonTree, LabError, pathFault, type JsonTree } from '#container';
import { canonicalJson, SchemaValidator } from '#formats';
import { migrateValue, recordTooNew, SCHEMA_VERSION } from '../migrations.ts';
import type { Shelf } from '../shelves.ts';
import { digestOf } from '../tree-digest.ts';
import { mergeRecords } from './merge-records.ts';
import type { RecordDocument } from './record-document.ts';
import { RECORD_SCHEMA } from './record-schema.ts';

/** The largest file that is read, in bytes: what a browser can hold as one text. */
const MOST_BYTES = 256 * 2 ** 20;

/** Lists of a record's file, and the shelf on which each lies in the browser. */
const LISTS = [
  ['lessons', 'lessons'],
  ['answers', 'answers'],
  ['attempts', 'attempts'],
  ['tries', 'tries'],
  ['quizResults', 'quizResults'],
  ['examResults', 'examResults'],
  ['labSittings', 'labSittings'],
  ['receipts', 'receipts'],
  ['assignments', 'assignments'],
  ['packs', 'packs'],
  ['examReceipts', 'examReceipts'],
  ['learnedReceipts', 'learnedReceipts'],
  ['certificates', 'certificates'],
  ['works', 'works'],
  ['copies', 'copies'],
] as const satisfies readonly (readonly [string, Shelf])[];

/**
 * Reads a record's file, of this build or an older one, and brings it to the newest schema.
 *
 * @throws LabError `RecordFileUnreadable` that names the place, `RecordTooNew` when a later build wrote it.
 * @see docs/formats/record.md
 */
export function readRecord(bytes: Uint8Array): RecordDocument {
  if (bytes.length > MOST_BYTES) {
    throw unreadable(`it has ${Math.ceil(bytes.length / 2 ** 20)} MiB; 256 are the limit`);
  }
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unreadable('it is JSON, but no mapping');
  }
  const { format, schema } = value as { format?: unknown; schema?: unknown };
  if (format !== 'plumbline-record') {
    throw unreadable('it does not say that it is a record of Plumbline ("format")');
  }
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) {
    throw unreadable('it does not say of which version it is ("schema": a whole number from 1)');
  }
  if (schema > SCHEMA_VERSION) throw recordTooNew(schema, SCHEMA_VERSION);
  const record = newest(value, schema);
  const [fault] = new SchemaValidator(RECORD_SCHEMA, '2020-12').faults({ file: '', value: record });
  if (fault) {
    const place = fault.path === '' ? 'its top' : fault.path;
    throw unreadable(`at ${place} it has ${fault.found}; expected was ${fault.wanted}`);
  }
  const document = record as unknown as RecordDocument;
  for (const { lab, files } of [...document.works, ...document.copies]) checkFiles(lab, files);
  for (const { id, text } of [...document.packs, ...document.certificates]) {
    if (digestOf(new TextEncoder().encode(text)) !== id) {
      throw unreadable(`the kept file ${id.slice(0, 12)}… is not the one that its "id" names`);
    }
  }
  try {
    canonicalJson(document);
  } catch (error) {
    throw unreadable('a text in it has half a character', error);
  }
  // Sorted, each id once: what somebody edited by hand comes out as the site would have written it.
  return mergeRecords(document, document);
}

function parse(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable('it is not text in UTF-8', error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(
      `it is not JSON (${error instanceof Error ? error.message : 'broken'})`,
      error,
    );
  }
}

/** Lists that files of an older schema do not have: what came with which. */
const LISTS_SINCE = [
  {
    schema: 4,
    lists: { tries: [], examResults: [], labSittings: [], works: [], copies: [], diagnostic: {} },
  },
  { schema: 5, lists: { receipts: [] } },
  { schema: 6, lists: { assignments: [] } },
  { schema: 7, lists: { packs: [], examReceipts: [], certificates: [] } },
  { schema: 8, lists: { learnedReceipts: [] } },
];

/** Values of the newest schema, as far as they have a shape that steps can be applied to at all. */
function newest(value: Partial<Record<string, unknown>>, schema: number): object {
  const record: Partial<Record<string, unknown>> = {};
  for (const since of LISTS_SINCE) if (schema < since.schema) Object.assign(record, since.lists);
  Object.assign(record, value, { schema: SCHEMA_VERSION });
  for (const [list, shelf] of LISTS) {
    const found = record[list];
    if (!Array.isArray(found)) continue;
    record[list] = found.map((one) => migrateValue(schema, shelf, one));
  }
  return record;
}

function checkFiles(lab: string, files: JsonTree): void {
  for (const path of Object.keys(files)) {
    const fault = pathFault(path);
    if (fault !== undefined) {
      throw unreadable(
        `in the work of ${lab} the path ${JSON.stringify(path)} cannot be: ${fault}`,
      );
    }
  }
  try {
    fromJsonTree(files);
  } catch (error) {
    throw unreadable(`in the work of ${lab} a file’s base64 is broken`, error);
  }
}

function unreadable(why: string, cause?: unknown): LabError {
  return new LabError(
    'RecordFileUnreadable',
    `This file cannot be read as a record: ${why}.`,
    'Choose a file that “Save to file” of My record made. Nothing was changed.',
    { cause },
  );
}
