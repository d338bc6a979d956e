/** What the incident of the lesson is made of. Minutes count from 10:00, when version 4 got all traffic. */
export const PER_MINUTE = 200;
/** Share of the applications that version 4 approves and version 3 would not. */
export const SURPLUS = 0.082;
/** Approval rate of version 3 over the week before. */
export const USUAL = 0.78;
const WINDOW = 15;
const ALLOWED = 0.05;
/** How long the rule waits to be sure. */
const WAITS = 5;
export const RINGS_AT = firstAbove() + WAITS;
export const CALL_AT = 31;
export const RESTORE_MINUTES = 4;
/** Beyond this the replay ends: the shop closes for the night. */
export const LATEST = 180;

export type Address = 'ticket' | 'page';

/** Something that the lead may do between the detection and the rollback. */
export interface Move {
  readonly id: string;
  readonly label: string;
  readonly minutes: number;
  /** What is known afterwards. */
  readonly said: string;
}

export const MOVES: readonly Move[] = [
  {
    id: 'cause',
    label: 'Let Freja look for the cause, ten minutes',
    minutes: 10,
    said: 'Freja has read half of the code. It might be the features. She is not sure yet.',
  },
  {
    id: 'campaign',
    label: 'Ask whether it is the campaign, five minutes',
    minutes: 5,
    said: 'Bo’s campaign began at ten as well. It might be the campaign.',
  },
  {
    id: 'vote',
    label: 'Let eleven people on the call discuss, fourteen minutes',
    minutes: 14,
    said: 'There are three opinions. Each is well argued.',
  },
  {
    id: 'threshold',
    label: 'Lower the threshold until the rate is right, three minutes',
    minutes: 3,
    said: 'The rate will look well, and the wrong people stand behind it. Whoever was approved too easily still is.',
  },
];

/** A replay: when it was noticed, and what the lead has done since. */
export interface Replay {
  readonly address: Address;
  readonly moves: readonly string[];
  readonly isRolledBack: boolean;
}

/** Minutes of a replay so far: noticed, decided (now, until it is), and restored. */
export function timesOf({ address, moves, isRolledBack }: Replay): {
  readonly detected: number;
  readonly decided: number;
  readonly restored: number | undefined;
} {
  const detected = address === 'page' ? RINGS_AT : CALL_AT;
  const spent = moves.reduce(
    (sum, id) => sum + (MOVES.find((move) => move.id === id)?.minutes ?? 0),
    0,
  );
  const decided = Math.min(LATEST, detected + spent);
  return { detected, decided, restored: isRolledBack ? decided + RESTORE_MINUTES : undefined };
}

/** Loans too many when version 4 has decided for so many minutes with this share of the traffic. */
export const loans = (minutes: number, weight = 1): number =>
  Math.round(PER_MINUTE * weight * minutes * SURPLUS);

/** The approval rate over the fifteen minutes that end at `minute`, with version 4 from 0 until `until`. */
export function approvalRate(minute: number, until: number): number {
  const overlap = Math.min(minute, until) - Math.max(0, minute - WINDOW);
  return USUAL + (SURPLUS * Math.max(0, overlap)) / WINDOW;
}

export const LIMIT = USUAL + ALLOWED;

/** Minute 52 as "10:52". */
export function clock(minute: number): string {
  const at = 10 * 60 + minute;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

/** The rows of the lesson's table of what would have been. */
export const WHAT_IF: readonly {
  readonly label: string;
  readonly minutes: number;
  readonly weight: number;
}[] = [
  { label: 'as it was', minutes: 52, weight: 1 },
  {
    label: 'the decision five minutes after the call',
    minutes: CALL_AT + 5 + RESTORE_MINUTES,
    weight: 1,
  },
  {
    label: 'the alert as a page, the decision five minutes later',
    minutes: RINGS_AT + 5 + RESTORE_MINUTES,
    weight: 1,
  },
  { label: 'the canary, aborted by its own rule, with 5 per cent', minutes: 9, weight: 0.05 },
];

/** What is left when the alias is back, and what is not. */
export const REMAINDERS: readonly {
  readonly id: string;
  readonly label: string;
  readonly stays: boolean;
  readonly why: string;
}[] = [
  {
    id: 'approvals',
    label: 'the approvals that version 4 gave',
    stays: true,
    why: 'They have to be found in the decision log and looked at again.',
  },
  {
    id: 'weights',
    label: 'the weights of version 4',
    stays: false,
    why: 'The alias brings those of version 3 back.',
  },
  {
    id: 'app',
    label: 'answers that an app has stored',
    stays: true,
    why: 'An app shows what it was told until it asks again.',
  },
  {
    id: 'threshold',
    label: 'the threshold of version 4',
    stays: false,
    why: 'At Harborlight it belongs to the version.',
  },
  {
    id: 'cache',
    label: 'a cache of features computed in months',
    stays: true,
    why: 'It holds what the faulty code wrote until it expires.',
  },
  {
    id: 'training',
    label: 'rows of the training table, in 90 days',
    stays: true,
    why: 'Loans chosen by a rule that nobody wanted will be learned from.',
  },
];

function firstAbove(): number {
  let minute = 0;
  while (SURPLUS * (minute / WINDOW) <= ALLOWED) minute += 1;
  return minute;
}
