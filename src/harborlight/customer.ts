import { Random, type Weighted } from './random.ts';

export type Country = 'DE' | 'PL' | 'PT' | 'SE';

const COUNTRIES: Weighted<Country> = [
  ['DE', 380],
  ['PL', 270],
  ['PT', 200],
  ['SE', 150],
];

/** One of Harborlight's 2,400 customers. */
export interface Customer {
  readonly country: Country;
  /** `yyyy-mm-dd`; 18 to 75 years old in 2026. */
  readonly birthDate: string;
  /** Made up, as `DE-12513-4`. */
  readonly nationalId: string;
}

/** The customer of this number, the same in every table of a seed. */
export function customer(seed: string, number: number): Customer {
  const random = new Random(`${seed}/customer/${number}`);
  const country = random.pick(COUNTRIES);
  const year = 2026 - (18 + random.below(58));
  const month = 1 + random.below(12);
  const day = 1 + random.below(28);
  return {
    country,
    birthDate: `${year}-${twoDigits(month)}-${twoDigits(day)}`,
    nationalId: `${country}-${10000 + random.below(90000)}-${random.below(10)}`,
  };
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
