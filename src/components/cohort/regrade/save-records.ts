import type { Collection } from '#cohort';
import { canonicalJson } from '#formats';
import { zipSync, type Zippable } from 'fflate';
import { saveFile } from '../../credentials/save-file.ts';
import type { HeldRecords } from './regrade-run.ts';

/** Offers the records to be saved: one as its file, several as a ZIP in which they lie as the command lays them down. */
export function saveRecords(records: HeldRecords, collection: Collection | undefined): void {
  const [only] = records;
  const setAside = collection?.setAside ?? [];
  if (only && records.size === 1 && setAside.length === 0) {
    saveFile(only[0], only[1], 'application/json');
    return;
  }
  const files: Zippable = {
    'set-aside.json': new TextEncoder().encode(canonicalJson(setAside)),
  };
  for (const [name, bytes] of records) files[name] = bytes;
  saveFile('regrades.zip', zipSync(files), 'application/zip');
}
