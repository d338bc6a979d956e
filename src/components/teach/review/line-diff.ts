import { diffArrays } from 'diff';

/** One line of a comparison. Numbers are from 1; a line that only one side has has only that side's. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly before?: number;
  readonly after?: number;
  readonly text: string;
}

/** Lines that are shown, or how many are left out because both sides have them. */
export type DiffPart =
  { readonly lines: readonly DiffLine[] } | { readonly hidden: readonly DiffLine[] };

interface Change {
  readonly added: boolean;
  readonly removed: boolean;
  readonly value: readonly string[];
}

/** Longer than this is compared by nobody: then the one side is shown behind the other. */
const TIMEOUT_MS = 400;
const CONTEXT = 3;

const linesOf = (text: string): readonly string[] => {
  if (text === '') return [];
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** Two texts, line by line. Never takes longer than a moment, whatever they are. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  // Without an answer in time the library gives none.
  const answer: unknown = diffArrays([...old], [...now], { timeout: TIMEOUT_MS });
  const changes = (answer as readonly Change[] | undefined) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: now },
  ];
  const lines: DiffLine[] = [];
  let [a, b] = [0, 0];
  for (const { added, removed, value } of changes) {
    for (const text of value) {
      if (added) lines.push({ kind: 'added', after: (b += 1), text });
      else if (removed) lines.push({ kind: 'removed', before: (a += 1), text });
      else lines.push({ kind: 'same', before: (a += 1), after: (b += 1), text });
    }
  }
  return lines;
}

/** A comparison with what both sides have folded away, but for a few lines around each change and each `kept` line. */
export function folded(
  lines: readonly DiffLine[],
  kept: ReadonlySet<number> = new Set(),
): readonly DiffPart[] {
  const isNear = new Uint8Array(lines.length);
  for (const [at, line] of lines.entries()) {
    if (line.kind === 'same' && !(line.after !== undefined && kept.has(line.after))) continue;
    isNear.fill(1, Math.max(0, at - CONTEXT), at + CONTEXT + 1);
  }
  const parts: DiffPart[] = [];
  for (let at = 0; at < lines.length;) {
    const from = at;
    const near = isNear[at];
    while (at < lines.length && isNear[at] === near) at += 1;
    const some = lines.slice(from, at);
    parts.push(near === 1 || some.length <= 2 ? { lines: some } : { hidden: some });
  }
  return parts;
}
