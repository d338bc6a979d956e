import type * as files from './new-and-brought.ts';

/** What makes a cohort, reads one from a file and writes one into it: fetched when it is first wanted. */
export const cohortFiles = (): Promise<typeof files> => import('./new-and-brought.ts');
