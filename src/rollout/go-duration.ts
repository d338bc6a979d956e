const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/**
 * The seconds of a duration as Go writes it, which is how Argo reads them: `90s`, `1h30m`, `1.5m`. `undefined` for another
 * text, days (`1d`) included.
 */
export function goDurationSeconds(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = [...text.matchAll(/(\d+\.?\d*|\.\d+)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  return parts.reduce(
    (sum, [, value, unit]) => sum + Number(value) * (SECONDS[unit ?? ''] ?? NaN),
    0,
  );
}

/** The seconds of a pause: a number counts seconds, and so does a text of digits alone. */
export function pauseSeconds(duration: unknown): number | undefined {
  if (typeof duration === 'number') return Number.isInteger(duration) ? duration : undefined;
  if (typeof duration !== 'string') return undefined;
  return /^\d+$/.test(duration) ? Number(duration) : goDurationSeconds(duration);
}
