import {
  evidenceFaultLine,
  readAssignmentFragment,
  seedsByLink,
  type AssignedItem,
  type AssignmentTerms,
} from '#cohort';
import { lessonPath, quizPath } from '#curriculum';
import type { ExamResult, LabSitting, QuizResult } from '#assessment';
import type {
  HandInReceipt,
  KeptAssignment,
  LabAttempt,
  LearnedReceipt,
  LearnerRecord,
  LessonRead,
} from '#progress';
import type { ToHandIn } from '../../assessment/learned/hand-in.ts';
import { when } from '../record/sum-up.ts';

/** One item of an assignment, as the learner stands with it. */
export interface ShownItem {
  readonly item: AssignedItem;
  readonly state: 'untouched' | 'begun' | 'done';
  /** One for each hand-in that may be made; one alone for what is not handed in. */
  readonly ways: readonly {
    readonly href: string;
    readonly label: string;
    /** How it stands, in words. */
    readonly words: string;
    /** What can be handed in from here: a lesson that was read, a try at a quiz. */
    readonly handIn?: ToHandIn;
  }[];
}

/** An assignment that was kept, read from its link. */
export type ShownAssignment = { readonly kept: KeptAssignment } & (
  | {
      readonly terms: AssignmentTerms;
      readonly items: readonly ShownItem[];
      readonly fault?: undefined;
    }
  | { readonly fault: string }
);

/** Makes a path of this site an address. */
export type Link = (path: string) => string;

/** All assignments of a record, with how the learner stands, the one due first at the top. */
export async function readKept(
  record: LearnerRecord,
  linkTo: Link,
): Promise<readonly ShownAssignment[]> {
  const [kept, lessons, attempts, results, sat, receipts, learned] = [
    await record.assignments(),
    await record.lessons(),
    await record.attempts(),
    await record.quizResults(),
    await record.examResults(),
    await record.receipts(),
    await record.learnedReceipts(),
  ];
  const sittings = await record.labSittings();
  const shown = kept.map((one): ShownAssignment => {
    const read = readAssignmentFragment(one.link);
    if (read.faults) return { kept: one, fault: evidenceFaultLine(read.faults[0]) };
    const { link } = read.value;
    const seeds = seedsByLink(link, one.learner);
    const items = link.terms.items.map((item): ShownItem => {
      if (item.kind === 'lab') {
        return labItem(item, one.id, seeds, { attempts, receipts, linkTo });
      }
      const handed = learned.filter(
        ({ kind, activity, assigned }) =>
          kind === item.kind && activity === item.id && assigned === one.id,
      );
      if (item.kind === 'lesson') return lessonItem(item, one.id, lessons, handed, linkTo);
      if (item.kind === 'quiz') return quizItem(item, one.id, seeds, results, handed, linkTo);
      return examItem(item, { sat, sittings, receipts, linkTo });
    });
    return { kept: one, terms: link.terms, items };
  });
  const dueOf = ({ kept: { dueAt } }: ShownAssignment): string => dueAt ?? '~';
  return [...shown].sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
}

/** Both parts of an exam: it is done when its questions are passed and each lab of part P is handed in. */
function examItem(
  item: AssignedItem,
  {
    sat,
    sittings,
    receipts,
    linkTo,
  }: {
    readonly sat: readonly ExamResult[];
    readonly sittings: readonly LabSitting[];
    readonly receipts: readonly HandInReceipt[];
    readonly linkTo: Link;
  },
): ShownItem {
  const own = sat.filter(({ exam }) => exam === item.id).at(-1);
  const { practical = [] } = item;
  const labs = practical.map(({ id, title }) => {
    const ofLab = sittings.filter(({ exam, lab }) => exam === item.id && lab === id);
    const ids = new Set(ofLab.map((sitting) => sitting.id));
    const receipt = receipts.findLast(({ sitting }) => sitting !== undefined && ids.has(sitting));
    const words = receipt
      ? `handed in ${when(receipt.handedInAt)}`
      : ofLab.length > 0
        ? 'begun, not handed in'
        : '';
    return { label: title, isHandedIn: receipt !== undefined, isBegun: ofLab.length > 0, words };
  });
  const isDone = own?.score.passed === true && labs.every(({ isHandedIn }) => isHandedIn);
  const isBegun = own !== undefined || labs.some((lab) => lab.isBegun);
  return {
    item,
    state: isDone ? 'done' : isBegun ? 'begun' : 'untouched',
    ways: [
      {
        href: linkTo(`/exams/${item.id}/`),
        label: practical.length === 0 ? 'Sit it' : 'The questions',
        words: own ? `${own.score.right} of ${own.score.of} right, self-assessed` : '',
      },
      ...labs.map(({ label, words }) => ({
        href: linkTo(`/exams/${item.id}/#part-p`),
        label,
        words,
      })),
    ],
  };
}

function labItem(
  item: AssignedItem,
  assigned: string,
  seeds: readonly string[],
  {
    attempts,
    receipts,
    linkTo,
  }: {
    readonly attempts: readonly LabAttempt[];
    readonly receipts: readonly HandInReceipt[];
    readonly linkTo: Link;
  },
): ShownItem {
  const handed = receipts.filter((one) => one.lab === item.id && one.assigned === assigned);
  const tried = attempts.filter((one) => one.lab === item.id && one.assigned === assigned);
  const ways = seeds.map((seed, index) => {
    const number = index + 1;
    const own = tried.filter((one) => one.seed === seed);
    const receipt = handed.filter((one) => one.attempt === number).at(-1);
    const best = own.reduce((most, { points }) => Math.max(most, points), 0);
    const words = receipt
      ? `handed in ${when(receipt.handedInAt)}`
      : own[0]
        ? `${best} of ${own[0].maxPoints} points, self-assessed, not handed in`
        : '';
    const query = `?assigned=${assigned}&attempt=${number}`;
    return {
      href: linkTo(`/labs/${item.id}/${query}`),
      label: seeds.length === 1 ? 'Open the lab' : `Attempt ${number}`,
      words,
    };
  });
  const state = handed.length > 0 ? 'done' : tried.length > 0 ? 'begun' : 'untouched';
  return { item, state, ways };
}

function lessonItem(
  item: AssignedItem,
  assigned: string,
  lessons: readonly LessonRead[],
  handed: readonly LearnedReceipt[],
  linkTo: Link,
): ShownItem {
  const known = lessons.find(({ lesson }) => lesson === item.id);
  const isRead = known?.doneAt !== undefined;
  const last = handed.at(-1);
  const words = last
    ? `handed in ${when(last.handedInAt)}`
    : isRead
      ? 'read, not handed in'
      : known
        ? 'opened; mark it as read at its end, then hand in'
        : '';
  const handIn: ToHandIn = { kind: 'lesson', lesson: item.id, assigned };
  return {
    item,
    state: last ? 'done' : known ? 'begun' : 'untouched',
    ways: [
      {
        href: linkTo(lessonPath(item.id)),
        label: 'Read',
        words,
        ...(isRead ? { handIn } : {}),
      },
    ],
  };
}

function quizItem(
  item: AssignedItem,
  assigned: string,
  seeds: readonly string[],
  results: readonly QuizResult[],
  handed: readonly LearnedReceipt[],
  linkTo: Link,
): ShownItem {
  const own = results.filter((one) => one.quiz === item.id && one.assigned === assigned);
  const ways = seeds.map((_, index) => {
    const number = index + 1;
    const result = own.find(({ attempt }) => attempt === number);
    const receipt = handed.filter(({ attempt }) => attempt === number).at(-1);
    const words = receipt
      ? `handed in ${when(receipt.handedInAt)}`
      : result
        ? `${result.right} of ${result.of} right, self-assessed, not handed in`
        : '';
    return {
      href: linkTo(`${quizPath(item.id)}?assigned=${assigned}&attempt=${number}`),
      label: seeds.length === 1 ? 'Take it' : `Attempt ${number}`,
      words,
      ...(result ? { handIn: { kind: 'quiz' as const, result } } : {}),
    };
  });
  const state = handed.length > 0 ? 'done' : own.length > 0 ? 'begun' : 'untouched';
  return { item, state, ways };
}
