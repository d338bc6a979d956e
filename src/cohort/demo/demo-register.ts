import type { ExamPaper } from '#assessment';
import { Random } from '#harborlight';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import {
  asAssigned,
  published,
  type Assignment,
  type AssignmentTerms,
} from '../register/assignment.ts';
import type { Cohort } from '../register/cohort.ts';
import { newCohort, sound } from '../register/new-cohort.ts';
import type { DemoLab } from './demo-lab.ts';
import type { DemoLearned } from './demo-learned.ts';
import { DEMO_NAMES, demoEmail, demoLearnerId } from './demo-people.ts';

const DAY_MS = 86_400_000;
/** The first assignment is due already, the second is running; in days from now. */
const DATES = [
  { opens: -21, due: -7 },
  { opens: -7, due: 7 },
] as const;
/** What was to be read, and asked about, before the first lab was due. */
const LEARNED_DATES = { opens: -25, due: -14 };
/** The exam is over since yesterday. */
const EXAM_DATES = { opens: -14, due: -1 };

/** Bytes that follow from the demo's seed and a purpose: the same each time, and no secret. */
export function demoBytes(seed: string, purpose: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    sha256(utf8ToBytes(`plumbline-demo-cohort\n${seed}\n${purpose}\n${index}`)),
  );
  return Uint8Array.from(blocks.flatMap((block) => [...block])).slice(0, length);
}

/** The cohort itself, with its roster and one assignment for each lab, the exam, and what is read, before anything is handed in. */
export function demoRegister(
  seed: string,
  learners: number,
  content: {
    readonly labs: readonly DemoLab[];
    readonly exam: ExamPaper | undefined;
    readonly learned: DemoLearned | undefined;
  },
  now: Date,
): Cohort {
  const { labs, exam, learned } = content;
  const at = (days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString();
  let drawn = 0;
  const empty = newCohort(
    {
      name: `Demo cohort of ${learners}`,
      issuer: { name: 'Harborlight Academy (demo)' },
      retainUntil: at(90).slice(0, 10),
      passRule: { items: 'all', percent: 70 },
    },
    new Date(at(-28)),
    (length) => demoBytes(seed, `cohort-${drawn++}`, length),
  );
  const random = new Random(`demo-cohort-people/${seed}`);
  const taken = new Set<string>();
  const roster = DEMO_NAMES.slice(0, learners).map((name, index) => {
    const id = demoLearnerId(random, taken);
    taken.add(id);
    return { id, name, email: demoEmail(index), lms: {}, addedAt: at(-28) };
  });
  const { id, name, issuer } = empty;
  const assignments = labs.map((lab, index): Assignment => {
    const { opens, due } = DATES[index] ?? DATES[1];
    const terms: AssignmentTerms = {
      format: 'plumbline-assignment',
      formatVersion: 1,
      id: lab.identity.id,
      title: lab.title,
      cohort: { id, name },
      issuer: issuer.name,
      items: [
        {
          kind: 'lab',
          id: lab.identity.id,
          title: lab.title,
          version: lab.identity.version,
          sha256: lab.identity.sha256,
        },
      ],
      opensAt: at(opens),
      dueAt: at(due),
      late: { kind: 'deduct', percentPerDay: 10, mostPercent: 50 },
      attempts: 2,
      passPercent: 70,
      hintsAllowed: true,
    };
    return published({ terms, published: [] }, new Date(at(opens)), false);
  });
  const dates = ({ opens, due }: typeof EXAM_DATES) => [at(opens), at(due)] as const;
  const given = [{ id, name }, issuer.name] as const;
  // Labs come first: a plan names them by their place.
  const all = [
    ...assignments,
    ...(exam ? [assignmentOfExam(exam, ...given, dates(EXAM_DATES))] : []),
    ...(learned ? [assignmentOfReading(learned, ...given, dates(LEARNED_DATES))] : []),
  ];
  return sound({ ...empty, learners: roster, assignments: all });
}

function assignmentOfReading(
  { lesson, quiz }: DemoLearned,
  cohort: AssignmentTerms['cohort'],
  issuer: string,
  [opensAt, dueAt]: readonly [string, string],
): Assignment {
  const terms: AssignmentTerms = {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: 'reading',
    title: 'Read first',
    cohort,
    issuer,
    items: [
      asAssigned({ kind: 'lesson', id: lesson.id, title: lesson.title }),
      asAssigned({ kind: 'quiz', id: quiz.id, title: quiz.title }),
    ],
    opensAt,
    dueAt,
    late: { kind: 'accept' },
    attempts: 1,
    passPercent: quiz.pass,
    hintsAllowed: true,
  };
  return published({ terms, published: [] }, new Date(opensAt), false);
}

function assignmentOfExam(
  { exam, title, pass }: ExamPaper,
  cohort: AssignmentTerms['cohort'],
  issuer: string,
  [opensAt, dueAt]: readonly [string, string],
): Assignment {
  const name = `${title}: the exam`;
  const terms: AssignmentTerms = {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: `exam-${exam}`,
    title: name,
    cohort,
    issuer,
    items: [{ kind: 'exam', id: exam, title: name }],
    opensAt,
    dueAt,
    late: { kind: 'refuse' },
    attempts: 1,
    passPercent: pass,
    hintsAllowed: true,
  };
  return published({ terms, published: [] }, new Date(opensAt), false);
}
