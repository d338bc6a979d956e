import type { LabManifest } from '#curriculum';
import { score, type GradedLab, type Place, type Verdict } from '#grading';

const WORDS: Readonly<Record<Verdict['status'], string>> = {
  pass: 'holds',
  fail: 'does not hold',
  blocked: 'blocked',
  error: 'grader broke',
};

/** Verdicts as text for a terminal: task by task, with what was run, what came back and what was expected. */
export function verdictReport(
  manifest: LabManifest,
  lab: GradedLab,
  verdicts: readonly Verdict[],
): string {
  const result = score(lab, verdicts);
  const lines: string[] = [];
  for (const task of manifest.tasks) {
    const earned = result.tasks.find((scored) => scored.task === task.id)?.points ?? 0;
    lines.push('', `${task.title} (${earned} of ${task.points} points)`);
    for (const { id, claim } of task.checks) {
      const verdict = verdicts.find(({ check }) => check === id);
      const word = verdict ? WORDS[verdict.status] : 'not run';
      lines.push(`  ${word.padEnd(14)} ${claim}`);
      if (verdict) lines.push(...detailsOf(verdict).map((line) => `      ${line}`));
    }
  }
  const holding = verdicts.filter(({ status }) => status === 'pass').length;
  lines.push(
    '',
    `${holding} of ${lab.checks.length} checks hold: ${result.points} of ${result.maxPoints} points, ` +
      `${result.passed ? 'passed' : 'not passed'} (${lab.passPoints} pass).`,
    ...result.unmet.map((check) => `Nobody passes without "${check}".`),
  );
  return lines.join('\n').trimStart();
}

function detailsOf(verdict: Verdict): string[] {
  switch (verdict.status) {
    case 'pass':
      return [];
    case 'blocked':
      return [printable(verdict.because)];
    case 'error':
      return [printable(verdict.message)];
    case 'fail':
      return [
        printable(verdict.summary),
        ...field('ran', verdict.ran),
        ...field('came back', verdict.cameBack),
        ...field('expected', verdict.expected),
        ...(verdict.lookAt ? field('look at', placeText(verdict.lookAt)) : []),
      ];
  }
}

function field(name: string, value: string): string[] {
  const [first = '', ...rest] = printable(value).split('\n');
  return [`${name.padEnd(10)} ${first}`, ...rest.map((line) => `${' '.repeat(11)}${line}`)];
}

function placeText({ path, line, lesson }: Place): string {
  const file = path === undefined ? undefined : line === undefined ? path : `${path}:${line}`;
  return [file, lesson && `lesson ${lesson}`].filter(Boolean).join(', ');
}

/**
 * Without what would move the cursor, change colours or turn the direction of writing: part of this text was printed by
 * the learner's program.
 */
function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, (unit) => {
    const code = unit.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}
