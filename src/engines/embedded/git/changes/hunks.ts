import type { Paint } from '../colours.ts';
import type { LineChange } from './line-diff.ts';

/** `5`, or `5,3`; an empty range is named by the line before it. */
const range = (start: number, count: number): string =>
  count === 1 ? String(start + 1) : `${count === 0 ? start : start + 1},${count}`;

const HEADING_LENGTH = 80;

/** The nearest line above that begins a block (a letter, `_` or `$` first), as git puts it after `@@`. */
function headingAbove(lines: readonly string[], at: number): string {
  for (let above = at - 1; above >= 0; above -= 1) {
    const line = lines[above] ?? '';
    if (/^[A-Za-z_$]/.test(line)) return ` ${line.slice(0, HEADING_LENGTH).trimEnd()}`;
  }
  return '';
}

const MARK_END = '\\ No newline at end of file\n';

function shown(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n${MARK_END}`;
}

/** Colours line by line, so that a line end is never inside a colour. */
function painted(paint: Paint, colour: 'red' | 'green', text: string): string {
  return text
    .split(/(?<=\n)/)
    .map((line) => (line === MARK_END ? line : `${paint(colour, line.replace(/\n$/, ''))}\n`))
    .join('');
}

/** The `@@` parts of a patch, with `context` unchanged lines around each change. */
export function formatHunks(
  before: readonly string[],
  after: readonly string[],
  changes: readonly LineChange[],
  context: number,
  paint: Paint,
): string {
  let text = '';
  for (let first = 0; first < changes.length;) {
    let last = first;
    // Changes that are near enough share their context.
    for (; last + 1 < changes.length; last += 1) {
      const gap = (changes[last + 1]?.oldStart ?? 0) - (changes[last]?.oldEnd ?? 0);
      if (gap > 2 * context) break;
    }
    const group = changes.slice(first, last + 1);
    first = last + 1;
    const [head] = group;
    const tail = group.at(-1);
    if (!head || !tail) break;
    const lead = Math.min(context, head.oldStart);
    const trail = Math.min(context, before.length - tail.oldEnd);
    const oldStart = head.oldStart - lead;
    const newStart = head.newStart - lead;
    const oldCount = tail.oldEnd + trail - oldStart;
    const newCount = tail.newEnd + trail - newStart;
    const place = `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@`;
    text += `${paint('cyan', place)}${headingAbove(before, oldStart)}\n`;
    let at = oldStart;
    // Context is shown as the new side has it: with `-w` the two may differ.
    let now = newStart;
    for (const change of group) {
      for (; at < change.oldStart; at += 1, now += 1) text += shown(' ', after[now] ?? '');
      for (; at < change.oldEnd; at += 1)
        text += painted(paint, 'red', shown('-', before[at] ?? ''));
      for (; now < change.newEnd; now += 1) {
        text += painted(paint, 'green', shown('+', after[now] ?? ''));
      }
    }
    for (; at < tail.oldEnd + trail; at += 1, now += 1) text += shown(' ', after[now] ?? '');
  }
  return text;
}
