import { itemStatistics, type BankItem, type ItemStatistics } from '#assessment';
import { evidenceFaultLine } from '../evidence-fault.ts';
import { bankDigest } from './bank-digest.ts';
import { readExamSubmission, type ExamSubmission } from './exam-submission.ts';

/** A file as it came in. */
export interface StatisticsFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How the items of one bank have done over the hand-ins that answer it. */
export interface BankStatistics {
  readonly exam: string;
  readonly title: string;
  readonly sittings: number;
  /** In the order of the bank. */
  readonly items: readonly ItemStatistics[];
}

export interface HandInStatistics {
  readonly banks: readonly BankStatistics[];
  /** Files that were not counted, with the reason in words. */
  readonly left: readonly { readonly name: string; readonly reason: string }[];
}

export interface StatisticsExam {
  readonly exam: string;
  readonly title: string;
  readonly items: readonly BankItem[];
}

/**
 * Item statistics over exam hand-ins, bank by bank. Each sitting counts once, however often it was handed in; answers to
 * another edition of a bank are left out, since the same id may ask something else there. Never throws.
 */
export function statisticsOfHandIns(
  files: readonly StatisticsFile[],
  exams: readonly StatisticsExam[],
): HandInStatistics {
  const left: { name: string; reason: string }[] = [];
  const byBank = new Map<string, Map<string, ExamSubmission>>();
  const banks = exams.map((exam) => ({ exam, digest: bankDigest(exam.items) }));
  for (const { name, bytes } of files) {
    const { value, faults } = readExamSubmission(bytes);
    if (!value) {
      left.push({ name, reason: evidenceFaultLine(faults[0]) });
      continue;
    }
    const { submission, signer } = value;
    const known = banks.find(
      ({ exam, digest }) => exam.exam === submission.exam && digest === submission.bankSha256,
    );
    if (!known) {
      left.push({ name, reason: 'It answers an exam or a bank that is not the one at hand.' });
      continue;
    }
    const sittings = byBank.get(known.digest) ?? new Map<string, ExamSubmission>();
    byBank.set(known.digest, sittings);
    const sitting = JSON.stringify([signer, submission.formSeed, submission.startedAt]);
    if (sittings.has(sitting)) left.push({ name, reason: 'The same sitting came before.' });
    else sittings.set(sitting, submission);
  }
  return {
    left,
    banks: banks.flatMap(({ exam, digest }) => {
      const sittings = [...(byBank.get(digest)?.values() ?? [])];
      if (sittings.length === 0) return [];
      const responses = sittings.map(({ form, answers }) => ({
        items: form,
        answers: Object.fromEntries(answers.map(({ item, answer }) => [item, answer])),
      }));
      const items = itemStatistics(exam.items, responses);
      return [{ exam: exam.exam, title: exam.title, sittings: sittings.length, items }];
    }),
  };
}
