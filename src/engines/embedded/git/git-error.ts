/** Ends a git command: `message` goes to standard error as it is (a newline is added), `code` is the exit code. */
export class GitExit extends Error {
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.name = 'GitExit';
    this.code = code;
  }
}

/** git's `die`: `fatal: …`, exit code 128. */
export const fatal = (message: string): GitExit => new GitExit(`fatal: ${message}`, 128);

/** git's `error` that ends the command, exit code 1 unless told. */
export const failure = (message: string, code = 1): GitExit =>
  new GitExit(`error: ${message}`, code);
