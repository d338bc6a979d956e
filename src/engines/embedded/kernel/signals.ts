/** Signals by name, as Linux numbers them. A process that one ends has the exit code 128 + its number. */
export const SIGNALS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ABRT: 6,
  KILL: 9,
  USR1: 10,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
} as const;

export type SignalName = keyof typeof SIGNALS;

/** `TERM`, `SIGTERM`, `term` or `15`; `undefined` for what is no signal here. */
export function signalNamed(word: string): SignalName | undefined {
  const name = word.toUpperCase().replace(/^SIG/, '');
  if (Object.hasOwn(SIGNALS, name)) return name as SignalName;
  const number = /^\d+$/.test(word) ? Number(word) : NaN;
  return signalNames.find((one) => SIGNALS[one] === number);
}

export const signalNames = Object.keys(SIGNALS) as readonly SignalName[];

/** The exit code of a process that a signal ended. */
export const exitCodeOf = (signal: SignalName): number => 128 + SIGNALS[signal];
