/** A page in a browser that a program drives, as far as the conformance run needs it. */
export interface DrivenPage {
  /** What the browser calls itself, with its version. */
  readonly browser: string;
  /** Runs the body of an async function in the page and gives what it returns. `args` and the value are plain data. */
  run(body: string, args: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** The browser is not on this machine: the run says so, and is not counted as passed. */
export class BrowserMissing extends Error {
  override readonly name = 'BrowserMissing';
}
