import type { CompetencyId, Level, Proficiency } from '#curriculum';
import type { StepToDo } from '../standing.ts';

/** A lesson or lab as the record shows it. */
export interface RecordStep extends StepToDo {
  readonly title: string;
  readonly minutes: number;
  readonly href: string;
  /** Title of its course. */
  readonly course: string;
  /** A lab's checks, in order. */
  readonly checks?: readonly {
    readonly id: string;
    readonly claim: string;
    readonly must?: boolean | undefined;
  }[];
  /** Competencies that a lab or quiz gives evidence for. */
  readonly shows?: readonly CompetencyId[];
}

/** The competencies, and what each certificate asks of them. */
export interface CompetencySheet {
  readonly competencies: readonly { readonly id: CompetencyId; readonly name: string }[];
  /** Names of the levels of proficiency, from 0. */
  readonly levels: readonly string[];
  readonly certificates: readonly {
    readonly level: Level;
    readonly name: string;
    readonly asks: Readonly<Record<CompetencyId, Proficiency>>;
  }[];
}
