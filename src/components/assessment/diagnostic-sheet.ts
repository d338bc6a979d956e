import type { RoutedCourse } from '#assessment';
import type { CompetencyId, Level, Proof } from '#curriculum';

/** What the diagnostic's page knows. */
export interface DiagnosticSheet {
  readonly competencies: readonly { readonly id: CompetencyId; readonly name: string }[];
  /** Behaviours of 0 to 4, in order. */
  readonly behaviours: readonly string[];
  readonly aims: readonly { readonly level: Level; readonly text: string }[];
  readonly works: readonly string[];
  readonly proofs: readonly Proof[];
  readonly courses: readonly (RoutedCourse & {
    readonly title: string;
    readonly href: string;
    /** Titles of its modules, in order. */
    readonly modules: readonly string[];
    /** What can be read and done of it today. */
    readonly today: string;
    /** Its last lab, to pass without hints instead of the course. */
    readonly challenge?: { readonly title: string; readonly href: string };
  })[];
  /** The exam of each level; without an address while it is not open. */
  readonly exams: Readonly<Record<Level, { readonly title: string; readonly href?: string }>>;
}

/** Which question follows a claim. */
export function proofFor(
  proofs: readonly Proof[],
  competency: CompetencyId,
  claim: number,
): Proof | undefined {
  const tier = claim <= 1 ? 'explain' : claim === 2 ? 'read' : 'fix';
  return proofs.find((one) => one.competency === competency && one.tier === tier);
}
