import type { ComponentChildren } from 'preact';

/**
 * A table whose first column names the row. It scrolls by itself where it is wider than the page.
 *
 * The roles are written out because a browser forgets them when a narrow screen shows rows as blocks.
 */
export interface SheetProps {
  readonly caption: string;
  /** True when the words above already say what the table is: then only a screen reader hears the caption. */
  readonly isNamed?: boolean;
  /** True when a narrow screen shows each row as a block, its cells below each other with their heads before them. */
  readonly stacks?: boolean;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}

export function Sheet({ caption, isNamed = false, stacks = false, head, rows }: SheetProps) {
  return (
    <div
      class={`scroll-x ins-sheet ${stacks ? 'ins-stack' : ''}`}
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <table class="t" role="table">
        <caption class={isNamed ? 'vh' : ''}>{caption}</caption>
        <thead>
          <tr>
            {head.map((one) => (
              <th scope="col" key={one}>
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row} role="row">
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th scope="row" role="rowheader" key={column}>
                    {cell}
                  </th>
                ) : (
                  <td key={column} role="cell" data-l={head[column]}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
