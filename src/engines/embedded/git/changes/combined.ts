import { painter, type Paint } from '../colours.ts';
import type { Commit } from '../objects/commit.ts';
import { modeText, type FileVersion } from '../objects/tree.ts';
import { NO_OBJECT } from '../refs/refs.ts';
import { quotePath } from '../quote-path.ts';
import type { Session } from '../session.ts';
import { isBinary, toText } from '../text.ts';
import { contentsOf, gitMode } from '../worktree/file-version.ts';
import { fileAt } from '../worktree/scan.ts';
import { diffLines, splitLines } from './line-diff.ts';

const CONTEXT = 3;

/** One line of the result, or lines that parents had before it. */
interface MergedLine {
  /** Lines of parents that are gone, each with a column per parent: `- `, ` -`, `--`. */
  readonly lost: { readonly columns: string; readonly line: string }[];
  /** `undefined` past the last line. */
  readonly line: string | undefined;
  /** `+` where a parent does not have the line. */
  readonly columns: string;
}

/** Lines of the result with what each parent had in their place. */
function combine(parents: readonly (readonly string[])[], result: readonly string[]): MergedLine[] {
  const added = result.map(() => parents.map(() => false));
  const lost: { columns: boolean[]; line: string }[][] = Array.from(
    { length: result.length + 1 },
    () => [],
  );
  for (const [which, parent] of parents.entries()) {
    for (const { oldStart, oldEnd, newStart, newEnd } of diffLines(parent, result)) {
      for (let at = newStart; at < newEnd; at += 1) {
        const flags = added[at];
        if (flags) flags[which] = true;
      }
      const here = lost[newStart] ?? [];
      let from = 0;
      for (const line of parent.slice(oldStart, oldEnd)) {
        // A line that several parents lost at the same place is shown once.
        const same = here.findIndex(
          (each, at) => at >= from && each.line === line && !each.columns[which],
        );
        if (same >= 0) {
          const found = here[same];
          if (found) found.columns[which] = true;
          from = same + 1;
        } else {
          here.splice(which === 0 ? here.length : Math.max(from, 0) || here.length, 0, {
            columns: parents.map((_, each) => each === which),
            line,
          });
          from = 0;
        }
      }
    }
  }
  const columns = (flags: readonly boolean[], sign: string) =>
    flags.map((flag) => (flag ? sign : ' ')).join('');
  return Array.from({ length: result.length + 1 }, (_, at) => ({
    lost: (lost[at] ?? []).map((each) => ({
      columns: columns(each.columns, '-'),
      line: each.line,
    })),
    line: result[at],
    columns: columns(added[at] ?? parents.map(() => false), '+'),
  }));
}

const range = (start: number, count: number): string =>
  `${count === 0 ? start : start + 1},${count}`;

/**
 * The `@@@` parts: only places where the result is unlike every parent, with lines around them. What a parent lost
 * elsewhere is left out of the lines around.
 */
function formatCombined(
  parents: readonly (readonly string[])[],
  result: readonly string[],
  paint: Paint,
): string {
  const lines = combine(parents, result);
  const changed = lines.map(
    ({ lost, columns, line }) => lost.length > 0 || (line !== undefined && columns.includes('+')),
  );
  for (const [start, end] of runsOf(changed, CONTEXT - 1)) {
    if (isInteresting(lines.slice(start, end), parents.length)) continue;
    changed.fill(false, start, end);
  }
  const signs = '@'.repeat(parents.length + 1);
  let text = '';
  for (const [start, end] of runsOf(changed, 2 * CONTEXT)) {
    const from = Math.max(0, start - CONTEXT);
    // A last line that only has lost lines above it is itself a line of context.
    const last = lines[end - 1];
    const tail = last && last.lost.length > 0 && !last.columns.includes('+') ? end - 1 : end;
    const to = Math.min(lines.length, Math.max(end, tail + CONTEXT));
    const block = lines
      .slice(from, to)
      .map((line, at) => (changed[from + at] ? line : { ...line, lost: [] }));
    text += `${paint('cyan', heading(parents, lines, from, block, signs))}\n`;
    for (const { lost, columns, line } of block) {
      for (const each of lost) text += shown(each.columns, each.line, 'red', paint);
      if (line !== undefined) {
        text += shown(columns, line, columns.includes('+') ? 'green' : undefined, paint);
      }
    }
  }
  return text;
}

/** Stretches of marked places that have at most `gap` unmarked ones between two marked, as [start, end). */
function runsOf(marks: readonly boolean[], gap: number): [start: number, end: number][] {
  const runs: [number, number][] = [];
  for (const [at, marked] of marks.entries()) {
    if (!marked) continue;
    const last = runs.at(-1);
    if (last && at - last[1] <= gap) last[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
}

/** False when every change of a block makes the result like one of the parents. */
function isInteresting(block: readonly MergedLine[], parents: number): boolean {
  return !Array.from({ length: parents }, (_, which) => which).some((which) =>
    block.every(
      ({ lost, columns, line }) =>
        (line === undefined || columns.charAt(which) !== '+') &&
        lost.every((each) => each.columns.charAt(which) !== '-'),
    ),
  );
}

function heading(
  parents: readonly (readonly string[])[],
  lines: readonly MergedLine[],
  from: number,
  block: readonly MergedLine[],
  signs: string,
): string {
  const count = (part: readonly MergedLine[], which: number) =>
    part.reduce(
      (sum, { lost, line, columns }) =>
        sum +
        lost.filter((each) => each.columns.charAt(which) === '-').length +
        (line !== undefined && columns.charAt(which) !== '+' ? 1 : 0),
      0,
    );
  const before = lines.slice(0, from);
  const ranges = parents.map((_, which) => `-${range(count(before, which), count(block, which))}`);
  const now = block.filter(({ line }) => line !== undefined).length;
  return `${signs} ${ranges.join(' ')} +${range(from, now)} ${signs}`;
}

/** This form does not tell of a missing line end. */
function shown(
  columns: string,
  line: string,
  colour: 'red' | 'green' | undefined,
  paint: Paint,
): string {
  const whole = columns + line.replace(/\n$/, '');
  return `${colour ? paint(colour, whole) : whole}\n`;
}

/** The diff of a file in conflict: ours and theirs beside the work tree's. */
export function formatConflict(session: Session, path: string): string {
  const { repository } = session;
  const index = repository.readIndex();
  const name = quotePath(path, session.config.flag('core.quotepath', true));
  const ours = index.get(path, 2);
  const theirs = index.get(path, 3);
  const node = fileAt(repository, path);
  if (!ours || !theirs || !node) return `* Unmerged path ${name}\n`;
  const paint = painter(session.colours('diff'));
  const bold = (line: string) => `${paint('bold', line)}\n`;
  const { store } = repository;
  const bytes = [ours, theirs].map(({ oid }) => store.read(oid).body);
  const result = contentsOf(node);
  let text = bold(`diff --cc ${name}`);
  text += bold(
    `index ${store.abbreviate(ours.oid)},${store.abbreviate(theirs.oid)}..${store.abbreviate(NO_OBJECT)}`,
  );
  if (ours.mode !== theirs.mode || gitMode(node) !== ours.mode) {
    text += bold(
      `mode ${modeText(ours.mode)},${modeText(theirs.mode)}..${modeText(gitMode(node))}`,
    );
  }
  if ([...bytes, result].some(isBinary)) return `${text}Binary files differ\n`;
  const lines = formatCombined(
    bytes.map((each) => splitLines(toText(each))),
    splitLines(toText(result)),
    paint,
  );
  return text + (lines === '' ? '' : bold(`--- a/${path}`) + bold(`+++ b/${path}`) + lines);
}

/** The diff of a merge: only files, and in them only places, that are unlike every parent. */
export function formatMergeDiff(session: Session, commit: Commit, oid: string): string {
  const { repository } = session;
  const { store } = repository;
  const parents = commit.parents.map((parent) => repository.filesAt(parent));
  const result = repository.filesAt(oid);
  const paint = painter(session.colours('diff'));
  const bold = (line: string) => `${paint('bold', line)}\n`;
  let text = '';
  const same = (a: FileVersion | undefined, b: FileVersion | undefined) =>
    a?.oid === b?.oid && a?.mode === b?.mode;
  for (const [path, version] of result) {
    const before = parents.map((files) => files.get(path));
    if (before.some((each) => same(each, version))) continue;
    const bytes = before.map((each) => (each ? store.read(each.oid).body : new Uint8Array()));
    const now = store.read(version.oid).body;
    const name = quotePath(path, session.config.flag('core.quotepath', true));
    const ids = before.map((each) => store.abbreviate(each?.oid ?? NO_OBJECT)).join(',');
    let head = bold(`diff --cc ${name}`) + bold(`index ${ids}..${store.abbreviate(version.oid)}`);
    if (before.some((each) => each && each.mode !== version.mode)) {
      head += bold(
        `mode ${before.map((each) => modeText(each?.mode ?? 0)).join(',')}..${modeText(version.mode)}`,
      );
    }
    if ([...bytes, now].some(isBinary)) {
      text += `${head}Binary files differ\n`;
      continue;
    }
    const lines = formatCombined(
      bytes.map((each) => splitLines(toText(each))),
      splitLines(toText(now)),
      paint,
    );
    if (lines === '') continue;
    text += head + bold(`--- a/${path}`) + bold(`+++ b/${path}`) + lines;
  }
  return text;
}
