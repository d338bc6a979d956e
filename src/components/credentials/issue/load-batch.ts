import type * as Batch from './batch.ts';

/** What reads records, draws badges and signs: it comes behind the page, which stands sooner without it. */
export const loadBatch = (): Promise<typeof Batch> => import('./batch.ts');
