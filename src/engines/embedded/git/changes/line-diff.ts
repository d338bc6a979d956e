import { diffArrays } from 'diff';

/** Lines `oldStart`..`oldEnd` (from 0, end excluded) became lines `newStart`..`newEnd`. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

const MOST_EDITS = 4_000;

/** Lines with their line ends; the last may have none. */
export function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** How lines are compared: `-w` and `-b` make unlike lines alike. */
export type LineKey = (line: string) => string;

/**
 * The changes from one list of lines to another: a shortest edit script, slid to where people expect it.
 * Past `MOST_EDITS` edits the differing middle counts as replaced whole.
 */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
  key: LineKey = (line) => line,
): LineChange[] {
  const ids = new Map<string, number>();
  const number = (line: string) => {
    const text = key(line);
    let id = ids.get(text);
    if (id === undefined) ids.set(text, (id = ids.size));
    return id;
  };
  const a = before.map(number);
  const b = after.map(number);
  const removed = new Uint8Array(a.length);
  const added = new Uint8Array(b.length);
  markChanges(a, b, removed, added);
  slide(a, removed, added, before);
  slide(b, added, removed, after);
  return collect(removed, added);
}

function markChanges(
  a: readonly number[],
  b: readonly number[],
  removed: Uint8Array,
  added: Uint8Array,
): void {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let aEnd = a.length;
  let bEnd = b.length;
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
  }
  // A line that the other side does not have is changed for certain; leaving it out makes the search short.
  const inA = new Set(a.slice(start, aEnd));
  const inB = new Set(b.slice(start, bEnd));
  const aKept: number[] = [];
  const bKept: number[] = [];
  for (let at = start; at < aEnd; at += 1) {
    if (inB.has(a[at] ?? -1)) aKept.push(at);
    else removed[at] = 1;
  }
  for (let at = start; at < bEnd; at += 1) {
    if (inA.has(b[at] ?? -1)) bKept.push(at);
    else added[at] = 1;
  }
  const parts = diffArrays(
    aKept.map((at) => a[at]),
    bKept.map((at) => b[at]),
    { maxEditLength: MOST_EDITS },
  );
  let aAt = 0;
  let bAt = 0;
  for (const part of parts ?? [
    { removed: true, added: false, count: aKept.length },
    { removed: false, added: true, count: bKept.length },
  ]) {
    for (let left = part.count; left > 0; left -= 1) {
      if (part.removed) removed[aKept[aAt++] ?? 0] = 1;
      else if (part.added) added[bKept[bAt++] ?? 0] = 1;
      else {
        aAt += 1;
        bAt += 1;
      }
    }
  }
}

/** Columns of white space before a line's text; `undefined` for a blank line. */
function indentOf(line: string | undefined): number | undefined {
  if (line === undefined) return undefined;
  let columns = 0;
  for (const char of line) {
    if (char === ' ') columns += 1;
    else if (char === '\t') columns += 8 - (columns % 8);
    else if (char === '\n' || char === '\r') return undefined;
    else return columns;
  }
  return undefined;
}

/** How badly a change would read if it began before this line: lower is better. */
function badnessOfCut(lines: readonly string[], at: number): number {
  if (at >= lines.length) return 0;
  const here = indentOf(lines[at]);
  const above = at === 0 ? 0 : indentOf(lines[at - 1]);
  if (at === 0) return 1;
  if (here === undefined) return 40;
  // Best is a line after a blank one, at the outermost level; worst is in the middle of a block.
  const blankAbove = above === undefined;
  return here * 4 + (blankAbove ? 0 : here > above ? 30 : here < above ? 25 : 15);
}

/**
 * Moves each run of changed lines, where equal lines allow it: down as far as possible, onto a change of the other
 * side if there is one on the way, else to where it begins and ends at the seams of the text.
 */
function slide(
  ids: readonly number[],
  changed: Uint8Array,
  other: Uint8Array,
  lines: readonly string[],
): void {
  let start = 0;
  let otherAt = 0;
  while (start < ids.length) {
    if (!changed[start]) {
      while (other[otherAt]) otherAt += 1;
      otherAt += 1;
      start += 1;
      continue;
    }
    let end = start;
    while (changed[end]) end += 1;
    const length = () => end - start;
    const up = () => {
      start -= 1;
      end -= 1;
      changed[start] = 1;
      changed[end] = 0;
      while (changed[start - 1]) start -= 1;
      otherAt -= 1;
      while (other[otherAt - 1]) otherAt -= 1;
    };
    const down = () => {
      changed[start] = 0;
      changed[end] = 1;
      start += 1;
      end += 1;
      while (changed[end]) end += 1;
      while (other[otherAt]) otherAt += 1;
      otherAt += 1;
    };
    let size: number;
    let lowestMatch: number | undefined;
    let earliest: number;
    do {
      size = length();
      lowestMatch = undefined;
      while (start > 0 && ids[start - 1] === ids[end - 1]) up();
      earliest = end;
      if (other[otherAt]) lowestMatch = end;
      while (end < ids.length && ids[start] === ids[end]) {
        down();
        if (other[otherAt]) lowestMatch = end;
      }
    } while (size !== length());
    if (end !== earliest) {
      if (lowestMatch !== undefined) while (end > lowestMatch) up();
      else {
        const best = bestEnd(lines, earliest, end, length());
        while (end > best) up();
      }
    }
    while (other[otherAt]) otherAt += 1;
    start = end;
  }
}

/** Where a run of `length` lines should end, between two ends it can be slid to; the lower one on a tie. */
function bestEnd(lines: readonly string[], from: number, to: number, length: number): number {
  let best = to;
  let least = Infinity;
  for (let end = Math.max(from, to - length, to - 100); end <= to; end += 1) {
    const badness = badnessOfCut(lines, end) + badnessOfCut(lines, end - length);
    if (badness <= least) {
      least = badness;
      best = end;
    }
  }
  return best;
}

function collect(removed: Uint8Array, added: Uint8Array): LineChange[] {
  const changes: LineChange[] = [];
  let oldAt = 0;
  let newAt = 0;
  while (oldAt < removed.length || newAt < added.length) {
    const oldStart = oldAt;
    const newStart = newAt;
    while (removed[oldAt]) oldAt += 1;
    while (added[newAt]) newAt += 1;
    if (oldAt > oldStart || newAt > newStart) {
      changes.push({ oldStart, oldEnd: oldAt, newStart, newEnd: newAt });
    } else {
      oldAt += 1;
      newAt += 1;
    }
  }
  return changes;
}
