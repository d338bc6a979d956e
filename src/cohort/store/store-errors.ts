import { LabError } from '#container';

export const notKept = (what: string): LabError =>
  new LabError(
    'NotKept',
    `${what} is not kept in this browser.`,
    'It may have been deleted in another tab. Reload the page.',
  );

export const cohortKept = (name: string): LabError =>
  new LabError(
    'CohortKept',
    `The cohort “${name}” is kept in this browser already.`,
    'Replace it as a whole, or leave it as it is. Nothing was changed.',
  );

export const cohortArchived = (name: string): LabError =>
  new LabError(
    'CohortArchived',
    `The cohort “${name}” is archived, and nothing of it is changed.`,
    'Open it again first.',
  );

export const tooNew = (cause: unknown): LabError =>
  new LabError(
    'StoreTooNew',
    'A later edition of this page wrote the cohorts in this browser.',
    'Reload the page to get the newer one. Nothing was changed.',
    { cause },
  );

export const forbidden = (cause: unknown): LabError =>
  new LabError(
    'StorageForbidden',
    'This browser does not let the site keep anything on this device (private window or blocked site data).',
    'Cohorts are kept nowhere else. Allow site data, or open the page in an ordinary window.',
    { cause },
  );

/** What the browser threw while writing, in words. */
export function storageError(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  if (error.name === 'QuotaExceededError') {
    return new LabError(
      'StorageFull',
      'The browser’s storage is full, and nothing of this step was kept.',
      'Export a cohort that is finished, delete it here, then do the step again.',
      { cause: error },
    );
  }
  return new LabError(
    'StorageLost',
    `The browser’s storage did not take the change (${error.name}).`,
    'Do the step again. If it stays so, export the cohort and reload the page.',
    { cause: error },
  );
}
