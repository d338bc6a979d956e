import type { CohortStore } from '#cohort';

/** A cohort that the page offers to make, such as one to try things with. `src/components/teach/<name>/offer.ts` exports it. */
export interface CohortOffer {
  /** A verb: "Make the demo cohort". */
  readonly label: string;
  /** What it is, in a sentence. */
  readonly words: string;
  /**
   * Makes it in the store.
   *
   * @param say tells how far it is
   * @returns the cohort's id
   */
  readonly make: (store: CohortStore, say: (words: string) => void) => Promise<string>;
}

export const OFFERS: readonly CohortOffer[] = Object.values(
  import.meta.glob('/src/components/teach/*/offer.ts', { eager: true, import: 'offer' }),
);
