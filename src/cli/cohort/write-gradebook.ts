import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  feedbackHtml,
  feedbackOfLearner,
  fillCanvasExport,
  gradebookOfCohort,
  moodleCsv,
  plainCsv,
  type BroughtCohort,
  type Gradebook,
} from '#cohort';
import { cohortIn, deliver, oneOf, parsing, readBytes, usage } from './cohort-file.ts';
import { contentWords } from './content-words.ts';

const text = { type: 'string' } as const;

/** Writes the gradebook of a cohort, and what did not come together to the side. */
export function writeGradebook(args: readonly string[]): number {
  const { values, positionals } = parsing(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        for: { ...text, default: 'plain' },
        export: text,
        by: { ...text, default: 'email' },
        counts: { ...text, default: 'best' },
        bom: { type: 'boolean', default: false },
        feedback: text,
        out: text,
      },
    }),
  );
  const kind = oneOf('--for', values.for, ['plain', 'moodle', 'canvas']);
  const counts = oneOf('--counts', values.counts, ['best', 'last']);
  const identifier = oneOf('--by', values.by, ['email', 'username', 'idNumber']);
  const brought = cohortIn(positionals);
  const book = gradebookOfCohort(brought.cohort, brought.handIns, counts);
  const style = { byteOrderMark: values.bom };
  const left = [...book.strays];
  if (kind === 'canvas') {
    if (values.export === undefined) throw usage('--for canvas needs --export FILE.');
    const fill = fillCanvasExport(readBytes(values.export), book);
    deliver(fill.bytes, values.out);
    left.push(...fill.left, `${fill.filled.length} cells were filled.`);
  } else if (kind === 'moodle') {
    const csv = moodleCsv(book, identifier, style);
    deliver(csv.text, values.out);
    left.push(...csv.left);
  } else {
    deliver(plainCsv(book, style), values.out);
  }
  if (values.feedback !== undefined) writeFeedback(values.feedback, brought, book);
  for (const line of left) console.error(line);
  return 0;
}

function writeFeedback(folder: string, { cohort, handIns }: BroughtCohort, book: Gradebook): void {
  mkdirSync(folder, { recursive: true });
  const words = contentWords();
  const writtenAt = new Date().toISOString();
  for (const row of book.rows) {
    const feedback = feedbackOfLearner(cohort, book, row, handIns, words, writtenAt);
    // An id may be of any script; a digest of nothing but letters keeps two apart.
    const name = row.learner.id.replace(/[^\p{L}\p{N}-]+/gu, '-');
    writeFileSync(join(folder, `${name}.html`), feedbackHtml(feedback));
  }
  console.error(`Wrote ${book.rows.length} feedback files to ${folder}`);
}
