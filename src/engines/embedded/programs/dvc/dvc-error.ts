/** Ends the program: words after `ERROR: ` and DVC's exit code (255 for what DVC itself refuses). */
export class DvcError extends Error {
  readonly code: number;

  constructor(message: string, code = 255) {
    super(message);
    this.name = 'DvcError';
    this.code = code;
  }
}

/** DVC's exit codes beside 255. */
export const EXIT_CONFIG = 251;
export const EXIT_NOT_A_PROJECT = 253;
export const EXIT_USAGE = 254;
