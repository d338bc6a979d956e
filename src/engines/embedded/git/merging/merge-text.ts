import { diffLines, splitLines, type LineChange } from '../changes/line-diff.ts';

/** Names beside the conflict markers. */
export interface SideNames {
  readonly ours: string;
  readonly theirs: string;
}

export interface MergedText {
  readonly text: string;
  readonly conflicts: number;
}

/** A stretch of the result: lines that are settled, or two versions of lines that are not. */
type Part =
  | { readonly kind: 'settled'; readonly lines: string[] }
  | { readonly kind: 'conflict'; readonly ours: string[]; readonly theirs: string[] };

/** Changes of both sides that touch, as one stretch of the base. */
interface Clash {
  readonly start: number;
  readonly end: number;
  readonly ours: readonly LineChange[];
  readonly theirs: readonly LineChange[];
}

/** Fewer settled lines than this between two conflicts are drawn into one conflict. */
const LEAST_LINES_BETWEEN = 4;

function clashes(ours: readonly LineChange[], theirs: readonly LineChange[]): Clash[] {
  const all = [
    ...ours.map((change) => ({ change, side: 'ours' as const })),
    ...theirs.map((change) => ({ change, side: 'theirs' as const })),
  ].sort((a, b) => a.change.oldStart - b.change.oldStart || a.change.oldEnd - b.change.oldEnd);
  const found: { start: number; end: number; ours: LineChange[]; theirs: LineChange[] }[] = [];
  for (const { change, side } of all) {
    const last = found.at(-1);
    // Changes that touch without a line between them are one: nobody can say which comes first.
    if (
      last &&
      change.oldStart <= last.end &&
      last[side === 'ours' ? 'theirs' : 'ours'].length > 0
    ) {
      last.end = Math.max(last.end, change.oldEnd);
      last[side].push(change);
    } else if (last && change.oldStart < last.end) {
      last.end = Math.max(last.end, change.oldEnd);
      last[side].push(change);
    } else {
      found.push({
        start: change.oldStart,
        end: change.oldEnd,
        ours: [],
        theirs: [],
        [side]: [change],
      });
    }
  }
  return found;
}

/** What one side has in place of the base's lines `start`..`end`. */
function sideOf(
  base: readonly string[],
  side: readonly string[],
  changes: readonly LineChange[],
  start: number,
  end: number,
): string[] {
  const lines: string[] = [];
  let at = start;
  for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
    lines.push(...base.slice(at, oldStart), ...side.slice(newStart, newEnd));
    at = oldEnd;
  }
  lines.push(...base.slice(at, end));
  return lines;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, at) => line === b[at]);

/** Takes lines that both sides have out of a conflict. */
function refined(ours: readonly string[], theirs: readonly string[]): Part[] {
  const changes = diffLines(ours, theirs);
  const parts: Part[] = [];
  let at = 0;
  for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
    if (oldStart > at) parts.push({ kind: 'settled', lines: ours.slice(at, oldStart) });
    parts.push({
      kind: 'conflict',
      ours: ours.slice(oldStart, oldEnd),
      theirs: theirs.slice(newStart, newEnd),
    });
    at = oldEnd;
  }
  if (at < ours.length) parts.push({ kind: 'settled', lines: ours.slice(at) });
  return parts;
}

/** Joins conflicts that have only a few settled lines between them: they read better as one. */
function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const between = result.at(-1);
    const before = result.at(-2);
    if (
      part.kind === 'conflict' &&
      between?.kind === 'settled' &&
      before?.kind === 'conflict' &&
      between.lines.length < LEAST_LINES_BETWEEN
    ) {
      result.splice(-2, 2, {
        kind: 'conflict',
        ours: [...before.ours, ...between.lines, ...part.ours],
        theirs: [...before.theirs, ...between.lines, ...part.theirs],
      });
    } else result.push(part);
  }
  return result;
}

function written(parts: readonly Part[], names: SideNames): MergedText {
  let text = '';
  let conflicts = 0;
  const ended = (lines: readonly string[]) => {
    const all = lines.join('');
    return all === '' || all.endsWith('\n') ? all : `${all}\n`;
  };
  for (const part of parts) {
    if (part.kind === 'settled') {
      text += part.lines.join('');
      continue;
    }
    conflicts += 1;
    text += `<<<<<<< ${names.ours}\n${ended(part.ours)}=======\n${ended(part.theirs)}>>>>>>> ${names.theirs}\n`;
  }
  return { text, conflicts };
}

/** Merges two texts that come from one; where both changed the same lines, both are kept between markers. */
export function mergeText(
  base: string,
  ours: string,
  theirs: string,
  names: SideNames,
): MergedText {
  const [baseLines, ourLines, theirLines] = [base, ours, theirs].map(splitLines) as [
    string[],
    string[],
    string[],
  ];
  const parts: Part[] = [];
  let at = 0;
  const settle = (lines: readonly string[]) => {
    const last = parts.at(-1);
    if (last?.kind === 'settled') last.lines.push(...lines);
    else if (lines.length > 0) parts.push({ kind: 'settled', lines: [...lines] });
  };
  for (const clash of clashes(diffLines(baseLines, ourLines), diffLines(baseLines, theirLines))) {
    settle(baseLines.slice(at, clash.start));
    at = clash.end;
    const mine = sideOf(baseLines, ourLines, clash.ours, clash.start, clash.end);
    const other = sideOf(baseLines, theirLines, clash.theirs, clash.start, clash.end);
    if (clash.theirs.length === 0 || same(mine, other)) settle(mine);
    else if (clash.ours.length === 0) settle(other);
    else {
      for (const part of refined(mine, other)) {
        if (part.kind === 'settled') settle(part.lines);
        else parts.push(part);
      }
    }
  }
  settle(baseLines.slice(at));
  return written(joined(parts), names);
}
