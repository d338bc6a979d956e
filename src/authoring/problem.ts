import { LabError } from '#container';

/** One thing that an author must mend. */
export interface Problem {
  /** Path from the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong, in one sentence. */
  readonly what: string;
  /** What to do, in one sentence or two. */
  readonly todo: string;
}

/** A problem as printed: place and fault on the first line, the remedy below it. */
export function formatProblem({ file, line, what, todo }: Problem): string {
  return `${file}:${line}: ${what}\n  ${todo}`;
}

/** Problems by file, then by line. */
export function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Refuses to go on with content that has problems.
 *
 * @throws LabError `ContentBroken` with all problems, as `npm run check` prints them.
 */
export function refuseBroken(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new LabError(
    'ContentBroken',
    inReadingOrder(problems).map(formatProblem).join('\n'),
    'Mend the files above; "npm run check" lists everything at once.',
  );
}
