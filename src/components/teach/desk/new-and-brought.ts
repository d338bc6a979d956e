export { newCohort, readCohortFile, writeCohortFile } from '#cohort';
