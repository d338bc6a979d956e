import type { DemoAnswers } from '#authoring';
import type { DemoLab, DemoLearned, EngineIdentity, GraderIdentity } from '#cohort';
import { fromJsonTree, toJsonTree, type JsonTree } from '#container';
import type { Answer, LabStart } from '#grading';

interface AnswerFile {
  readonly files: JsonTree;
  readonly script?: string;
}

interface DemoLabFile extends Pick<DemoLab, 'identity' | 'title' | 'tasks'> {
  readonly starter: JsonTree;
  readonly setup?: string;
  readonly solution: AnswerFile;
  readonly mutants: readonly (AnswerFile &
    Pick<DemoLab['mutants'][number], 'check' | 'mistake' | 'alsoFails'>)[];
  readonly accepted: readonly (AnswerFile & { readonly difference: string })[];
}

/** `/teach/demo.json`: what a demo cohort is made of. */
export interface DemoFile {
  readonly grader: GraderIdentity;
  readonly engine: EngineIdentity;
  readonly labs: readonly DemoLabFile[];
  /** Id of the exam that is assigned beside them; its questions are in its own file. */
  readonly exam?: string;
  /** A lesson and its quiz, assigned before them; the quiz's questions are in its own file. */
  readonly learned?: {
    readonly lesson: DemoLearned['lesson'];
    readonly quiz: Pick<DemoLearned['quiz'], 'id' | 'title'>;
  };
}

/** A lab of the demo, with what its learners open. */
export interface OpenedDemoLab extends DemoLab {
  readonly start: Omit<LabStart, 'generate'>;
}

/** Runs when the site is built. */
export function labFileOf({ identity, title, tasks, start, ...answers }: DemoAnswers): DemoLabFile {
  return {
    identity,
    title,
    tasks,
    starter: toJsonTree(start.starter),
    ...(start.setup === undefined ? {} : { setup: start.setup }),
    solution: written(answers.solution),
    mutants: answers.mutants.map(({ check, mistake, alsoFails, ...answer }) => ({
      check,
      mistake,
      alsoFails,
      ...written(answer),
    })),
    accepted: answers.accepted.map(({ difference, answer }) => ({
      difference,
      ...written(answer),
    })),
  };
}

/** @throws LabError `FileUnreadable` */
export function openedLab(file: DemoLabFile): OpenedDemoLab {
  const { identity, title, tasks, starter, setup } = file;
  return {
    identity,
    title,
    tasks,
    start: { starter: fromJsonTree(starter), ...(setup === undefined ? {} : { setup }) },
    solution: read(file.solution),
    mutants: file.mutants.map(({ check, mistake, alsoFails, ...answer }) => ({
      check,
      mistake,
      alsoFails,
      ...read(answer),
    })),
    accepted: file.accepted.map(({ difference, ...answer }) => ({
      difference,
      answer: read(answer),
    })),
  };
}

const written = ({ tree, script }: Answer): AnswerFile => ({
  files: toJsonTree(tree),
  ...(script === undefined ? {} : { script }),
});

const read = ({ files, script }: AnswerFile): Answer => ({
  tree: fromJsonTree(files),
  ...(script === undefined ? {} : { script }),
});
