import type { ExamPaper } from '#assessment';
import { examBankOf as bankOf, type Lab, type Program } from '#authoring';
import { bankDigest } from '#cohort';
import {
  catalogued,
  COMPETENCIES,
  ITEMS_PER_SLOT,
  labPath,
  lessonPath,
  slotsOf,
  type CourseOutline,
  type ExamBlueprint,
  type ExamItem,
} from '#curriculum';
import { siteLink } from '../../site/site-link.ts';
import type { ExamSheet, SheetLab, SheetLesson, SheetPractical } from './exam-sheet.ts';

/** A program whose exam is described. */
export type Examined = Program & { readonly exam: ExamBlueprint };

export const examPath = (exam: string): string => `/exams/${exam}/`;

/** Programs with an exam, in their order. */
export function examined(programs: readonly Program[]): readonly Examined[] {
  return programs.flatMap((program) => (program.exam ? [{ ...program, exam: program.exam }] : []));
}

/** What the exam's page hands to its script. */
export function examSheetOf(
  program: Examined,
  bank: readonly ExamItem[],
  labs: readonly Lab[],
  courses: readonly CourseOutline[],
): ExamSheet {
  const { id, title, level, exam } = program;
  const { items, minutes, pass } = exam.knowledge;
  return {
    exam: id,
    title,
    level,
    paperAddress: siteLink(`${examPath(id)}paper.json`),
    items,
    minutes,
    pass,
    competencies: Object.fromEntries(COMPETENCIES.map((one) => [one.id, one.name])),
    practical: practicalOf(exam, labs),
    lessons: lessonsOf(bankOf(program, bank), courses),
    retakeHours: exam.retakeHours,
  };
}

function practicalOf({ practical }: ExamBlueprint, labs: readonly Lab[]): SheetPractical {
  if (practical.kind === 'practice') {
    return { ...practical, address: siteLink('/labs/'), must: mustChecksOf(labs) };
  }
  const { pass, pauses } = practical;
  const named = practical.kind === 'labs' ? practical.labs : [practical];
  return {
    kind: 'labs',
    labs: named.map(({ title, minutes, lab }): SheetLab => {
      const written = labs.find((one) => one.id === lab);
      const where = written
        ? { lab: written.id, address: siteLink(labPath(written.id)), must: claimsOf(written) }
        : {};
      return { title: written?.manifest.title ?? title, minutes, pass, pauses, ...where };
    }),
  };
}

function claimsOf({ manifest }: Lab): Readonly<Record<string, string>> {
  const all = manifest.tasks.flatMap(({ checks }) => checks);
  return Object.fromEntries(all.filter(({ must }) => must).map(({ id, claim }) => [id, claim]));
}

function mustChecksOf(labs: readonly Lab[]): Readonly<Record<string, readonly string[]>> {
  const named = labs.map(({ id, manifest }) => {
    const all = manifest.tasks.flatMap(({ checks }) => checks);
    return [id, all.filter(({ must }) => must).map((check) => check.id)] as const;
  });
  return Object.fromEntries(named.filter(([, must]) => must.length > 0));
}

/** The questions of an exam. */
export function paperOfBank(program: Examined, bank: readonly ExamItem[]): ExamPaper {
  const { weights, minutes, pass, items: count } = program.exam.knowledge;
  const items = bankOf(program, bank);
  return {
    exam: program.id,
    title: program.title,
    slots: slotsOf(weights, count),
    minutes,
    pass,
    items,
    bankSha256: bankDigest(items),
  };
}

/** Lessons that the items examine, those that can be read first. */
function lessonsOf(
  items: readonly ExamItem[],
  courses: readonly CourseOutline[],
): readonly SheetLesson[] {
  const objectives = [...new Set(items.map(({ objective }) => objective))];
  return objectives
    .flatMap((objective) => {
      const lesson = lessonOf(objective, courses);
      const own = items.filter((item) => item.objective === objective).map(({ id }) => id);
      return lesson ? [{ ...lesson, items: own }] : [];
    })
    .sort((a, b) => Number(a.href === undefined) - Number(b.href === undefined));
}

function lessonOf(
  objective: string,
  courses: readonly CourseOutline[],
): Omit<SheetLesson, 'items'> | undefined {
  const numbered = catalogued(objective);
  const lesson = numbered
    ? courses
        .find(({ id }) => id === numbered.course)
        ?.modules.flatMap(({ lessons }) => lessons)
        .at(numbered.place - 1)
    : courses
        .flatMap(({ modules }) => modules.flatMap(({ lessons }) => lessons))
        .find(({ id }) => id === objective);
  if (!lesson) return undefined;
  return {
    title: lesson.title,
    ...(lesson.status === 'open' ? { href: siteLink(lessonPath(lesson.id)) } : {}),
  };
}

/** How many questions an exam's bank has and needs. */
export function bankCount(
  program: Examined,
  bank: readonly ExamItem[],
): { readonly has: number; readonly wants: number } {
  const wants = program.exam.knowledge.items * ITEMS_PER_SLOT;
  return { has: Math.min(bankOf(program, bank).length, wants), wants };
}
