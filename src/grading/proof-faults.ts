import type { Verdict } from './check.ts';
import type { GradedLab } from './lab.ts';
import type { Accepted, Mutant, Proof, ProofFault, ProofRun, ProvableLab } from './proof.ts';

/** The starter must earn less than this share of the points. */
const STARTER_SHARE = 0.25;

const STATUS_WORDS = {
  pass: 'holds',
  fail: 'does not hold',
  blocked: 'is blocked',
  error: 'broke',
  none: 'was not run',
};

/** One of a lab's own answers, by what it is. */
export type LabAnswer =
  | { readonly kind: 'starter' | 'solution' }
  | { readonly kind: 'mutant'; readonly mutant: Mutant }
  | { readonly kind: 'accepted'; readonly accepted: Accepted };

/** What is not as it is due when one of the lab's own answers was graded; empty when all is. */
export function answerFaults(lab: GradedLab, answer: LabAnswer, run: ProofRun): ProofFault[] {
  switch (answer.kind) {
    case 'starter':
      return starterFaults(lab, run);
    case 'solution':
      return solutionFaults(lab, run);
    case 'mutant':
      return mutantFaults(lab, answer.mutant, run);
    case 'accepted':
      return acceptedFaults(lab, answer.accepted, run);
  }
}

/** Checks without a mutant, and mutants filed under no check. */
export function filingFaults({ lab, mutants }: ProvableLab): ProofFault[] {
  const checks = lab.checks.map(({ id }) => id);
  const filed = new Set(mutants.map(({ check }) => check));
  const unfiled = checks.filter((id) => !filed.has(id));
  const strays = mutants.flatMap((mutant) => [
    ...(checks.includes(mutant.check) ? [] : [[mutant, mutant.check] as const]),
    ...mutant.alsoFails.filter((id) => !checks.includes(id)).map((id) => [mutant, id] as const),
  ]);
  return [
    ...unfiled.map((id) => ({
      name: 'LabCheckWithoutMutant',
      message: `no known-wrong answer shows that "${id}" of labs/${lab.id} can fail.`,
      hint: `Add labs/${lab.id}/mutants/${id}/<what-is-wrong>/.`,
    })),
    ...strays.map(([mutant, id]) => ({
      name: 'LabMutantNamesNoCheck',
      message: `${placeOf(lab, mutant)} names the check "${id}", which the lab does not have.`,
      hint: `The checks are: ${checks.join(', ')}.`,
    })),
  ];
}

export function starterFaults(lab: GradedLab, run: ProofRun): ProofFault[] {
  const faults = brokenFaults(lab, run, `labs/${lab.id}/starter`);
  const most = maxPointsOf(lab) * STARTER_SHARE;
  if (run.points >= most) {
    faults.push({
      name: 'LabStarterEarnsPoints',
      message: `labs/${lab.id}/starter earns ${run.points} points before the learner did anything; less than ${most} is the rule.`,
      hint: `These checks hold on it: ${holding(run).join(', ')}.`,
    });
  }
  return faults;
}

export function solutionFaults(lab: GradedLab, run: ProofRun): ProofFault[] {
  return passesAll(lab, run, 'LabSolutionDoesNotPass', `labs/${lab.id}/solution`, {
    hint: 'Mend the solution, or the check that refuses it.',
  });
}

export function acceptedFaults(lab: GradedLab, answer: Accepted, run: ProofRun): ProofFault[] {
  return passesAll(lab, run, 'LabAnswerRefused', `labs/${lab.id}/accepted/${answer.difference}`, {
    hint: 'A right answer is refused: make the check look at meaning, not at form.',
  });
}

export function mutantFaults(lab: GradedLab, mutant: Mutant, run: ProofRun): ProofFault[] {
  const place = placeOf(lab, mutant);
  const faults = brokenFaults(lab, run, place);
  const expected = [mutant.check, ...mutant.alsoFails];
  const failing = run.verdicts.filter(({ status }) => status !== 'pass' && status !== 'error');
  const filed = run.verdicts.find(({ check }) => check === mutant.check);
  if (filed?.status !== 'fail') {
    const others = failing.map(({ check }) => check);
    faults.push({
      name: 'LabMutantSurvived',
      message:
        others.length === 0
          ? `no check caught ${place} (seed "${run.seed}").`
          : `"${mutant.check}" did not catch ${place} (seed "${run.seed}"); ${others.join(', ')} did.`,
      hint: `"${mutant.check}" ${STATUS_WORDS[filed?.status ?? 'none']} on it. Make the check see the mistake, or delete the mutant.`,
    });
  }
  const undeclared = failing.filter(({ check }) => !expected.includes(check));
  if (undeclared.length > 0) {
    faults.push({
      name: 'LabMutantFailsMore',
      message: `${place} fails more than it is filed under (seed "${run.seed}"): ${undeclared.map(sentence).join(' ')}`,
      hint: 'Make the mutant smaller, or declare the others in its expect.yaml under "alsoFails".',
    });
  }
  const unseen = mutant.alsoFails.filter((id) => !failing.some(({ check }) => check === id));
  if (unseen.length > 0) {
    faults.push({
      name: 'LabMutantFailsLess',
      message: `expect.yaml of ${place} declares ${unseen.join(', ')}, and that holds.`,
      hint: 'Take it out of "alsoFails".',
    });
  }
  return faults;
}

/**
 * Where two engines did not say the same of the same work. What a mutant's programs printed is not compared: the mistake
 * may be to print something else each time, or to break with a traceback, which each version of Python draws in its way.
 */
export function engineFaults(first: Proof, second: Proof): ProofFault[] {
  const others = new Map(second.runs.map((run) => [run.id, run]));
  return first.runs.flatMap((run) => {
    const other = others.get(run.id);
    if (!other) return [differ(first, `${run.id} was graded on ${first.engine} only.`)];
    const compared = run.kind === 'mutant' ? findingOf : sentence;
    return run.verdicts.flatMap((verdict, index) => {
      const twin = other.verdicts[index];
      if (twin && compared(verdict) === compared(twin)) return [];
      const said = twin ? sentence(twin) : 'nothing';
      return [
        differ(
          first,
          `${run.id} (seed "${run.seed}"): ${first.engine} says: ${sentence(verdict)} ${second.engine} says: ${said}`,
        ),
      ];
    });
  });
}

function differ(proof: Proof, message: string): ProofFault {
  return {
    name: 'LabVerdictsDiffer',
    message: `labs/${proof.lab}: ${message}`,
    hint: 'A verdict may not depend on the engine: find what the check reads that differs.',
  };
}

function passesAll(
  lab: GradedLab,
  run: ProofRun,
  name: string,
  place: string,
  { hint }: { hint: string },
): ProofFault[] {
  const failing = run.verdicts.filter(({ status }) => status === 'fail' || status === 'blocked');
  const faults = brokenFaults(lab, run, place);
  if (failing.length > 0) {
    const said = failing.map(sentence).join(' ');
    faults.push({ name, message: `${place} does not pass (seed "${run.seed}"): ${said}`, hint });
  }
  return faults;
}

function brokenFaults(lab: GradedLab, run: ProofRun, place: string): ProofFault[] {
  return run.verdicts.flatMap((verdict) =>
    verdict.status === 'error'
      ? [
          {
            name: 'LabGraderBroke',
            message: `"${verdict.check}" broke on ${place} (seed "${run.seed}"): ${verdict.message}`,
            hint: `A check may fail, never throw: mend labs/${lab.id}/checks.ts or the engine.`,
          },
        ]
      : [],
  );
}

/** A verdict in one line, without its time. */
export function sentence(verdict: Verdict): string {
  switch (verdict.status) {
    case 'pass':
      return `"${verdict.check}" holds.`;
    case 'fail':
      return `"${verdict.check}" does not hold: ${verdict.summary} [ran: ${verdict.ran} · came back: ${verdict.cameBack} · expected: ${verdict.expected}]`;
    case 'blocked':
      return `"${verdict.check}" is blocked: ${verdict.because}`;
    case 'error':
      return `"${verdict.check}" broke: ${verdict.message}`;
  }
}

/** A verdict in one line, without its time and without what was run and came back. */
function findingOf(verdict: Verdict): string {
  return verdict.status === 'fail'
    ? `"${verdict.check}" does not hold: ${verdict.summary}`
    : sentence(verdict);
}

function holding(run: ProofRun): string[] {
  return run.verdicts.filter(({ status }) => status === 'pass').map(({ check }) => check);
}

function placeOf(lab: GradedLab, mutant: Mutant): string {
  return `labs/${lab.id}/mutants/${mutant.check}/${mutant.mistake}`;
}

function maxPointsOf(lab: GradedLab): number {
  return lab.tasks.reduce((sum, task) => sum + task.points, 0);
}
