import type { QuestionAnswered } from '#progress';

/** Name of the event that a lesson's questions send on `document`; its detail is a `QuestionAnswered`. */
export const ANSWERED = 'plumbline:answered';

/** Tells the site that a question was answered. What is kept of it is the site's business. */
export function tellAnswered(question: string, right: boolean): void {
  const detail: QuestionAnswered = { question, right, answeredAt: new Date().toISOString() };
  document.dispatchEvent(new CustomEvent(ANSWERED, { detail }));
}
