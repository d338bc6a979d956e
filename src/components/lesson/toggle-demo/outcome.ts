import { decisionsThatDiffer, type TrainingRun } from './training-run.ts';

/** What may differ between two runs, and what the learner predicts of it. */
export interface Outcome {
  readonly digest: boolean;
  readonly auc: boolean;
  readonly decisions: boolean;
}

/** What does differ between a run and the January run. */
export interface Comparison {
  readonly differs: Outcome;
  /** Of 1,000 unseen applications, how many are treated differently. */
  readonly decisions: number;
}

export const OUTCOMES: readonly { readonly id: keyof Outcome; readonly label: string }[] = [
  { id: 'digest', label: 'the digest of model.json' },
  { id: 'auc', label: 'the AUC, at four places' },
  { id: 'decisions', label: 'the decision on at least one of 1,000 applications' },
];

export function outcomeOf(january: TrainingRun, run: TrainingRun): Comparison {
  const decisions = decisionsThatDiffer(january, run);
  return {
    differs: {
      digest: run.modelDigest !== january.modelDigest,
      auc: run.auc.toFixed(4) !== january.auc.toFixed(4),
      decisions: decisions > 0,
    },
    decisions,
  };
}

/** The comparison and the prediction, in sentences. */
export function sayOutcome(
  run: TrainingRun,
  { differs, decisions }: Comparison,
  predicted: Outcome,
): string {
  const right = OUTCOMES.filter(({ id }) => predicted[id] === differs[id]).length;
  return [
    differs.digest ? 'The digest differs.' : 'The digest is the same: the bytes are the same.',
    differs.auc ? `The AUC is ${run.auc.toFixed(4)}.` : `The AUC stays ${run.auc.toFixed(4)}.`,
    decisions === 0
      ? 'No decision differs.'
      : `${decisions} of 1,000 decisions ${decisions === 1 ? 'differs' : 'differ'}.`,
    `${right} of your 3 predictions hold.`.replace(
      '1 of your 3 predictions hold',
      '1 of your 3 predictions holds',
    ),
  ].join(' ');
}
