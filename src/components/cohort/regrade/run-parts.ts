/** What reads hand-ins, grades and signs: it comes behind the page, which stands sooner without it. */
export { drawIssuerSecrets } from '#cohort';
export { Outcomes } from './Outcomes.tsx';
export { readGiven } from './read-given.ts';
export { runRegrade } from './regrade-run.ts';
export { saveRecords } from './save-records.ts';
