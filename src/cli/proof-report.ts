import { engineFaults, type GradedLab, type Proof, type ProofFault } from '#grading';

/** The proofs of one lab, one per engine, and everything that speaks against it. */
export interface LabProof {
  readonly lab: string;
  readonly proved: boolean;
  readonly faults: readonly ProofFault[];
  readonly proofs: readonly Proof[];
}

/** Joins the proofs of one lab; the engines are held against each other. */
export function joinProofs(lab: string, proofs: readonly Proof[]): LabProof {
  const [first, ...others] = proofs;
  const faults = [
    ...proofs.flatMap((proof) =>
      proof.faults.map((fault) => ({ ...fault, message: `${fault.message} (${proof.engine})` })),
    ),
    ...others.flatMap((other) => (first ? engineFaults(first, other) : [])),
  ];
  return { lab, proved: proofs.length > 0 && faults.length === 0, faults, proofs };
}

/** A table for the terminal: what was graded on each engine, and what catches what. */
export function proofReport(lab: GradedLab, { proved, faults, proofs }: LabProof): string {
  const lines = [`labs/${lab.id}: ${proved ? 'proved' : 'NOT PROVED'}`];
  for (const { engine, runs, durationMs } of proofs) {
    const seconds = (durationMs / 1000).toFixed(1);
    lines.push(
      `  ${engine.padEnd(22)} ${String(runs.length).padStart(3)} gradings in ${seconds} s`,
    );
  }
  const [first] = proofs;
  if (first) {
    const width = Math.max(...lab.checks.map(({ id }) => id.length));
    for (const { id } of lab.checks) {
      const mutants = first.runs.filter((run) => run.id.startsWith(`mutant ${id}/`));
      const caught = mutants.filter((run) =>
        run.verdicts.some(({ check, status }) => check === id && status === 'fail'),
      );
      lines.push(
        `    ${id.padEnd(width)}  catches ${caught.length} of ${mutants.length} known-wrong answers`,
      );
    }
    const accepted = first.runs.filter(({ kind }) => kind === 'accepted');
    lines.push(`    ${accepted.length} right answers unlike the solution were graded`);
  }
  return [...lines, ...faults.map(faultText)].join('\n');
}

/** A fault as text: what, and what to do. */
export function faultText({ name, message, hint }: ProofFault): string {
  return `${name}: ${message}\n  ${hint}`;
}
