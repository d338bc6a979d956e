import type { WalkedCommit } from './walk.ts';

const COLOURS = ['\x1b[31m', '\x1b[32m', '\x1b[33m', '\x1b[34m', '\x1b[35m', '\x1b[36m'];

/**
 * Draws the lines of history beside the log, in git's signs: `*` commits, `|` lines, `/` and `\` where they part and
 * meet. The layout is simpler than git's where many lines cross.
 */
export class GraphDrawer {
  /** What each column waits for, from left to right. */
  #columns: string[] = [];
  readonly #colours: boolean;

  constructor(colours: boolean) {
    this.#colours = colours;
  }

  #row(cells: readonly string[]): string {
    const painted = cells.map((cell, column) =>
      this.#colours && /[|/\\]/.test(cell)
        ? `${COLOURS[column % COLOURS.length] ?? ''}${cell}\x1b[m`
        : cell,
    );
    return painted.join('');
  }

  /** The commit's text with the graph in front of each line. */
  draw({ oid, parents }: WalkedCommit, text: string): string {
    let at = this.#columns.indexOf(oid);
    if (at < 0) {
      at = this.#columns.length;
      this.#columns.push(oid);
    }
    const width = this.#columns.length;
    const lines = text.replace(/\n$/, '').split('\n');
    const before = this.#columns.flatMap((_, column) => [column === at ? '*' : '|', ' ']);
    let drawn = `${this.#row(before)}${lines.shift() ?? ''}\n`;

    const after = [...this.#columns];
    after.splice(at, 1, ...parents);
    const joints = this.#joints(width, at, parents.length);
    const beside = (rest: readonly string[]) => this.#row(rest.flatMap(() => ['|', ' ']));
    for (const joint of joints) drawn += `${joint}${lines.shift() ?? ''}`.trimEnd() + '\n';
    for (const line of lines) drawn += `${beside(after)}${line}`.trimEnd() + '\n';
    drawn += this.#merged(after);
    return drawn;
  }

  /** The row below a commit with several parents, or with none. */
  #joints(width: number, at: number, parents: number): string[] {
    if (parents < 2) {
      if (parents === 1 || at === width - 1) return [];
      // A line of history ends: what stands to its right moves over.
      return [
        this.#row(
          Array.from({ length: width }, (_, column) =>
            column < at ? ['|', ' '] : column === at ? [' '] : ['/', ' '],
          ).flat(),
        ),
      ];
    }
    const cells: string[] = [];
    for (let column = 0; column < width; column += 1) {
      if (column < at) cells.push('|', ' ');
      else if (column === at) cells.push('|', ...Array.from({ length: parents - 1 }, () => '\\ '));
      else cells.push('\\', ' ');
    }
    return [this.#row(cells)];
  }

  /** Joins columns that wait for the same commit; one row per join. */
  #merged(columns: string[]): string {
    let rows = '';
    for (;;) {
      const second = columns.findIndex((oid, column) => columns.indexOf(oid) < column);
      if (second < 0) break;
      const first = columns.indexOf(columns[second] ?? '');
      const cells: string[] = [];
      for (let column = 0; column < columns.length; column += 1) {
        if (column < second)
          cells.push(
            '|',
            column === second - 1 ? '' : first < column + 1 && column >= first ? '_' : ' ',
          );
        else cells.push('/', column === columns.length - 1 ? '' : ' ');
      }
      rows += this.#row(cells).trimEnd() + '\n';
      columns.splice(second, 1);
    }
    this.#columns = columns;
    return rows;
  }
}
