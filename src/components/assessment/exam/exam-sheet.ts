import type { ExamPaper } from '#assessment';
import type { CompetencyId, Level, PracticalPart } from '#curriculum';

/** What the page of an exam knows beside its questions, which come when it is begun. */
export interface ExamSheet {
  /** Id of the program. */
  readonly exam: string;
  readonly title: string;
  readonly level: Level;
  readonly paperAddress: string;
  readonly items: number;
  readonly minutes: number;
  readonly pass: number;
  readonly competencies: Readonly<Partial<Record<CompetencyId, string>>>;
  readonly practical: SheetPractical;
  /** Lessons with the questions that they teach, by id; without an address while they are coming. */
  readonly lessons: readonly SheetLesson[];
  readonly retakeHours: { readonly first: number; readonly next: number };
}

/** Part P, its labs with their addresses. */
export type SheetPractical =
  | {
      readonly kind: 'practice';
      readonly labs: number;
      readonly pass: number;
      readonly address: string;
      /** Checks without which nobody passes, by lab; labs without any are left out. */
      readonly must: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly kind: 'labs'; readonly labs: readonly SheetLab[] };

export interface SheetLab {
  readonly title: string;
  readonly minutes: number;
  readonly pass: number;
  readonly pauses: Extract<PracticalPart, { kind: 'capstone' }>['pauses'];
  /** Absent while the lab is not written. */
  readonly lab?: string;
  readonly address?: string;
  /** What the checks without which nobody passes claim, by their id. */
  readonly must?: Readonly<Record<string, string>>;
}

export interface SheetLesson {
  readonly title: string;
  readonly href?: string;
  readonly items: readonly string[];
}

/**
 * Fetches the questions of an exam.
 *
 * @throws Error in words for the learner when they cannot be had.
 */
export async function fetchPaper(address: string): Promise<ExamPaper> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch {
    throw new Error('The questions are not on this device yet, and there is no network now.');
  }
  if (!response.ok)
    throw new Error(`The questions cannot be had: the site answers ${response.status}.`);
  return (await response.json()) as ExamPaper;
}
