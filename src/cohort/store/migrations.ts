/** What is kept, by shelf. Keys are texts. */
export const SHELVES = ['cohorts', 'handIns', 'bundles', 'setAside', 'keys'] as const;
export type Shelf = (typeof SHELVES)[number];

/** One step of the schema. Steps are never edited once released: a change is a new step at the end. */
export interface StoreMigration {
  readonly adds: readonly Shelf[];
}

/** The version after the step at index i is i + 1. */
export const STORE_MIGRATIONS: readonly StoreMigration[] = [
  {
    // `cohorts`: id. `handIns`, `bundles`: `<cohort>/<learner>/<sha256>`. `setAside`: `<cohort>/<sha256>`. `keys`: name.
    adds: ['cohorts', 'handIns', 'bundles', 'setAside', 'keys'],
  },
];

export const STORE_VERSION = STORE_MIGRATIONS.length;
