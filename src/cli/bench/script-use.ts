/** What V8's precise coverage says of one script; the shape that Playwright's `stopJSCoverage` gives. */
export interface CoveredScript {
  readonly source?: string;
  readonly functions: readonly {
    readonly ranges: readonly {
      readonly startOffset: number;
      readonly endOffset: number;
      readonly count: number;
    }[];
  }[];
}

/**
 * How many characters of a script have run.
 *
 * Ranges nest: an inner one says anew what holds for its part. V8 gives functions from the outside in, and each
 * function's ranges too.
 */
export function charactersRun({ source = '', functions }: CoveredScript): number {
  const hasRun = new Uint8Array(source.length);
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count } of ranges) {
      hasRun.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    }
  }
  return hasRun.reduce((sum, one) => sum + one, 0);
}
