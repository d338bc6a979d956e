import { assignmentFragment, softwareKey } from '#cohort';
import { publishClass } from '../../src/cli/bench/made-class.ts';

/** The learner's id in the class. */
export const LEARNER = 'p-lina';

/** A class of one learner with an exam and its capstone, as the pages of the instructor and of the learner take it. */
export async function examClass(): Promise<{
  /** `*.cohort.zip`. */
  readonly cohort: Buffer;
  /** Of the learner's link, with `#`. */
  readonly fragment: string;
  readonly assignmentSha256: string;
}> {
  const { cohort, file, terms, assignmentSha256 } = await publishClass(
    {
      id: 'c-examclass1',
      name: 'Exam class',
      issuer: 'Ines Instructor',
      people: new Map([[LEARNER, 'Lina Haddad']]),
    },
    {
      id: 'exam-week',
      title: 'Exam week',
      items: [
        {
          kind: 'exam',
          id: 'professional',
          title: 'MLOps Professional: the exam',
          practical: [{ id: 'one-model-one-day', title: 'One model, one day' }],
        },
      ],
    },
  );
  const key = softwareKey(new Uint8Array(32).fill(21));
  const at = new Date('2026-11-02T09:00:00.000Z');
  const fragment = await assignmentFragment(cohort, { terms }, LEARNER, key, at);
  return { cohort: file, fragment: `#${fragment}`, assignmentSha256 };
}
