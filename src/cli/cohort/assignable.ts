import {
  assignedPractical,
  labIdentity,
  nearMiss,
  readCourses,
  readLabs,
  readPrograms,
  readQuizzes,
} from '#authoring';
import type { AssignedItem, ItemKind } from '#cohort';
import { usage } from './argument-values.ts';

/**
 * What an id names on this site.
 *
 * @throws LabError `UsageError` when there is no such thing, with the nearest that there is.
 */
export function assignable(kind: ItemKind, id: string): AssignedItem {
  const known = titlesOf(kind);
  const title = known.get(id);
  if (title === undefined) {
    const near = nearMiss(id, [...known.keys()]);
    throw usage(
      `There is no ${kind} "${id}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    );
  }
  if (kind === 'exam') {
    const exam = readPrograms().find((program) => program.id === id)?.exam;
    return { kind, id, title, ...(exam && assignedPractical(exam, readLabs())) };
  }
  if (kind !== 'lab') return { kind, id, title };
  const { version, sha256 } = labIdentity(id);
  return { kind, id, title, version, sha256 };
}

/** Titles of all of a kind, by id. */
export function titlesOf(kind: ItemKind): ReadonlyMap<string, string> {
  switch (kind) {
    case 'lab':
      return new Map(readLabs().map(({ id, manifest }) => [id, manifest.title]));
    case 'quiz':
      return new Map(readQuizzes().map(({ id, title }) => [id, `${title}: the quiz`]));
    case 'exam':
      return new Map(
        readPrograms().flatMap(({ id, title, exam }) => (exam ? [[id, `${title}: the exam`]] : [])),
      );
    case 'lesson':
      return new Map(
        readCourses()
          .flatMap(({ modules }) => modules.flatMap(({ lessons }) => lessons))
          .filter(({ status }) => status === 'open')
          .map(({ id, title }) => [id, title]),
      );
  }
}
