import { LabError } from '#container';

/** Any error as one that a learner can read. */
export function asLabError(error: unknown): LabError {
  if (error instanceof LabError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new LabError(
    'NotKept',
    `That did not work: ${message}.`,
    'Reload the page and try again.',
  );
}
