import type { WalkedCommit } from './walk.ts';

const COLOURS = ['\x1b[31m', '\x1b[32m', '\x1b[33m', '\x1b[34m', '\x1b[35m', '\x1b[36m'];

/**
 * Draws the lines of history beside the log, in git's signs: `*` commits, `|` lines, `/` and `\` where they part and
 * meet. Where lines cross over more than one other, the layout is simpler than git's.
 */
export class GraphDrawer {
  /** What each column waits for, from left to right. */
  #columns: string[] = [];
  readonly #colours: boolean;

  constructor(colours: boolean) {
    this.#colours = colours;
  }

  /** The commit's text with the graph in front of each line. Commits come in topological order. */
  draw({ oid, parents }: WalkedCommit, text: string): string {
    let at = this.#columns.indexOf(oid);
    const known = at >= 0;
    if (!known) {
      at = this.#columns.length;
      this.#columns.push(oid);
    }
    const before = [...this.#columns];
    // git leaves room for the columns that the commit's parents may need, and none before them.
    const width = 2 * (before.length + Math.max(parents.length, 1) - 1);
    const after = before.toSpliced(at, 1, ...parents);
    const rows = [...this.#joints(before, at, parents.length), ...this.#merges(after)];
    const lines = text.replace(/\n$/, '').split('\n');
    let drawn = this.#row(commitCells(before, at), width) + (lines.shift() ?? '') + '\n';
    for (const row of rows) drawn += `${this.#row(row, width)}${lines.shift() ?? ''}\n`;
    const rest = this.#columns.flatMap(() => ['|', ' ']);
    for (const line of lines) drawn += `${this.#row(rest, width)}${line}\n`;
    return drawn;
  }

  #row(cells: readonly string[], width: number): string {
    const plain = cells.join('').trimEnd().padEnd(width);
    if (!this.#colours) return plain;
    return plain
      .split('')
      .map((cell, at) =>
        /[|/\\_]/.test(cell) ? `${COLOURS[(at >> 1) % COLOURS.length] ?? ''}${cell}\x1b[m` : cell,
      )
      .join('');
  }

  /** The row below a commit with several parents, or with none. */
  #joints(before: readonly string[], at: number, parents: number): string[][] {
    if (parents > 1) {
      return [
        before.flatMap((_, column) => {
          if (column < at) return ['|', ' '];
          if (column > at) return ['\\', ' '];
          return ['|', ...Array.from({ length: parents - 1 }, () => '\\ ')];
        }),
      ];
    }
    // Where a line of history ends, what stands to its right moves over.
    if (parents === 0 && at < before.length - 1) {
      return [
        before.flatMap((_, column) =>
          column < at ? ['|', ' '] : column === at ? [' '] : ['/', ' '],
        ),
      ];
    }
    return [];
  }

  /** Joins columns that wait for the same commit, one row per join, and keeps what is left as the columns. */
  #merges(columns: string[]): string[][] {
    const rows: string[][] = [];
    for (;;) {
      const second = columns.findIndex((oid, column) => columns.indexOf(oid) < column);
      if (second < 0) break;
      const first = columns.indexOf(columns[second] ?? '');
      rows.push(
        columns.flatMap((_, column) => {
          if (column >= second) return ['/', ' '];
          if (column === second - 1) return ['|'];
          return ['|', column >= first ? '_' : ' '];
        }),
      );
      columns.splice(second, 1);
    }
    this.#columns = columns;
    return rows;
  }
}

const commitCells = (columns: readonly string[], at: number): string[] =>
  columns.flatMap((_, column) => [column === at ? '*' : '|', ' ']);
