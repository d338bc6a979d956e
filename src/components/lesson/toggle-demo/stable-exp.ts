const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * eˣ for |x| up to 700, from additions, multiplications and divisions alone.
 *
 * `Math.exp` may differ in its last digit between browsers, and one digit gives the model another digest. The basic
 * operations may not differ (IEEE 754), so this gives the same bits everywhere.
 */
export function stableExp(x: number): number {
  const k = Math.round(x / Math.LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let series = 1;
  for (let n = 18; n > 0; n -= 1) series = 1 + (r * series) / n;
  return series * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  const step = k < 0 ? 0.5 : 2;
  let power = 1;
  for (let i = 0; i < Math.abs(k); i += 1) power *= step;
  return power;
}
