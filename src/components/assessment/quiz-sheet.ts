import type { QuizBank } from '#assessment';

/** A page that a quiz leads to. */
export interface Way {
  readonly title: string;
  /** `''` in a package that does not have the page. */
  readonly href: string;
}

/** What the page of a quiz knows beside its bank, which comes with the first question. */
export interface QuizSheet {
  /** Where the bank lies. */
  readonly bankAddress: string;
  readonly title: string;
  /** Items of the bank, of which so many are drawn. */
  readonly items: number;
  readonly draw: number;
  readonly pass: number;
  /** Lessons of the module, by slug; those without an address are not written yet. */
  readonly lessons: Readonly<Record<string, { readonly title: string; readonly href?: string }>>;
  /** Where it goes on after the quiz. */
  readonly next: Way;
}

/**
 * Fetches the bank of a quiz.
 *
 * @throws Error in words for the learner when it cannot be had.
 */
export async function fetchBank(address: string): Promise<QuizBank> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch {
    throw new Error('The questions are not on this device yet, and there is no network now.');
  }
  if (!response.ok)
    throw new Error(`The questions cannot be had: the site answers ${response.status}.`);
  return (await response.json()) as QuizBank;
}
