import { itemStatistics, type BankItem, type ItemStatistics } from '#assessment';
import { writeCsv, type CsvCell, type CsvStyle } from '#formats';
import { readExamSubmission } from '../exam/exam-submission.ts';

/** How the items of a bank did in the exams that a cohort handed in. */
export interface ExamItems {
  /** Those that were asked, in the order of the bank. */
  readonly items: readonly ItemStatistics[];
  /** Exams that were counted. */
  readonly sittings: number;
  /** Files that cannot be read as an exam. */
  readonly unreadable: number;
}

/** Statistics of a bank's items over handed-in exams: answers are judged by the bank, not by what the hand-ins say of themselves. */
export function examItems(bank: readonly BankItem[], files: readonly Uint8Array[]): ExamItems {
  const read = files.map((bytes) => readExamSubmission(bytes).value?.submission);
  const sittings = read.flatMap((one) =>
    one
      ? [
          {
            items: one.form,
            answers: Object.fromEntries(one.answers.map(({ item, answer }) => [item, answer])),
          },
        ]
      : [],
  );
  return {
    items: itemStatistics(bank, sittings).filter(({ asked }) => asked > 0),
    sittings: sittings.length,
    unreadable: files.length - sittings.length,
  };
}

/** The statistics as CSV, for whoever keeps the bank. Nothing in it is of one person. */
export function examItemsCsv({ items }: ExamItems, style: CsvStyle = {}): string {
  const share = (value: number | undefined): CsvCell =>
    value === undefined ? undefined : Math.round(value * 1000) / 1000;
  const rows = items.map(({ id, asked, p, discrimination, left, retire }): CsvCell[] => [
    id,
    asked,
    share(p),
    share(discrimination),
    left,
    retire,
  ]);
  const heads = ['Item', 'Asked', 'Right', 'Point-biserial', 'Left out', 'Retire'];
  return writeCsv([heads, ...rows], style);
}
