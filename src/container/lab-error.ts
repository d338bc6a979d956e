/**
 * An error that a person can act on.
 *
 * `name` is permanent and may be relied on; `message` says what happened and why; `hint` says what to do.
 */
export class LabError extends Error {
  readonly hint: string;

  constructor(name: string, message: string, hint = '', options?: ErrorOptions) {
    super(message, options);
    this.name = name;
    this.hint = hint;
  }
}

/**
 * The POSIX code of a file-system error (`ENOENT`, `EISDIR`…), or `undefined` when it is another kind of error.
 *
 * The real WebContainer client loses `.code` in transit, so the message decides: it begins with the code and a colon.
 */
export function errorCode(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : String(error);
  return /^(?:Error: )?(E[A-Z0-9]+):/.exec(message)?.[1];
}
