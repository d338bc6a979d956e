/** What must be known of a record before anybody may decide about it. */
export interface Facts {
  readonly store: 'table' | 'log' | 'model';
  /** Whole days since the record's date. */
  readonly ageDays: number;
  /** The period that its purpose was given; a model has none. */
  readonly periodDays: number;
  readonly onHold: boolean;
  /** The person has asked for erasure. */
  readonly asked: boolean;
}

export type Outcome = 'refuse' | 'strip' | 'remove' | 'list' | 'keep';

/** What happens, as a choice says it. */
export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  remove: 'It is removed.',
  strip: 'It stays, and what names her is taken out of it.',
  refuse: 'Nothing changes anywhere, and the request is refused for now.',
  list: 'It stays in use, and is listed as affected.',
  keep: 'It stays as it is.',
};

/** A question that was asked of a record, with what the facts say. */
export interface Asked {
  readonly question: string;
  readonly yes: boolean;
  readonly because: string;
}

export interface Decision {
  /** In order; the last one decided. Four times no is `keep`. */
  readonly asked: readonly Asked[];
  readonly outcome: Outcome;
}

/** A log of a high-risk system is kept for six months at least; no six in a row are longer. */
export const LOG_FLOOR_DAYS = 184;

/** Hold, duty, request, period: the first yes decides. On the last day of a floor or a period it still runs. */
export function decide({ store, ageDays, periodDays, onHold, asked }: Facts): Decision {
  const duty = store === 'log' && ageDays <= LOG_FLOOR_DAYS;
  const over = store !== 'model' && ageDays > periodDays;
  const questions: readonly (Asked & { readonly outcome: Outcome })[] = [
    {
      question: 'Is it on hold?',
      yes: onHold,
      because: onHold ? 'a dispute needs it as it is' : 'no case names it',
      outcome: asked ? 'refuse' : 'keep',
    },
    {
      question: 'Does a duty to keep still run?',
      yes: duty,
      because:
        store === 'log' ? `${ageDays} of at least ${LOG_FLOOR_DAYS} days` : 'only the log has one',
      outcome: asked ? 'strip' : 'keep',
    },
    {
      question: 'Has she asked for erasure?',
      yes: asked,
      because: asked ? 'her request is in' : 'no request',
      outcome: store === 'model' ? 'list' : 'remove',
    },
    {
      question: 'Is its period over?',
      yes: over,
      because:
        store === 'model'
          ? 'a version ends when it is replaced'
          : `${ageDays} days of ${periodDays}`,
      outcome: 'remove',
    },
  ];
  const at = questions.findIndex(({ yes }) => yes);
  return {
    asked: (at < 0 ? questions : questions.slice(0, at + 1)).map(({ question, yes, because }) => ({
      question,
      yes,
      because,
    })),
    outcome: questions[at]?.outcome ?? 'keep',
  };
}
