import { parseArgs } from 'node:util';
import {
  asAssigned,
  COHORT_LIMITS,
  newAssignmentId,
  withTerms,
  type AssignedItem,
  type AssignmentTerms,
  type Cohort,
  type ItemKind,
  type LateRule,
} from '#cohort';
import { assignable } from './assignable.ts';
import { readCohortFolder, updateCohortFolder } from './cohort-folder.ts';
import { timeOf, usage, wholeIn } from './argument-values.ts';

/** `assign FOLDER`: adds an assignment to the cohort of a folder, or changes the one that `--id` names. */
export function assign(words: readonly string[]): number {
  const { values, positionals } = read(words);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw usage('One folder is needed.');
  const cohort = readCohortFolder(folder);
  const before = cohort.assignments.find(({ terms }) => terms.id === values.id)?.terms;
  if (values.id !== undefined && !before) {
    throw usage(`This cohort has no assignment "${values.id}".`);
  }
  const terms = termsOf(values, cohort, before);
  updateCohortFolder(folder, (now) => withTerms(now, terms));
  const due = terms.dueAt === undefined ? 'with no due date' : `due ${terms.dueAt}`;
  console.log(
    `${before ? 'Changed' : 'Added'} ${terms.id}: “${terms.title}”, ${terms.items.length} to do, ${due}.`,
  );
  return 0;
}

type Values = ReturnType<typeof read>['values'];

function termsOf(
  values: Values,
  cohort: Cohort,
  before: AssignmentTerms | undefined,
): AssignmentTerms {
  const title = values.title ?? before?.title;
  if (title === undefined) throw usage('--title is needed.');
  const itemOf = (kind: ItemKind, id: string): AssignedItem =>
    asAssigned(
      assignable(kind, id),
      before?.items.find((item) => item.kind === kind && item.id === id),
    );
  const items: AssignedItem[] = [
    ...(values.lesson ?? []).map((id) => itemOf('lesson', id)),
    ...(values.quiz ?? []).map((id) => itemOf('quiz', id)),
    ...(values.lab ?? []).map((id) => itemOf('lab', id)),
    ...(values.exam ?? []).map((id) => itemOf('exam', id)),
  ];
  const chosen = items.length > 0 ? items : (before?.items ?? []);
  if (chosen.length === 0) throw usage('One --lab, --exam, --quiz or --lesson at least is needed.');
  const opensAt = values.opens === undefined ? before?.opensAt : timeOf('--opens', values.opens);
  const dueAt = values.due === undefined ? before?.dueAt : timeOf('--due', values.due);
  const engine = values.engine ?? before?.engine;
  if (engine !== undefined && engine !== 'embedded' && engine !== 'webcontainer') {
    throw usage(`--engine has "${engine}"; expected embedded or webcontainer.`);
  }
  return {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: before?.id ?? newAssignmentId(title, cohort),
    title,
    cohort: { id: cohort.id, name: cohort.name },
    issuer: cohort.issuer.name,
    items: chosen,
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(dueAt === undefined ? {} : { dueAt }),
    late: values.late === undefined ? (before?.late ?? { kind: 'accept' }) : lateIn(values.late),
    attempts:
      values.attempts === undefined
        ? (before?.attempts ?? 1)
        : wholeIn('--attempts', values.attempts, 1, COHORT_LIMITS.attempts),
    passPercent:
      values.pass === undefined
        ? (before?.passPercent ?? 70)
        : wholeIn('--pass', values.pass, 0, 100),
    hintsAllowed: values['no-hints'] === true ? false : (before?.hintsAllowed ?? true),
    ...(engine === undefined ? {} : { engine }),
  };
}

function lateIn(text: string): LateRule {
  if (text === 'accept' || text === 'refuse') return { kind: text };
  const [, perDay, most] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  if (perDay === undefined || most === undefined) {
    throw usage(
      `--late has "${text}"; expected accept, refuse, or 10/50 for 10 percent a day, 50 at most.`,
    );
  }
  return {
    kind: 'deduct',
    percentPerDay: wholeIn('--late', perDay, 0, 100),
    mostPercent: wholeIn('--late', most, 0, 100),
  };
}

function read(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        id: text,
        title: text,
        lab: texts,
        exam: texts,
        quiz: texts,
        lesson: texts,
        opens: text,
        due: text,
        late: text,
        attempts: text,
        pass: text,
        'no-hints': { type: 'boolean' },
        engine: text,
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}
