const SECONDS: Readonly<Record<string, number>> = {
  y: 365 * 86_400,
  w: 7 * 86_400,
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
};

/** The seconds of a Prometheus duration (`5m`, `1h30m`): units from large to small, each once; `undefined` for another text. */
export function parseDuration(text: string): number | undefined {
  const parts =
    /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (!parts || text === '') return undefined;
  return Object.values(SECONDS).reduce((sum, unit, i) => sum + Number(parts[i + 1] ?? 0) * unit, 0);
}
