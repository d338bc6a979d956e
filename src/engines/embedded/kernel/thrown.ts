import { LabError } from '#container';

/** An error in the shape in which it is posted. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  /** Empty unless it is a LabError. */
  readonly hint: string;
}

/** What was thrown on one thread, for another: only the words of an error cross, and not its class. */
export function thrown(error: unknown): Thrown {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message, hint: error instanceof LabError ? error.hint : '' };
}
