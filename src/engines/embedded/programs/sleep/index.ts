import type { Program } from '../../kernel/process.ts';

const TRY_HELP = "Try 'sleep --help' for more information.\n";
const UNIT_MS: Readonly<Record<string, number>> = {
  '': 1_000,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** GNU's `sleep`: seconds, or a number with `s`, `m`, `h` or `d`; several add up. */
export const sleep: Program = async (context) => {
  const { argv, signal } = context;
  const words = argv.slice(1).filter((word) => word !== '--');
  const option = words.find((word) => /^-./.test(word));
  if (option !== undefined) {
    const fault = option.startsWith('--')
      ? `unrecognized option '${option}'`
      : `invalid option -- '${option.charAt(1)}'`;
    context.stderr(`sleep: ${fault}\n${TRY_HELP}`);
    return 1;
  }
  if (words.length === 0) {
    context.stderr(`sleep: missing operand\n${TRY_HELP}`);
    return 1;
  }
  let ms = 0;
  for (const word of words) {
    const [, number, unit = ''] = /^(\d+\.?\d*|\.\d+|infinity)([smhd]?)$/.exec(word) ?? [];
    if (number === undefined) {
      context.stderr(`sleep: invalid time interval '${word}'\n${TRY_HELP}`);
      return 1;
    }
    ms += (number === 'infinity' ? Infinity : Number(number)) * (UNIT_MS[unit] ?? 0);
  }
  await pause(ms, signal);
  return 0;
};

/** Timers hold at most 24 days; longer sleeps are cut to that. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1));
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
