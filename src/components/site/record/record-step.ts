import type { StepToDo } from '../standing.ts';

/** A lesson or lab as the record shows it. */
export interface RecordStep extends StepToDo {
  readonly title: string;
  readonly minutes: number;
  readonly href: string;
  /** Title of its course. */
  readonly course: string;
  /** Claims of a lab's checks by id, in order. */
  readonly checks?: readonly { readonly id: string; readonly claim: string }[];
}
