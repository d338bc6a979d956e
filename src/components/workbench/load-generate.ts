import type { Generate } from '#grading';

const generators = import.meta.glob<{ readonly generate: Generate }>('/labs/*/generate.ts');

/** What makes the data of a lab for a seed; nothing where a lab has none. For workers: a page would wait for a table to be drawn. */
export const loadGenerate = async (lab: string): Promise<Generate | undefined> =>
  (await generators[`/labs/${lab}/generate.ts`]?.())?.generate;
