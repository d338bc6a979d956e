import { parseArgs } from 'node:util';
import { readExamItems } from '#authoring';
import { examItems, examItemsCsv } from '#cohort';
import { cohortIn, deliver, parsing } from './cohort-file.ts';

/** Writes how each question of the site's banks did in the exams of a cohort. */
export function writeItems(args: readonly string[]): number {
  const { values, positionals } = parsing(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' } },
    }),
  );
  const { handIns, bundle } = cohortIn(positionals);
  const files = handIns.filter(({ item }) => item.kind === 'exam').map(bundle);
  const found = examItems(readExamItems(), files);
  deliver(examItemsCsv(found), values.out);
  console.error(
    `${found.items.length} items in ${found.sittings} exams; ${found.unreadable} files could not be read.`,
  );
  return 0;
}
