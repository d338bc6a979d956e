import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { LabError } from '#container';
import type { Outcome } from './outcome.ts';

/** The most that SCORM 1.2 lets a unit keep in an LMS, in characters. */
export const MOST_SUSPEND_DATA = 4096;

const HEAD = 'plumbline1.';
const MOST_UNPACKED = 256 * 1024;

/** What an LMS keeps of an attempt, so that it can be gone on with. The work itself stays in the browser. */
export interface ResumeState {
  /** Random name of the attempt: an LMS that begins a new one has forgotten it. */
  readonly attempt: string;
  /** The random learner id that the unit's data are drawn from. */
  readonly learner: string;
  /** Name of the unit, so that the state of another one is told apart. */
  readonly unit: string;
  readonly version: string;
  /** ISO 8601. */
  readonly savedAt: string;
  /** The best outcome so far, with the digest of the attempt that reached it. */
  readonly receipt: Receipt;
  /** True once the learner has ended the attempt. */
  readonly ended?: boolean;
  /** What of the record fits: given to a browser that does not have it. */
  readonly kept?: unknown;
}

export interface Receipt extends Outcome {
  /** SHA-256 of the judged attempt's canonical JSON, lower-case hexadecimal. */
  readonly sha256?: string;
}

/**
 * Writes a state as text of letters, digits, `.`, `-` and `_`.
 *
 * @param kept what to keep beside the receipt, the most complete first; the first that fits is taken, or none
 * @param most characters
 * @throws RangeError when not even the receipt fits, which no unit's can reach
 */
export function writeResumeState(
  state: Omit<ResumeState, 'kept'>,
  kept: readonly unknown[] = [],
  most: number = MOST_SUSPEND_DATA,
): string {
  for (const one of [...kept, undefined]) {
    const text = pack(one === undefined ? state : { ...state, kept: one });
    if (text.length <= most) return text;
  }
  throw new RangeError(`The state of ${state.unit} does not fit into ${most} characters.`);
}

/**
 * Reads what an LMS kept.
 *
 * @returns `undefined` when it kept nothing: the attempt is new
 * @throws LabError `ResumeStateUnreadable` when it is not what a package of this site wrote
 */
export function readResumeState(text: string, unit: string): ResumeState | undefined {
  if (text.trim() === '') return undefined;
  if (!text.startsWith(HEAD)) throw unreadable('it was not written by a package of this site');
  let state: unknown;
  try {
    const packed = decodeText(text.slice(HEAD.length));
    state = JSON.parse(strFromU8(inflateSync(packed, { out: new Uint8Array(MOST_UNPACKED) })));
  } catch (cause) {
    throw unreadable('it was cut or changed on the way', cause);
  }
  if (!isState(state)) throw unreadable('a part of it is missing');
  if (state.unit !== unit) throw unreadable(`it belongs to ${state.unit}, and this is ${unit}`);
  return state;
}

const STANDINGS = ['begun', 'partial', 'failed', 'passed', 'completed'];

function isState(value: unknown): value is ResumeState {
  if (typeof value !== 'object' || value === null) return false;
  const state = value as Partial<Record<keyof ResumeState, unknown>>;
  const receipt = state.receipt as Partial<Receipt> | null | undefined;
  const names = [state.attempt, state.learner];
  return (
    names.every((name) => typeof name === 'string' && /^[0-9a-z]{16}$/.test(name)) &&
    [state.unit, state.version, state.savedAt].every((text) => typeof text === 'string') &&
    typeof receipt === 'object' &&
    receipt !== null &&
    STANDINGS.includes(receipt.standing ?? '')
  );
}

const pack = (state: ResumeState): string =>
  HEAD + encodeText(deflateSync(strToU8(JSON.stringify(state)), { level: 9 }));

const encodeText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const decodeText = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  );

function unreadable(why: string, cause?: unknown): LabError {
  return new LabError(
    'ResumeStateUnreadable',
    `What the LMS kept of this attempt cannot be read: ${why}.`,
    'A new attempt begins here. The result that the LMS holds stands until you reach a better one.',
    { cause },
  );
}
