import { existsSync, readFileSync } from 'node:fs';
import { readLabs, readQuizzes } from '#authoring';
import {
  bankDigest,
  questionsIn,
  type FeedbackWords,
  type KnownMistake,
  type MistakesFile,
} from '#cohort';
import type { CompetencyId } from '#curriculum';

/** What this edition's labs are called, claim and teach. */
export interface ContentWords extends FeedbackWords {
  readonly title: (lab: string) => string;
  readonly skills: (lab: string) => readonly CompetencyId[];
}

export function contentWords(): ContentWords {
  const labs = new Map(readLabs().map(({ id, manifest }) => [id, manifest]));
  return {
    title: (lab) => labs.get(lab)?.title ?? lab,
    claim: (lab, check) =>
      labs
        .get(lab)
        ?.tasks.flatMap(({ checks }) => checks)
        .find(({ id }) => id === check)?.claim ?? check,
    question: questionsIn(bankReader()),
    skills: (lab) => labs.get(lab)?.skills ?? [],
  };
}

function bankReader(): Parameters<typeof questionsIn>[0] {
  const quizzes = new Map(readQuizzes().map((quiz) => [quiz.id, quiz.items]));
  const digests = new Map<string, string>();
  return (quiz) => {
    const items = quizzes.get(quiz);
    if (!items) return undefined;
    const sha256 = digests.get(quiz) ?? bankDigest(items);
    digests.set(quiz, sha256);
    return { items, sha256 };
  };
}

/** What the checks of a lab say of its known-wrong answers; none where that was not recorded, or there is no such lab. */
export function knownMistakesIn(lab: string): readonly KnownMistake[] {
  const path = `labs/${lab}/mistakes.json`;
  if (!/^[a-z0-9-]+$/.test(lab) || !existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, 'utf8')) as MistakesFile).mistakes;
}
