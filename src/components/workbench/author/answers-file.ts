import { fromJsonTree, toJsonTree, type JsonTree } from '#container';
import type { Accepted, Answer, LabAnswer, Mutant } from '#grading';

/** `/labs/<lab>/answers.json`: the lab's own answers. Only the development server has it. */
export interface AnswersFile {
  readonly solution: JsonAnswer;
  readonly mutants: readonly (JsonAnswer & Pick<Mutant, 'check' | 'mistake' | 'alsoFails'>)[];
  readonly accepted: readonly (JsonAnswer & Pick<Accepted, 'difference'>)[];
}

interface JsonAnswer {
  readonly files: JsonTree;
  readonly script?: string;
}

/** One of the lab's own answers: what it is, and the layers over what a learner opens. */
export interface NamedAnswer {
  /** As for `npm run try`: `starter`, `solution`, `mutants/<check>/<mistake>`, `accepted/<difference>`. */
  readonly name: string;
  readonly answer: LabAnswer;
  readonly layers: readonly Answer[];
}

/** Packs the answers for the page. */
export function answersFileOf(lab: {
  readonly solution: Answer;
  readonly mutants: readonly Mutant[];
  readonly accepted: readonly Accepted[];
}): AnswersFile {
  return {
    solution: pack(lab.solution),
    mutants: lab.mutants.map((mutant) => ({
      ...pack(mutant),
      check: mutant.check,
      mistake: mutant.mistake,
      alsoFails: mutant.alsoFails,
    })),
    accepted: lab.accepted.map((answer) => ({ ...pack(answer), difference: answer.difference })),
  };
}

/** All answers by name, in the order in which an author goes through them. */
export function namedAnswers(file: AnswersFile): readonly NamedAnswer[] {
  const solution = unpack(file.solution);
  return [
    { name: 'starter', answer: { kind: 'starter' }, layers: [] },
    { name: 'solution', answer: { kind: 'solution' }, layers: [solution] },
    ...file.mutants.map(({ check, mistake, alsoFails, ...json }): NamedAnswer => {
      const mutant = { ...unpack(json), check, mistake, alsoFails };
      return {
        name: `mutants/${check}/${mistake}`,
        answer: { kind: 'mutant', mutant },
        layers: [solution, mutant],
      };
    }),
    ...file.accepted.map(({ difference, ...json }): NamedAnswer => {
      const accepted = { ...unpack(json), difference };
      return {
        name: `accepted/${difference}`,
        answer: { kind: 'accepted', accepted },
        layers: [solution, accepted],
      };
    }),
  ];
}

function pack({ tree, script }: Answer): JsonAnswer {
  return { files: toJsonTree(tree), ...(script === undefined ? {} : { script }) };
}

function unpack({ files, script }: JsonAnswer): Answer {
  return { tree: fromJsonTree(files), ...(script === undefined ? {} : { script }) };
}
