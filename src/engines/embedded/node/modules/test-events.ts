/** What a test run tells a reporter, as data: it may come from another process. */
export type TestEvent =
  /** A test or suite that has something to show begins; parents begin before their parts. */
  | { readonly type: 'start'; readonly name: string; readonly nesting: number }
  | {
      readonly type: 'end';
      readonly name: string;
      readonly nesting: number;
      /** Among its siblings, from 1. */
      readonly number: number;
      readonly outcome: 'pass' | 'fail' | 'cancelled';
      readonly isSuite: boolean;
      /** Tests or suites in it. */
      readonly parts: number;
      readonly durationMs: number;
      /** `''` without a reason; `undefined` when it is not one. */
      readonly skip: string | undefined;
      readonly todo: string | undefined;
      readonly failure: TestFailure | undefined;
    }
  | { readonly type: 'plan'; readonly nesting: number; readonly count: number }
  | { readonly type: 'diagnostic'; readonly nesting: number; readonly text: string }
  /** What the program prints while tests run. */
  | { readonly type: 'printed'; readonly text: string };

export interface TestFailure {
  /** `file:line:column` of the test. */
  readonly place: string;
  /** The parts failed, not the test itself. */
  readonly isOfParts: boolean;
  /** The error as `inspect` shows it. */
  readonly shown: string;
  readonly message: string;
  readonly code: string;
  readonly stack: readonly string[];
}

export interface TestCounts {
  tests: number;
  suites: number;
  pass: number;
  fail: number;
  cancelled: number;
  skipped: number;
  todo: number;
}

export function countEnd(counts: TestCounts, event: Extract<TestEvent, { type: 'end' }>): void {
  if (event.isSuite) {
    counts.suites += 1;
    return;
  }
  counts.tests += 1;
  if (event.skip !== undefined) counts.skipped += 1;
  else if (event.todo !== undefined) counts.todo += 1;
  else if (event.outcome === 'cancelled') counts.cancelled += 1;
  else counts[event.outcome] += 1;
}

export const noCounts = (): TestCounts => ({
  tests: 0,
  suites: 0,
  pass: 0,
  fail: 0,
  cancelled: 0,
  skipped: 0,
  todo: 0,
});
