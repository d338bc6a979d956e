import { mismatches, type Collection, type RegradeOutcome } from '#cohort';

/** One outcome as a line for a terminal, with what needs a person's eye below it. */
export function outcomeLine(outcome: RegradeOutcome): string {
  const { bundle } = outcome;
  const who = `${printable(bundle.learner)}  ${bundle.lab}`;
  if ('failure' in outcome) return `NOT GRADED  ${who}  ${printable(outcome.failure)}`;
  const { record, isFromBefore, durationMs } = outcome;
  const { points, maxPoints, passed } = record.score;
  const how = isFromBefore ? 'graded before' : `${(durationMs / 1000).toFixed(1)} s`;
  const late = bundle.isLate ? ', late' : '';
  const differs = record.differences.map(
    ({ check, selfReported, regraded }) =>
      `${check}: ${regraded} here, the learner’s browser reported ${selfReported}`,
  );
  const lines = [
    `${passed ? 'passed' : 'not passed'}  ${who}  ${points} of ${maxPoints} points  (${how}${late})`,
    ...[...mismatches(record), ...differs, ...bundle.notes].map(
      (words) => `    ${printable(words)}`,
    ),
  ];
  return lines.join('\n');
}

/** How many there are of what, and why files were set aside. */
export function regradeReport(
  outcomes: readonly RegradeOutcome[],
  { bundles, setAside }: Collection,
): string {
  const graded = outcomes.filter((outcome) => 'record' in outcome);
  const passed = graded.filter(({ record }) => record.score.passed).length;
  const elsewhere = bundles.length - outcomes.length;
  const lines = [
    '',
    `${graded.length} graded, ${passed} passed; ${outcomes.length - graded.length} not graded; ${setAside.length} set aside.` +
      (elsewhere > 0 ? ` ${elsewhere} belong to other parts.` : ''),
    ...setAside.map(
      ({ list, name, reason }) => `  ${list}: ${printable(name)}: ${printable(reason)}`,
    ),
  ];
  return lines.join('\n');
}

/** Names and ids come from strangers: without what would move the cursor, change colours or turn the direction of writing. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, (unit) => `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`);
}
