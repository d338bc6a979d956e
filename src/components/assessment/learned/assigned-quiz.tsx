import type { QuizBank } from '#assessment';
import type { LearnerRecord } from '#progress';
import {
  assignedAskedFor,
  type Asked,
  type AssignedWork,
} from '../../workbench/assigned/assigned-work.ts';

// What only an assigned try at a quiz needs: practice loads nothing of it.
export { LearnedHandIn } from './LearnedHandIn.tsx';

/** The assigned try that an address asks for. @see assignedAskedFor */
export const assignedTryAskedFor = (
  record: LearnerRecord,
  { id }: Pick<QuizBank, 'id'>,
  search: string,
): Promise<Asked> => assignedAskedFor(record, { kind: 'quiz', id }, search);

/** What an assigned try is, before it begins. */
export function BeforeAssigned({
  assigned: { title, attempt, attempts, learner },
  draw,
}: {
  readonly assigned: AssignedWork;
  readonly draw: number;
}) {
  return (
    <p>
      For “{title}”, attempt {attempt} of {attempts}, as <code>{learner}</code>. {draw} questions
      are drawn for you by the assignment. There is no time limit; an answer stands once it is
      given, and this attempt is taken once. At its end you hand it in.
    </p>
  );
}
