import { painter, type Paint } from '../colours.ts';
import { modeText } from '../objects/tree.ts';
import { quotePath } from '../quote-path.ts';
import { counted, sameBytes } from '../text.ts';
import type { Change } from './change.ts';
import { countLines, diffContent } from './diff-content.ts';
import type { LineKey } from './line-diff.ts';
import type { Contents } from './renames.ts';

/** Size of one change, as `--stat` counts it. */
export interface ChangeSize {
  readonly change: Change;
  readonly added: number;
  readonly removed: number;
  readonly binary: boolean;
  readonly oldBytes: number;
  readonly newBytes: number;
  /** Same contents: only the name or mode changed. */
  readonly sameContents: boolean;
}

export function measure(
  changes: readonly Change[],
  contents: Contents,
  key?: LineKey,
): ChangeSize[] {
  return changes.map((change) => {
    const diff = diffContent(change, contents, key);
    return {
      change,
      ...countLines(diff.changes),
      binary: diff.binary,
      oldBytes: diff.oldBytes.length,
      newBytes: diff.newBytes.length,
      sameContents: sameBytes(diff.oldBytes, diff.newBytes),
    };
  });
}

/** `src/{old => new}/file` */
export function renamedName(before: string, after: string, quoteAll: boolean): string {
  const quoted = [before, after].map((path) => quotePath(path, quoteAll));
  if (quoted[0] !== before || quoted[1] !== after) return quoted.join(' => ');
  let lead = 0;
  for (let at = 0; at < before.length && at < after.length && before[at] === after[at]; at += 1) {
    if (before[at] === '/') lead = at + 1;
  }
  let trail = 0;
  // The slash before a common ending may be the one that ends the common beginning.
  for (
    let back = 1;
    back <= before.length - lead + (lead > 0 ? 1 : 0) &&
    back <= after.length - lead + (lead > 0 ? 1 : 0) &&
    before.at(-back) === after.at(-back);
    back += 1
  ) {
    if (before.at(-back) === '/') trail = back;
  }
  if (lead === 0 && trail === 0) return `${before} => ${after}`;
  const middle = (path: string) => path.slice(lead, Math.max(lead, path.length - trail));
  return `${before.slice(0, lead)}{${middle(before)} => ${middle(after)}}${trail === 0 ? '' : before.slice(-trail)}`;
}

/** The line ` 2 files changed, 3 insertions(+), 1 deletion(-)`. */
export function formatSummary(sizes: readonly ChangeSize[]): string {
  const added = sizes.reduce((sum, size) => sum + size.added, 0);
  const removed = sizes.reduce((sum, size) => sum + size.removed, 0);
  if (sizes.length === 0) return ' 0 files changed\n';
  let text = ` ${counted(sizes.length, 'file')} changed`;
  if (added > 0 || removed === 0) text += `, ${counted(added, 'insertion')}(+)`;
  if (removed > 0 || added === 0) text += `, ${counted(removed, 'deletion')}(-)`;
  return `${text}\n`;
}

/** Lines like ` create mode 100644 a`, ` rename a => b (100%)`. */
export function formatModeLines(changes: readonly Change[], quoteAll: boolean): string {
  return changes
    .map((change) => {
      const { status, path, before, old: from, new: to } = change;
      const name = quotePath(path, quoteAll);
      const modes = from && to && from.mode !== to.mode;
      if (status === 'A') return ` create mode ${modeText(to?.mode ?? 0)} ${name}\n`;
      if (status === 'D') return ` delete mode ${modeText(from?.mode ?? 0)} ${name}\n`;
      const change_ = modes ? ` mode change ${modeText(from.mode)} => ${modeText(to.mode)}` : '';
      if (status === 'R') {
        const renamed = ` rename ${renamedName(before, path, quoteAll)} (${change.similarity}%)\n`;
        return renamed + (modes ? `${change_}\n` : '');
      }
      return modes ? `${change_} ${name}\n` : '';
    })
    .join('');
}

const scaled = (value: number, width: number, most: number): number =>
  value === 0 ? 0 : 1 + Math.floor((value * (width - 1)) / most);

/** The table of `--stat`, with the summary line. */
export function formatStat(
  sizes: readonly ChangeSize[],
  columns: number,
  quoteAll: boolean,
  paint: Paint = painter(false),
): string {
  if (sizes.length === 0) return '';
  const rows = sizes.map((size) => ({
    ...size,
    name:
      size.change.status === 'R'
        ? renamedName(size.change.before, size.change.path, quoteAll)
        : quotePath(size.change.path, quoteAll),
  }));
  const most = Math.max(
    ...rows.map(({ added, removed, binary }) => (binary ? 0 : added + removed)),
  );
  const longest = Math.max(...rows.map(({ name }) => name.length));
  const binWidth = Math.max(
    0,
    ...rows
      .filter(({ binary }) => binary)
      .map((row) => (row.sameContents ? 3 : `Bin ${row.oldBytes} -> ${row.newBytes} bytes`.length)),
  );
  const anyBinary = rows.some(({ binary }) => binary);
  const numberWidth = Math.max(String(most).length, anyBinary ? 3 : 0);
  const graphNeeded = most + 4 > binWidth ? most : binWidth - 4;
  let nameWidth = longest;
  let graphWidth = graphNeeded;
  const room = Math.max(columns, 16 + 6 + numberWidth);
  if (nameWidth + numberWidth + 6 + graphWidth > room) {
    const most_ = Math.floor((room * 3) / 8) - numberWidth - 6;
    if (graphWidth > most_) graphWidth = Math.max(most_, 6);
    if (nameWidth > room - numberWidth - 6 - graphWidth)
      nameWidth = room - numberWidth - 6 - graphWidth;
    else graphWidth = room - numberWidth - 6 - nameWidth;
  }
  const lines = rows.map(({ name, binary, added, removed, oldBytes, newBytes, sameContents }) => {
    const shown = name.length > nameWidth ? shortened(name, nameWidth) : name.padEnd(nameWidth);
    if (binary) {
      const sizesText = sameContents
        ? ''
        : ` ${paint('red', String(oldBytes))} -> ${paint('green', String(newBytes))} bytes`;
      return ` ${shown} | ${'Bin'.padStart(numberWidth)}${sizesText}\n`;
    }
    let plus = added;
    let minus = removed;
    if (graphWidth <= most) {
      let total = scaled(added + removed, graphWidth, most);
      if (total < 2 && added > 0 && removed > 0) total = 2;
      if (added < removed) {
        plus = scaled(added, graphWidth, most);
        minus = total - plus;
      } else {
        minus = scaled(removed, graphWidth, most);
        plus = total - minus;
      }
    }
    const graph = paint('green', '+'.repeat(plus)) + paint('red', '-'.repeat(minus));
    const count = String(added + removed).padStart(numberWidth);
    return ` ${shown} | ${count}${graph === '' ? '' : ` ${graph}`}\n`;
  });
  return lines.join('') + formatSummary(sizes);
}

/** The end of a long name, from a slash where there is one: `.../deep/file`. */
function shortened(name: string, width: number): string {
  const tail = name.slice(-(width - 3));
  const slash = tail.indexOf('/');
  return `...${slash >= 0 ? tail.slice(slash) : tail}`.padEnd(width);
}
