import { customer } from './customer.ts';
import type { Random, Weighted } from './random.ts';

export type Channel = 'web' | 'app' | 'partner';

/** How a table's population may differ from the usual one (planted drift). */
export interface Drift {
  readonly channel?: Weighted<Channel>;
  /** Added to the bureau score of partner applications, or of all with `all`. */
  readonly bureau?: number;
  readonly all?: boolean;
  /** Added to the risk of partner applications, in hundredths of log odds. */
  readonly concept?: number;
}

/** One loan application: its 17 columns as CSV text, and whether it defaulted within 90 days. */
export interface Application {
  readonly row: readonly string[];
  readonly defaulted: boolean;
}

const CHANNELS: Weighted<Channel> = [
  ['web', 480],
  ['app', 340],
  ['partner', 180],
];
const EMPLOYMENTS: Weighted<keyof typeof INCOME_BY_EMPLOYMENT> = [
  ['permanent', 560],
  ['temporary', 160],
  ['self_employed', 130],
  ['retired', 70],
  ['student', 50],
  ['unemployed', 30],
];
const TERMS: Weighted<number> = [
  [6, 120],
  [12, 300],
  [18, 140],
  [24, 220],
  [36, 140],
  [48, 80],
];
const LATE_PAYMENTS: Weighted<number> = [
  [0, 640],
  [1, 170],
  [2, 90],
  [3, 50],
  [4, 30],
  [6, 20],
];
const INCOME_BY_COUNTRY = { DE: 3100, PL: 1750, PT: 1650, SE: 3000 };
const INCOME_BY_EMPLOYMENT = {
  permanent: 0,
  temporary: -350,
  self_employed: 150,
  retired: -500,
  student: -900,
  unemployed: -1000,
};
const RISK_BY_EMPLOYMENT = {
  permanent: 0,
  temporary: 35,
  self_employed: 30,
  retired: -10,
  student: 45,
  unemployed: 95,
};

/** Probability in per mille by score (hundredths of log odds, −600 to 600): the only floats, so that no rounding leaks. */
const PROBABILITY = Array.from({ length: 1201 }, (_, i) =>
  clamp(Math.trunc(1000 / (1 + Math.exp(-(i - 600) / 100)) + 0.5), 1, 999),
);

const EPOCH_MS = Date.UTC(2026, 0, 5);

/** Draws application number `n`. The order of the draws is part of the data's definition (`curriculum.md` 3.2). */
export function drawApplication(
  seed: string,
  random: Random,
  n: number,
  startDay: number,
  spanDays: number,
  drift: Drift = {},
): Application {
  const customerNumber = 1 + random.below(2400);
  const { country, birthDate, nationalId } = customer(seed, customerNumber);
  const channel = random.pick(drift.channel ?? CHANNELS);
  const employment = random.pick(EMPLOYMENTS);
  const term = random.pick(TERMS);
  const late = random.pick(LATE_PAYMENTS);
  const partner = channel === 'partner';
  const income = Math.max(
    450,
    INCOME_BY_COUNTRY[country] +
      INCOME_BY_EMPLOYMENT[employment] +
      quotient(random.bell() * 620, 1000),
  );
  const debt = Math.max(0, quotient(income * (80 + random.below(320)), 1000));
  const product = random.below(1000) * random.below(1000);
  const amount = quotient(300 + quotient(product * 9700, 1_000_000), 10) * 10;
  const bureau = clamp(
    655 +
      quotient(random.bell() * 70, 1000) -
      late * 18 -
      (employment === 'unemployed' || employment === 'student' ? 35 : 0) +
      (partner || drift.all ? (drift.bureau ?? 0) : 0),
    300,
    850,
  );
  const noBureauHit = random.permille() < 80;
  const device = clamp(220 + quotient(random.bell() * 140, 1000) + (partner ? 90 : 0), 0, 1000);
  const day = startDay + random.below(spanDays);
  const second = random.below(86_400);
  const consent = random.permille() >= 15;
  const risk =
    -330 -
    quotient(((noBureauHit ? 640 : bureau) - 650) * 95, 100) +
    late * 38 +
    quotient((quotient(debt * 1000, income) - 240) * 35, 100) +
    quotient((quotient(amount * 1000, income * term) - 25) * 60, 100) +
    RISK_BY_EMPLOYMENT[employment] +
    quotient((device - 230) * 12, 100) +
    (partner ? 25 + (drift.concept ?? 0) : 0);
  const defaulted = random.permille() < (PROBABILITY[clamp(risk, -600, 600) + 600] ?? 999);
  const appliedAt = new Date(EPOCH_MS + (day * 86_400 + second) * 1000);
  const row = [
    `A-${String(n).padStart(6, '0')}`,
    appliedAt.toISOString().replace('.000Z', 'Z'),
    `C-${String(customerNumber).padStart(5, '0')}`,
    nationalId,
    `user${customerNumber}@example.test`,
    birthDate,
    country,
    channel,
    employment,
    `${income}.00`,
    `${debt}.00`,
    `${amount}.00`,
    String(term),
    noBureauHit ? '' : String(bureau),
    String(late),
    `${quotient(device, 1000)}.${String(device % 1000).padStart(3, '0')}`,
    String(consent),
  ];
  return { row, defaulted };
}

function clamp(n: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, n));
}

/** Python's `//`: rounds down, also below zero. */
function quotient(a: number, b: number): number {
  return Math.floor(a / b);
}
