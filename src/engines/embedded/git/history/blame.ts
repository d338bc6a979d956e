import { compareFiles } from '../changes/compare-files.ts';
import { diffLines, splitLines } from '../changes/line-diff.ts';
import { findRenames } from '../changes/renames.ts';
import { readCommit } from '../objects/commit.ts';
import { entryAt } from '../objects/tree.ts';
import type { Repository } from '../repository.ts';
import { toText } from '../text.ts';

/** Where a line comes from. */
export interface LineOrigin {
  /** `undefined`: not committed yet. */
  readonly commit: string | undefined;
  /** The file's name there, and the line's number (from 1). */
  readonly path: string;
  readonly line: number;
}

interface Suspect {
  readonly oid: string;
  readonly path: string;
  /** Lines of the final text that are not explained yet, as [final line, line here], both from 0. */
  readonly lines: readonly (readonly [final: number, here: number])[];
}

/** Finds for each line of `lines` the commit that brought it, beginning at `start`; renamed files are followed. */
export function blameLines(
  repository: Repository,
  start: string,
  path: string,
  lines: readonly string[],
): LineOrigin[] {
  const { store } = repository;
  const origins: LineOrigin[] = lines.map((_, at) => ({ commit: undefined, path, line: at + 1 }));
  const textAt = (oid: string, name: string): string[] | undefined => {
    const entry = entryAt(store, readCommit(store, oid).tree, name);
    return entry && splitLines(toText(store.read(entry.oid).body));
  };
  /** Splits lines into those the older text has and those it has not. */
  const pass = (older: readonly string[], newer: readonly string[], left: Suspect['lines']) => {
    const map = new Map<number, number>();
    let from = 0;
    let to = 0;
    for (const change of [...diffLines(older, newer), undefined]) {
      const end = change?.newStart ?? newer.length;
      for (; to < end; to += 1, from += 1) map.set(to, from);
      if (!change) break;
      from = change.oldEnd;
      to = change.newEnd;
    }
    const passed: [number, number][] = [];
    const kept: (readonly [number, number])[] = [];
    for (const [final, here] of left) {
      const there = map.get(here);
      if (there === undefined) kept.push([final, here]);
      else passed.push([final, there]);
    }
    return { passed, kept };
  };
  const formerName = (parent: string, oid: string, name: string): string | undefined => {
    const changes = compareFiles(repository.filesAt(parent), repository.filesAt(oid));
    const renames = findRenames(changes, (version) => store.read(version.oid).body);
    return renames.find((change) => change.status === 'R' && change.path === name)?.before;
  };

  const committed = textAt(start, path) ?? [];
  const first = pass(
    committed,
    lines,
    lines.map((_, at) => [at, at]),
  );
  const queue: Suspect[] = [{ oid: start, path, lines: first.passed }];
  const time = (oid: string) => readCommit(store, oid).committer.time;
  for (let suspect = queue.shift(); suspect; suspect = queue.shift()) {
    const { oid, path: name } = suspect;
    const here = textAt(oid, name) ?? [];
    let left = suspect.lines;
    for (const parent of readCommit(store, oid).parents) {
      if (left.length === 0) break;
      const older = textAt(parent, name) ? name : formerName(parent, oid, name);
      const text = older === undefined ? undefined : textAt(parent, older);
      if (older === undefined || !text) continue;
      const { passed, kept } = pass(text, here, left);
      left = kept;
      if (passed.length > 0) queue.push({ oid: parent, path: older, lines: passed });
    }
    for (const [final, line] of left) origins[final] = { commit: oid, path: name, line: line + 1 };
    queue.sort((a, b) => time(b.oid) - time(a.oid));
  }
  return origins;
}
