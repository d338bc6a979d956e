/** How a model may be served. */
export type Pattern = 'batch' | 'look-up' | 'online' | 'stream' | 'edge';

export const PATTERNS: readonly { readonly id: Pattern; readonly label: string }[] = [
  { id: 'batch', label: 'batch' },
  { id: 'look-up', label: 'batch and look-up' },
  { id: 'online', label: 'online' },
  { id: 'stream', label: 'stream' },
  { id: 'edge', label: 'edge' },
];

export type QuestionId = 'travels' | 'waits' | 'known' | 'old';

export const QUESTIONS: Readonly<Record<QuestionId, string>> = {
  travels: 'May the input leave the device, and is there always a network?',
  waits: 'Does somebody wait for the answer?',
  known: 'Are all inputs known hours before?',
  old: 'May the answer be an hour old?',
};

export type Answers = Readonly<Partial<Record<QuestionId, boolean>>>;

/** Where the four questions lead: to the next one, or to a pattern. */
export type Way = { readonly ask: QuestionId } | { readonly pattern: Pattern };

export function follow({ travels, waits, known, old }: Answers): Way {
  if (travels === undefined) return { ask: 'travels' };
  if (!travels) return { pattern: 'edge' };
  if (waits === undefined) return { ask: 'waits' };
  if (waits) {
    if (known === undefined) return { ask: 'known' };
    return { pattern: known ? 'look-up' : 'online' };
  }
  if (old === undefined) return { ask: 'old' };
  return { pattern: old ? 'batch' : 'stream' };
}

/** The questions that were asked on the way, in order. */
export function asked(answers: Answers): readonly QuestionId[] {
  const on: QuestionId[] = [];
  let given: Answers = {};
  for (;;) {
    const way = follow(given);
    if (!('ask' in way)) return on;
    on.push(way.ask);
    const answer = answers[way.ask];
    if (answer === undefined) return on;
    given = { ...given, [way.ask]: answer };
  }
}

/** One of the six needs on Freja's board. */
export interface Need {
  readonly id: string;
  readonly label: string;
  /** 0 when nobody knows: the phone does not tell. */
  readonly answersPerMonth: number;
  /** How often a batch would run in a month of 30 days. */
  readonly runsPerMonth: number;
  /** What is so; the questions that the way does not reach are answered too. */
  readonly facts: Readonly<Record<QuestionId, boolean>>;
}

const need = (
  id: string,
  label: string,
  answersPerMonth: number,
  runsPerMonth: number,
  [travels, waits, known, old]: readonly [boolean, boolean, boolean, boolean],
): Need => ({ id, label, answersPerMonth, runsPerMonth, facts: { travels, waits, known, old } });

export const NEEDS: readonly Need[] = [
  need('shop', 'decide an application in the shop, within 250 ms', 8_640_000, 30, [
    true,
    true,
    false,
    false,
  ]),
  need('rescore', 'rescore all open contracts by 07:00', 12_000_000, 30, [true, false, true, true]),
  need('limit', 'lower the limit within a minute of a failed instalment', 360_000, 30, [
    true,
    false,
    false,
    false,
  ]),
  need('letter', 'a letter with an offer to 60,000 customers', 60_000, 1, [
    true,
    false,
    true,
    true,
  ]),
  need('screen', 'the limit on the first screen of the app, within 50 ms', 1_500_000, 30, [
    true,
    true,
    true,
    true,
  ]),
  need('photo', 'is this photo of an identity card sharp? within 33 ms', 0, 30, [
    false,
    true,
    false,
    false,
  ]),
];

/** Machines as the lesson counts them. */
const [HOURS, MS_PER_ANSWER, ROWS_PER_SECOND, START_SECONDS] = [720, 20, 2000, 60];

/** What a month of machines costs in euros when this need is served in this way. */
export function eurosPerMonth(pattern: Pattern, need: Need, eurosPerHour: number): number {
  switch (pattern) {
    case 'online': {
      const perSecond = need.answersPerMonth / (HOURS * 3600);
      const machines = Math.max(2, Math.ceil((perSecond * MS_PER_ANSWER) / 1000));
      return machines * HOURS * eurosPerHour;
    }
    case 'stream':
      return HOURS * eurosPerHour;
    case 'batch': {
      const rows = need.answersPerMonth / need.runsPerMonth;
      const seconds = need.runsPerMonth * (rows / ROWS_PER_SECOND + START_SECONDS);
      return (seconds / 3600) * eurosPerHour;
    }
    // A column more in a night's run that is paid for anyway; on the phone, the customer's own machine.
    case 'look-up':
    case 'edge':
      return 0;
  }
}

/** Why a pattern does not keep what the need asks for, or `undefined` when it does. */
export function objection(pattern: Pattern, { facts }: Need): string | undefined {
  if (pattern === 'edge') {
    return facts.travels
      ? 'what was decided would stay on the device, where no log reaches it'
      : undefined;
  }
  if (!facts.travels) return 'the input may not leave the device';
  if (pattern === 'batch' && facts.waits) return 'somebody waits, and a batch answers nobody';
  if (pattern === 'batch' && !facts.old) return 'the answer would be too old';
  if (pattern === 'stream' && facts.waits) return 'somebody waits, and a queue makes no promise';
  if (pattern === 'look-up' && !facts.known) return 'the night before, the inputs were not known';
  return undefined;
}
