import type { FileTree } from '#container';
import type { Answer, AskedWork, Mutant, TaskScore } from '#grading';
import type { CheckResult, LabIdentity } from '../submission/submission-manifest.ts';

/** A lab that a demo cohort hands in, with the answers that its learners give. */
export interface DemoLab {
  readonly identity: LabIdentity;
  readonly title: string;
  /** Points of each task, which it earns when all of its checks hold. */
  readonly tasks: readonly {
    readonly id: TaskScore['task'];
    readonly points: number;
    readonly checks: readonly string[];
  }[];
  readonly solution: Answer;
  /** Some of the lab's known-wrong answers. */
  readonly mutants: readonly Mutant[];
  /** Some right answers unlike the solution. */
  readonly accepted: readonly { readonly difference: string; readonly answer: Answer }[];
}

/** What a learner of a demo cohort did with a lab. */
export type DemoAnswer =
  /** Opened it, and wrote nothing that holds. */
  | { readonly kind: 'starter' }
  | { readonly kind: 'solution' }
  | { readonly kind: 'accepted'; readonly difference: string }
  | { readonly kind: 'mutant'; readonly check: string; readonly mistake: string };

/** Works of learners, in the order in which they are asked for: layers of answers over what the lab gives to somebody with a seed. */
export type MakeWorks = (lab: string, asked: readonly AskedWork[]) => Promise<readonly FileTree[]>;

/** The layers that an answer consists of. */
export function layersOf(lab: DemoLab, answer: DemoAnswer): readonly Answer[] {
  if (answer.kind === 'starter') return [];
  if (answer.kind === 'solution') return [lab.solution];
  const found =
    answer.kind === 'mutant'
      ? lab.mutants.find(
          ({ check, mistake }) => check === answer.check && mistake === answer.mistake,
        )
      : lab.accepted.find(({ difference }) => difference === answer.difference)?.answer;
  if (!found)
    throw new RangeError(`${lab.identity.id} has no such answer: ${JSON.stringify(answer)}`);
  return [lab.solution, found];
}

/** What the learner's browser said of an answer: every check, in the lab's order. */
export function reportedOf(lab: DemoLab, answer: DemoAnswer): readonly CheckResult[] {
  const wrong =
    answer.kind === 'mutant'
      ? lab.mutants.find(
          ({ check, mistake }) => check === answer.check && mistake === answer.mistake,
        )
      : undefined;
  const failing = new Set(wrong ? [wrong.check, ...wrong.alsoFails] : []);
  return lab.tasks
    .flatMap(({ checks }) => checks)
    .map((check) => ({
      check,
      status:
        answer.kind === 'starter' || failing.has(check) ? ('fail' as const) : ('pass' as const),
    }));
}
