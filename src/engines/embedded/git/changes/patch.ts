import { painter, type Paint } from '../colours.ts';
import { modeText } from '../objects/tree.ts';
import { NO_OBJECT } from '../refs/refs.ts';
import { quotePath } from '../quote-path.ts';
import { sameBytes } from '../text.ts';
import type { Change } from './change.ts';
import { diffContent } from './diff-content.ts';
import { formatHunks } from './hunks.ts';
import type { LineKey } from './line-diff.ts';
import type { Contents } from './renames.ts';

/** How a patch is shown. */
export interface PatchStyle {
  readonly contents: Contents;
  /** Shortens an object's id. */
  readonly abbreviate: (oid: string) => string;
  /** Unchanged lines around a change. */
  readonly context: number;
  readonly quoteAll: boolean;
  readonly prefixes: readonly [old: string, now: string];
  readonly key?: LineKey;
  readonly paint?: Paint;
}

/** One change as git's patch text. */
export function formatPatch(change: Change, style: PatchStyle): string {
  if (change.status === 'T') {
    // A file that became a link is shown as taken away and added.
    const gone: Change = { ...change, status: 'D', new: undefined };
    const come: Change = { ...change, status: 'A', old: undefined };
    return formatPatch(gone, style) + formatPatch(come, style);
  }
  const paint = style.paint ?? painter(false);
  const bold = (line: string) => `${paint('bold', line)}\n`;
  const [a, b] = style.prefixes;
  const named = (prefix: string, path: string) => quotePath(prefix + path, style.quoteAll);
  const oldName = named(a, change.before);
  const newName = named(b, change.path);
  const { old: before, new: after } = change;
  const head: string[] = [`diff --git ${oldName} ${newName}`];
  const modeChanged = before && after && before.mode !== after.mode;
  if (!before) head.push(`new file mode ${modeText(after?.mode ?? 0)}`);
  else if (!after) head.push(`deleted file mode ${modeText(before.mode)}`);
  else if (modeChanged) {
    head.push(`old mode ${modeText(before.mode)}`, `new mode ${modeText(after.mode)}`);
  }
  if (change.status === 'R') {
    head.push(
      `similarity index ${change.similarity}%`,
      `rename from ${quotePath(change.before, style.quoteAll)}`,
      `rename to ${quotePath(change.path, style.quoteAll)}`,
    );
  }
  const diff = diffContent(change, style.contents, style.key);
  if (before?.oid !== after?.oid) {
    if (style.key && before && after && !diff.binary && diff.changes.length === 0 && !modeChanged) {
      return '';
    }
    const ids = [before, after].map((version) => style.abbreviate(version?.oid ?? NO_OBJECT));
    const mode = before && after && !modeChanged ? ` ${modeText(after.mode)}` : '';
    head.push(`index ${ids.join('..')}${mode}`);
  }
  let text = head.map(bold).join('');
  if (sameBytes(diff.oldBytes, diff.newBytes)) return text;
  const from = before ? oldName : '/dev/null';
  const to = after ? newName : '/dev/null';
  if (diff.binary) return `${text}Binary files ${from} and ${to} differ\n`;
  if (diff.changes.length === 0) return text;
  // A name with a space is followed by a tab, so that `patch` sees where it ends.
  const ended = (name: string) => (name.includes(' ') ? `${name}\t` : name);
  text += bold(`--- ${ended(from)}`) + bold(`+++ ${ended(to)}`);
  return text + formatHunks(diff.oldLines, diff.newLines, diff.changes, style.context, paint);
}
