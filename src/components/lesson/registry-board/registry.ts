import { aliasFault, parseModelUri } from '#formats';

/** A registered version: a fact, never changed. */
export interface Version {
  readonly number: number;
  readonly run: string;
  readonly validation: 'passed' | 'failed';
}

/** One line of `registry/audit.jsonl`. */
export interface TrailLine {
  readonly ts: string;
  readonly action: 'promote' | 'rollback';
  readonly model: 'loan-default';
  readonly from: number;
  readonly to: number;
  readonly by: string;
  readonly reason: string;
}

/** The registry, and the version that a running service still holds in memory. */
export interface Registry {
  readonly versions: readonly Version[];
  /** Version number by alias. */
  readonly aliases: Readonly<Record<string, number>>;
  readonly trail: readonly TrailLine[];
  readonly served: number;
}

/** A registry after an act that was refused is the one before it. */
export interface Act {
  readonly registry: Registry;
  readonly isDone: boolean;
  readonly said: string;
}

/** Sunday: the lesson's three versions and two aliases. */
export const SUNDAY: Registry = {
  versions: [
    { number: 1, run: 'B', validation: 'passed' },
    { number: 2, run: 'C', validation: 'failed' },
    { number: 3, run: 'D', validation: 'passed' },
  ],
  aliases: { champion: 1, challenger: 3 },
  trail: [],
  served: 1,
};

/** When the lesson's two acts happened; what comes after is half an hour apart. */
const MONDAY = Date.UTC(2026, 5, 1, 8, 12);
const TUESDAY = Date.UTC(2026, 5, 2, 1, 7);
const HALF_AN_HOUR = 1_800_000;

/** Moves `champion` to a version that passed, keeps the old one as `previous`, and notes it. All three, or nothing. */
export function promote(registry: Registry, to: number, by: string, reason: string): Act {
  const version = registry.versions.find(({ number }) => number === to);
  const from = registry.aliases['champion'];
  if (!version || from === undefined) return refused(registry, `there is no version ${to}`);
  if (version.validation !== 'passed') {
    return refused(registry, `version ${to} carries validation_status: ${version.validation}`);
  }
  if (from === to) return refused(registry, `version ${to} is the champion already`);
  const missing = missingWords(by, reason);
  if (missing) return refused(registry, missing);
  const others = Object.entries(registry.aliases).filter(
    ([name, number]) => name !== 'challenger' || number !== to,
  );
  return {
    registry: noted(
      { ...registry, aliases: { ...Object.fromEntries(others), champion: to, previous: from } },
      { action: 'promote', from, to, by, reason },
    ),
    isDone: true,
    said: `champion is ${to}, previous is ${from}, and the trail has a line more.`,
  };
}

/** Moves `champion` back to `previous`. Without a promotion since the last rollback there is nothing to go back to. */
export function rollBack(registry: Registry, by: string, reason: string): Act {
  const { champion: from, previous: to, ...others } = registry.aliases;
  if (from === undefined || to === undefined) {
    return refused(registry, 'there was no promotion since the last rollback');
  }
  const missing = missingWords(by, reason);
  if (missing) return refused(registry, missing);
  return {
    registry: noted(
      { ...registry, aliases: { ...others, champion: to } },
      { action: 'rollback', from, to, by, reason },
    ),
    isDone: true,
    said: `champion is ${to} again. The promotion’s line stays, and the trail has one more.`,
  };
}

/** Gives a version a name of the learner's, by MLflow's rules. */
export function setAlias(registry: Registry, name: string, to: number): Act {
  const fault = aliasFault(name);
  if (fault) return refused(registry, `MLflow does not take the alias “${name}”: ${fault}`);
  if (name === 'champion' || name === 'previous') {
    return refused(registry, `${name} is moved by promote and rollback, which write it down`);
  }
  return {
    registry: { ...registry, aliases: { ...registry.aliases, [name]: to } },
    isDone: true,
    said: `${name} is ${to}.`,
  };
}

/** Registers the leaky run: its number is the highest so far plus one, whatever became of the others. */
export function registerLeaky(registry: Registry): Act {
  const number = Math.max(...registry.versions.map((one) => one.number)) + 1;
  return {
    registry: {
      ...registry,
      versions: [...registry.versions, { number, run: 'E', validation: 'failed' }],
    },
    isDone: true,
    said: `Version ${number} is registered, and nobody’s answer has changed: no alias points at it.`,
  };
}

/** The service looks at the alias again. */
export function reload(registry: Registry): Act {
  const served = registry.aliases['champion'] ?? registry.served;
  return {
    registry: { ...registry, served },
    isDone: true,
    said: `The service has loaded models:/loan-default@champion, which is version ${served}.`,
  };
}

/** What a client gets that asks the registry for `uri`, in words. */
export function resolve({ versions, aliases }: Registry, uri: string): string {
  let asked;
  try {
    asked = parseModelUri(uri);
  } catch (error) {
    return error instanceof RangeError ? error.message : String(error);
  }
  if (asked.model !== 'loan-default') return `There is no model ${asked.model}.`;
  const number = asked.alias === undefined ? asked.version : aliases[asked.alias];
  if (number === undefined) return `There is no alias ${asked.alias ?? ''}.`;
  const version = versions.find((one) => one.number === number);
  return version
    ? `Version ${number}, the package of run ${version.run}.`
    : `There is no version ${number}.`;
}

const refused = (registry: Registry, why: string): Act => ({
  registry,
  isDone: false,
  said: `Refused: ${why}.`,
});

function missingWords(by: string, reason: string): string | undefined {
  if (by.trim() === '') return 'a name is missing; somebody must have decided';
  if (reason.trim() === '') return 'a reason is missing; “cause unknown” is a good one';
  return undefined;
}

function noted(
  registry: Registry,
  { action, from, to, by, reason }: Omit<TrailLine, 'ts' | 'model'>,
): Registry {
  const before = registry.trail.length;
  const at = before === 0 ? MONDAY : TUESDAY + (before - 1) * HALF_AN_HOUR;
  const ts = new Date(at).toISOString().replace('.000', '');
  const line: TrailLine = {
    ts,
    action,
    model: 'loan-default',
    from,
    to,
    by: by.trim(),
    reason: reason.trim(),
  };
  return { ...registry, trail: [...registry.trail, line] };
}
