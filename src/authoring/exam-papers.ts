import { slotsOf, type ExamBlueprint, type ExamItem, type Slots } from '#curriculum';
import { readPrograms } from './read-curriculum.ts';
import { readExamItems } from './read-exam-banks.ts';

/** The knowledge part of an exam with its whole bank. */
export interface ExamPaperFacts {
  /** Id of the program. */
  readonly exam: string;
  readonly title: string;
  readonly slots: Slots;
  readonly minutes: number;
  /** Percent that passes. */
  readonly pass: number;
  readonly items: readonly ExamItem[];
}

/** What of a program decides its bank. */
export interface BankOwner {
  readonly level: ExamItem['level'];
  readonly exam: ExamBlueprint;
}

/** The items from which forms of an exam are drawn. */
export function examBankOf(
  { level, exam }: BankOwner,
  items: readonly ExamItem[],
): readonly ExamItem[] {
  const { weights } = exam.knowledge;
  return items.filter((item) => item.level === level && weights[item.competency] !== undefined);
}

/** The exams that are open, in the order of their programs. Throws as its readers. */
export function readExamPapers(root = '.'): readonly ExamPaperFacts[] {
  const all = readExamItems(root);
  return readPrograms(root).flatMap((program) => {
    const { id, title, status, exam } = program;
    if (!exam || status !== 'open') return [];
    const { weights, items, minutes, pass } = exam.knowledge;
    return [
      {
        exam: id,
        title,
        slots: slotsOf(weights, items),
        minutes,
        pass,
        items: examBankOf({ ...program, exam }, all),
      },
    ];
  });
}
