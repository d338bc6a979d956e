import type { ItemKind } from '../register/assignment.ts';

/** Names something that is handed in: a quiz and a lesson of one course may share an id, a lab or an exam has its own. */
export const activityKey = (kind: ItemKind, id: string): string =>
  kind === 'quiz' || kind === 'lesson' ? `${kind} ${id}` : id;

/** One assignment, as who collects knows it. What is not told is not looked at. */
export interface ExpectedAssignment {
  /** The same for all digests of one assignment, whose terms were changed after they were given out. */
  readonly id?: string;
  /** As shown. */
  readonly title: string;
  /** What belongs to it, by `activityKey`. */
  readonly activities: ReadonlySet<string>;
  /** Of its exams the labs of their practical part, by the exam's id. */
  readonly practical?: ReadonlyMap<string, ReadonlySet<string>>;
  /** ISO 8601 in UTC, as all times. */
  readonly opensAt?: string;
  readonly dueAt?: string;
  /** What is received later is not graded. */
  readonly closesAt?: string;
  /** The seeds of one learner by `activityKey` and attempt: the first is that of attempt 1. */
  readonly seedsOf?: (learner: string, activity: string) => readonly string[] | undefined;
  /** The attempt of a seed, where it is not its place among them. */
  readonly attemptOf?: (learner: string, seed: string) => number | undefined;
}

/** What the receiver is waiting for; what is not told is not looked at. */
export interface Expected {
  /** Ids of the labs that can be graded here. */
  readonly labs: ReadonlySet<string>;
  /** Ids of the exams that can be marked here; none unless told. */
  readonly exams?: ReadonlySet<string>;
  /** `<course>/<quiz>` of those that can be marked here, and `<course>/<lesson>` of the lessons; none unless told. */
  readonly quizzes?: ReadonlySet<string>;
  readonly lessons?: ReadonlySet<string>;
  /** By the digest of the assignment that a hand-in names. Without it, hand-ins of any assignment and of none are taken. */
  readonly assignments?: ReadonlyMap<string, ExpectedAssignment>;
  /** Ids of the learners. */
  readonly learners?: ReadonlySet<string>;
  /** The name of a learner as the roster has it, to be held against what a learning platform says of the uploader. */
  readonly nameOf?: (learner: string) => string | undefined;
  /** Where no assignment tells them: the seeds that a learner may have used, by `activityKey`. */
  readonly seedsOf?: (learner: string, activity: string) => readonly string[] | undefined;
  /** Where no assignment tells it. ISO 8601 in UTC. */
  readonly dueAt?: string;
  /** Hand-ins of other collections, of other cohorts among them, by `manifestSha256`: where and when they were received. */
  readonly collectedBefore?: ReadonlyMap<string, string>;
}
