/** A small hostile program, and what must hold when it is run. */
export interface Attack {
  /** What it tries, as a sentence. */
  readonly tries: string;
  readonly language: 'shell' | 'python' | 'node';
  /** `{outside}` stands for the address of a second server, which must see nothing. */
  readonly program: string;
  /** A text that its output must have. */
  readonly says?: string | RegExp;
  /** A text that its output must never have: what it would print if it got through. */
  readonly never?: string | RegExp;
  /** The exit code that it must have. */
  readonly exitCode?: number;
  /** `killed` where it may also break itself so that the engine ends it, or it never ends. */
  readonly or?: 'killed';
  /** When it does not end by itself: how it is ended. */
  readonly ends?: 'by itself' | 'when killed';
}

/** What each program prints when it reached what it must not reach. */
export const THROUGH = 'GOT-THROUGH';
