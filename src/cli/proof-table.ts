import type { Mutant, Proof, ProofRun, ProvableLab, Verdict } from '#grading';

/** What a cell shows: what happened, and whether that was due. */
const HAPPENED: Readonly<Record<Verdict['status'], string>> = {
  pass: '✓',
  fail: '✗',
  blocked: '–',
  error: '?',
};

const ORDER: readonly ProofRun['kind'][] = ['starter', 'solution', 'accepted', 'mutant'];

/** What must happen in a cell; `either` where nothing is due (the starter may hold what it likes, up to its points). */
type Due = 'holds' | 'fails' | 'failsOrBlocked' | 'either';

/**
 * Checks × (starter, solution, accepted answers, mutants) for a terminal: each cell is what happened, and "!" marks
 * where something else was due. Rows that were not graded do not stand in it.
 *
 * `✓` holds, `✗` does not hold, `–` is blocked, `?` the grader broke.
 */
export function proofTable(
  provable: Pick<ProvableLab, 'lab' | 'mutants'>,
  proof: Pick<Proof, 'runs'>,
): string {
  const checks = provable.lab.checks.map(({ id }) => id);
  const runs = [...proof.runs].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const rows = runs.map((run) => ({
    name: nameOf(run),
    points: String(run.points),
    cells: checks.map((check) => cellOf(run, check, dueOf(run, check, provable.mutants))),
  }));
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const header = checks.map((_, index) => String(index + 1).padEnd(3)).join('');
  return [
    ...checks.map((check, index) => `${String(index + 1).padStart(4)}  ${check}`),
    '',
    `${' '.repeat(width)}  points  ${header}`.trimEnd(),
    ...rows.map(({ name, points, cells }) =>
      `${name.padEnd(width)}  ${points.padStart(6)}  ${cells.map((cell) => cell.padEnd(3)).join('')}`.trimEnd(),
    ),
  ].join('\n');
}

/** Checks that no graded mutant failed, in the lab's order. */
export function checksThatNothingKills(
  provable: Pick<ProvableLab, 'lab' | 'mutants'>,
  proof: Pick<Proof, 'runs'>,
): readonly string[] {
  const killed = new Set(
    proof.runs
      .filter(({ kind }) => kind === 'mutant')
      .flatMap((run) => (isFailed(run, checkOf(run)) ? [checkOf(run)] : [])),
  );
  return provable.lab.checks.map(({ id }) => id).filter((id) => !killed.has(id));
}

function cellOf(run: ProofRun, check: string, due: Due): string {
  const verdict = run.verdicts.find((given) => given.check === check);
  if (!verdict) return '·';
  return `${HAPPENED[verdict.status]}${isDue(verdict.status, due) ? '' : '!'}`;
}

function isDue(status: Verdict['status'], due: Due): boolean {
  switch (due) {
    case 'either':
      return status !== 'error';
    case 'holds':
      return status === 'pass';
    case 'fails':
      return status === 'fail';
    case 'failsOrBlocked':
      return status === 'fail' || status === 'blocked';
  }
}

function dueOf(run: ProofRun, check: string, mutants: readonly Mutant[]): Due {
  if (run.kind === 'starter') return 'either';
  if (run.kind !== 'mutant') return 'holds';
  if (check === checkOf(run)) return 'fails';
  const mutant = mutants.find((filed) => run.id === `mutant ${filed.check}/${filed.mistake}`);
  return mutant?.alsoFails.includes(check) ? 'failsOrBlocked' : 'holds';
}

/** `mutant <check>/<mistake>`: the check that it is filed under. */
const checkOf = (run: ProofRun): string => /^mutant ([^/]+)\//.exec(run.id)?.[1] ?? '';

const isFailed = (run: ProofRun, check: string): boolean =>
  run.verdicts.some((verdict) => verdict.check === check && verdict.status === 'fail');

const nameOf = (run: ProofRun): string =>
  run.kind === 'solution' ? run.id.replace(/^solution .*-(\d+) /, 'solution, seed $1, ') : run.id;
