import { LabError } from '#container';

/** Any error as one that a learner can read. */
export function asLabError(error: unknown, name: string, hint: string): LabError {
  if (error instanceof LabError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new LabError(name, message, hint, { cause: error });
}
