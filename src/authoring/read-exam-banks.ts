import { itemsOfBank, type ExamBankFile, type ExamItem } from '#curriculum';
import { examBankFiles } from './content.ts';
import { refuseBroken } from './problem.ts';
import { writtenOut } from './written-out.ts';

/**
 * Every item of every exam bank, by file name and place, its quotes of lab files filled in.
 *
 * @throws LabError `ContentBroken` with every fault in banks, `LabFileGone` or `LabLinesGone` for a quote that is gone.
 */
export function readExamItems(root = '.'): readonly ExamItem[] {
  const banks = examBankFiles(root);
  refuseBroken(banks.flatMap(({ problems }) => problems));
  return banks
    .flatMap(({ data }) => itemsOfBank(data as ExamBankFile))
    .map((item) => (item.artifact ? { ...item, artifact: writtenOut(item.artifact, root) } : item));
}
