import type { WalkedCommit } from './walk.ts';

const COLOURS = ['\x1b[31m', '\x1b[32m', '\x1b[33m', '\x1b[34m', '\x1b[35m', '\x1b[36m'];

/**
 * Draws the lines of history beside the log, in git's signs: `*` commits, `|` lines, `/` and `\` where they part and
 * meet. Where lines cross over more than one other, the layout is simpler than git's.
 */
export class GraphDrawer {
  /** What each column waits for, from left to right. */
  #columns: string[] = [];
  /** The row drawn last, if it joined columns: a line on its way left goes on in the next commit's row. */
  #joining = '';
  readonly #colours: boolean;

  constructor(colours: boolean) {
    this.#colours = colours;
  }

  /** The commit's text with the graph in front of each line. Commits come in topological order. */
  draw(walked: WalkedCommit, text: string): string {
    const { oid, parents } = walked;
    const width = widthFor(walked, this.#columns);
    let at = this.#columns.indexOf(oid);
    if (at < 0) {
      at = this.#columns.length;
      this.#columns.push(oid);
    }
    const before = [...this.#columns];
    const after = before.toSpliced(at, 1, ...parents);
    const cells = this.#commitCells(before, at, after);
    const joints = this.#joints(before, at, parents.length);
    const merges = this.#merges(after);
    const rows = [...joints, ...merges];
    const lines = text.replace(/\n$/, '').split('\n');
    let drawn = this.#row(cells, width) + (lines.shift() ?? '') + '\n';
    for (const row of rows) drawn += `${this.#row(row, width)}${lines.shift() ?? ''}\n`;
    const rest = this.#columns.flatMap(() => ['|', ' ']);
    for (const line of lines) drawn += `${this.#row(rest, width)}${line}\n`;
    this.#joining = lines.length === 0 ? (merges.at(-1)?.join('') ?? '') : '';
    return drawn;
  }

  /** The empty line before the next commit. */
  gap(next: WalkedCommit): string {
    this.#joining = '';
    return `${this.#row(
      this.#columns.flatMap(() => ['|', ' ']),
      widthFor(next, this.#columns),
    )}\n`;
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

  #commitCells(before: readonly string[], at: number, after: readonly string[]): string[] {
    return before.flatMap((_, column) => {
      if (column === at) return ['*', ' '];
      const later = column + (column < at ? 0 : after.length - before.length);
      const goesLeft = after.length <= before.length && after.indexOf(after[later] ?? '') < later;
      // A line that came from the right in the row above and goes on to the left is drawn so in between.
      return [goesLeft && this.#joining.charAt(2 * column + 1) === '/' ? '/' : '|', ' '];
    });
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

  /** Joins columns that wait for the same commit, and keeps what is left as the columns. */
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
          return ['|', column > first ? '_' : ' '];
        }),
      );
      columns.splice(second, 1);
      // What crosses other lines needs one more row to arrive.
      if (second - first > 1) {
        rows.push(columns.flatMap((_, column) => ['|', column === first ? '/' : ' ']));
      }
    }
    this.#columns = columns;
    return rows;
  }
}

/** git leaves room for the columns that the commit's parents may need, and none before them. */
function widthFor({ oid, parents }: WalkedCommit, columns: readonly string[]): number {
  const count = columns.includes(oid) ? columns.length : columns.length + 1;
  return 2 * (count + Math.max(parents.length, 1) - 1);
}
