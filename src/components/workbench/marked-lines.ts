import type { MarkedLine } from './bench.ts';
import type { CheckRun } from './check-run.ts';

/** The lines that failing verdicts point to. */
export function markedLines(run: CheckRun): readonly MarkedLine[] {
  return Object.values(run.verdicts).flatMap((verdict) => {
    if (verdict.status !== 'fail') return [];
    const { path, line } = verdict.lookAt ?? {};
    if (path === undefined || line === undefined) return [];
    return [{ path, line, words: `${verdict.check}: ${verdict.summary}` }];
  });
}
