import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** One event of the log with its place in the chain. */
export interface Line {
  readonly event: Readonly<Record<string, string | number>>;
  readonly prev: string;
  readonly hash: string;
}

/** The `prev` of the first line. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** Keys sorted, no spaces: the one way to write an event. */
export const canonicalJson = (event: Line['event']): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(event).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );

/** The hash of an event that follows the line with the hash `prev`. */
export const hashOf = (prev: string, event: Line['event']): string =>
  bytesToHex(sha256(utf8ToBytes(prev + canonicalJson(event))));

export function chain(events: readonly Line['event'][], first = NOTHING_BEFORE): readonly Line[] {
  let prev = first;
  return events.map((event) => {
    const line = { event, prev, hash: hashOf(prev, event) };
    prev = line.hash;
    return line;
  });
}

/** Number and hash of the last line, kept where the log's writer has no say. */
export interface Checkpoint {
  readonly line: number;
  readonly hash: string;
}

/** The first thing that a verifier finds wrong; `undefined` when all follows. Lines count from 1. */
export function verify(
  lines: readonly Line[],
  checkpoint?: Checkpoint,
): { readonly line: number; readonly found: string } | undefined {
  let prev = NOTHING_BEFORE;
  for (const [at, line] of lines.entries()) {
    if (line.prev !== prev) {
      return { line: at + 1, found: `line ${at + 1} does not follow from the line before it` };
    }
    if (hashOf(prev, line.event) !== line.hash) {
      return { line: at + 1, found: `the hash of line ${at + 1} is not that of its content` };
    }
    prev = line.hash;
  }
  if (!checkpoint) return undefined;
  const there = lines[checkpoint.line - 1];
  if (!there) {
    return {
      line: lines.length + 1,
      found: `the log ends at line ${lines.length}; the checkpoint knows of line ${checkpoint.line}`,
    };
  }
  return there.hash === checkpoint.hash
    ? undefined
    : {
        line: checkpoint.line,
        found: `line ${checkpoint.line} is not the one that the checkpoint knows`,
      };
}

const EVENTS: readonly Line['event'][] = [
  { seq: 1, event: 'decision', application_id: 'A-003001', decision: 'approve' },
  { seq: 2, event: 'decision', application_id: 'A-003002', decision: 'refuse' },
  { seq: 3, event: 'override', application_id: 'A-003002', decision: 'approve' },
  { seq: 4, event: 'decision', application_id: 'A-003003', decision: 'approve' },
];

/** Four lines as they were written, and the checkpoint that was made of them. */
export const WRITTEN = chain(EVENTS);
export const CHECKPOINT: Checkpoint = { line: 4, hash: WRITTEN[3]?.hash ?? '' };

const edited = { ...EVENTS[1], decision: 'approve' } as Line['event'];
const own = (lines: readonly Line[], at: number): readonly Line[] =>
  lines.map((line, i) => (i === at ? { ...line, hash: hashOf(line.prev, line.event) } : line));
const withEdit = WRITTEN.map((line, i) => (i === 1 ? { ...line, event: edited } : line));

/** What somebody with full access may do to the file. */
export const TAMPERINGS: readonly {
  readonly id: string;
  readonly label: string;
  readonly lines: readonly Line[];
}[] = [
  { id: 'none', label: 'nothing', lines: WRITTEN },
  { id: 'edit', label: 'change the decision in line 2', lines: withEdit },
  {
    id: 'rehash',
    label: 'change it, and compute the hash of line 2 anew',
    lines: own(withEdit, 1),
  },
  {
    id: 'rewrite',
    label: 'change it, and compute every later hash anew',
    lines: chain(EVENTS.map((event, i) => (i === 1 ? edited : event))),
  },
  {
    id: 'delete',
    label: 'take line 3, the override, out',
    lines: WRITTEN.filter((_, i) => i !== 2),
  },
  { id: 'cut', label: 'cut lines 3 and 4 off the end', lines: WRITTEN.slice(0, 2) },
];
