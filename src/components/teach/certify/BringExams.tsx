import { evidenceFaultLine, readExamRecord, type BroughtExam } from '#cohort';
import { FileChooser } from '../desk/FileChooser.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';

interface Props extends Pick<PanelProps, 'cohort' | 'attempt'> {
  readonly brought: readonly BroughtExam[];
  readonly onBrought: (exams: readonly BroughtExam[]) => void;
}

/** Takes signed records of exams that were judged elsewhere; they are used while this page is open, and not kept. */
export function BringExams({ cohort, attempt, brought, onBrought }: Props) {
  const bring = (files: readonly File[]): void =>
    attempt(async () => {
      const learners = new Set(cohort.learners.map(({ id }) => id));
      const found: BroughtExam[] = [];
      const faults: string[] = [];
      for (const file of files) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const read = readExamRecord(bytes);
        if (read.faults) faults.push(`${file.name}: ${evidenceFaultLine(read.faults[0])}`);
        else if (!learners.has(read.value.record.learner)) {
          faults.push(
            `${file.name} is of “${read.value.record.learner}”, who is not of this cohort.`,
          );
        } else {
          found.push({ record: read.value.record, signed: new TextDecoder().decode(bytes) });
        }
      }
      onBrought([...brought, ...found]);
      if (faults.length > 0) throw new RangeError(faults.join(' '));
      return found.length === 1 ? 'One record was taken.' : `${found.length} records were taken.`;
    });
  return (
    <section aria-labelledby="certify-exams">
      <h3 class="certify-step" id="certify-exams">
        Exams that were judged elsewhere
      </h3>
      <p class="teach-say">
        Exams that were collected and graded here count by themselves. Records of others, as
        “regrade-exams” or the page for re-grading signs them, are brought here. Whose signature
        counts, the issuer’s page decides.
      </p>
      <FileChooser
        label="Bring records of exams"
        name="Records of exams (*.exam-regrade.json)"
        accept=".json"
        takes="several"
        onFiles={bring}
      />
    </section>
  );
}
