import { readTableCsv, tableCsv } from '#harborlight';
import { Random } from '#harborlight';
import type { EnforcedFile } from '../sign-the-contract/enforced-files.ts';
import { hiddenBatches } from '../sign-the-contract/hidden-batches.ts';
import { agreedContract } from './agreement.ts';
import { asCases, type Day } from './day.ts';
import { BASE_COLUMNS, type BaseColumn } from './stories.ts';

/** What may be wrong with a file beside the leak; the hidden seed takes three. */
const DEFECTS = [
  'duplicates',
  'pattern',
  'range',
  'values',
  'renamed',
  'debts',
  'nulls',
  'stale',
] as const;

/** The hidden files in the words of the day, by what is wrong with them. */
export function hiddenFiles(seed: string, day: Day): Readonly<Record<string, EnforcedFile>> {
  const contract = agreedContract(day);
  return Object.fromEntries(
    Object.entries(hiddenBatches(seed)).flatMap(([key, batch]) => {
      if (typeof batch.csv !== 'string') return [];
      const made = { ...readTableCsv(batch.csv), defaulted: [] };
      const file: EnforcedFile = {
        ...batch,
        csv: tableCsv(asCases(made, day)),
        given: inTheirWords(batch.given, day),
        failing: batch.failing.map((rule) => inTheirWords(rule, day)),
        contract,
      };
      return [[key, file] as const];
    }),
  );
}

/** The keys of the three defects of this hidden seed. */
export function drawnDefects(seed: string): readonly string[] {
  return new Random(`${seed}/defects`).shuffled(DEFECTS).slice(0, 3);
}

/** A sentence or rule about Harborlight's columns, about those of the day. */
function inTheirWords(text: string, { columns }: Day): string {
  const names: readonly string[] = BASE_COLUMNS;
  return text
    .replace(/[a-z]+(?:_[a-z0-9]+)+|country/g, (word) =>
      names.includes(word) ? columns[word as BaseColumn] : word,
    )
    .replace('bureau scores', columns.bureau_score);
}
