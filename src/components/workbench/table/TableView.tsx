import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { shownName } from '../file-rows.ts';
import { selectRows, shownTable, type Sorting } from './csv-table.ts';

const ROW_PX = 26;
/** Rows drawn above and below what is seen, so that scrolling by key or wheel meets no gap. */
const SPARE_ROWS = 12;
/** Rows looked at for the width of a column. */
const WIDTH_SAMPLE = 200;

/** A CSV file as a table that can be filtered and sorted. Only the rows in sight are drawn. It changes nothing. */
export function TableView({ path, text }: { readonly path: string; readonly text: string }) {
  const table = useMemo(() => shownTable(text, path), [text, path]);
  const filters = useSignal<readonly string[]>([]);
  const sorting = useSignal<Sorting | undefined>(undefined);
  const firstRow = useSignal(0);
  const height = useSignal(600);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => selectRows(table, filters.value, sorting.value),
    [table, filters.value, sorting.value],
  );
  const widths = useMemo(() => table.columns.map((name, column) => widthOf(name, column)), [table]);

  function widthOf(name: string, column: number): number {
    const longest = table.rows
      .slice(0, WIDTH_SAMPLE)
      .reduce((most, row) => Math.max(most, (row[column] ?? '').length), name.length + 2);
    return Math.min(36, Math.max(6, longest + 2));
  }

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const resized = new ResizeObserver(() => (height.value = box.clientHeight));
    resized.observe(box);
    return () => resized.disconnect();
  }, []);

  const drawn = useComputed(() => Math.ceil(height.value / ROW_PX) + 2 * SPARE_ROWS);
  const start = Math.max(0, Math.min(firstRow.value, rows.length) - SPARE_ROWS);
  const shown = rows.slice(start, start + drawn.value);
  const below = Math.max(0, rows.length - start - shown.length);

  const sortBy = (column: number) => {
    const now = sorting.value;
    if (now?.column !== column) sorting.value = { column, isDescending: false };
    else if (!now.isDescending) sorting.value = { column, isDescending: true };
    else sorting.value = undefined;
  };
  const setFilter = (column: number, value: string) => {
    filters.value = table.columns.map((_, index) =>
      index === column ? value : (filters.value[index] ?? ''),
    );
    scroller.current?.scrollTo({ top: 0 });
  };
  const sortOf = (column: number) => {
    if (sorting.value?.column !== column) return 'none';
    return sorting.value.isDescending ? 'descending' : 'ascending';
  };

  return (
    <div class="tv">
      <p class="tv-said fine" role="status">
        <span class="num">
          {rows.length === table.rows.length
            ? `${table.rows.length.toLocaleString('en')} rows, ${table.columns.length} columns.`
            : `${rows.length.toLocaleString('en')} of ${table.rows.length.toLocaleString('en')} rows.`}
        </span>{' '}
        {table.faults.map((fault) => (
          <b key={fault} class="w-error">
            {fault}{' '}
          </b>
        ))}
      </p>
      <div
        class="tv-b"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label={`Table of ${shownName(path)}`}
        onScroll={(event) => (firstRow.value = Math.floor(event.currentTarget.scrollTop / ROW_PX))}
      >
        <table aria-rowcount={rows.length + 1}>
          <colgroup>
            {widths.map((width, column) => (
              <col key={column} style={{ width: `${width}ch` }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {table.columns.map((name, column) => (
                <th key={column} scope="col" aria-sort={sortOf(column)}>
                  <button type="button" title="Sort by this column" onClick={() => sortBy(column)}>
                    <span>{name}</span>
                    <i aria-hidden="true">{ARROWS[sortOf(column)]}</i>
                  </button>
                  <input
                    type="text"
                    aria-label={`Filter ${name}`}
                    placeholder="Filter"
                    title="Text, or =x, !=x, <n, <=n, >n, >=n; = alone finds empty cells"
                    autocomplete="off"
                    spellcheck={false}
                    value={filters.value[column] ?? ''}
                    onInput={(event) => setFilter(column, event.currentTarget.value)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {start > 0 && <Gap rows={start} columns={table.columns.length} />}
            {shown.map((row, index) => (
              <tr key={start + index} aria-rowindex={start + index + 2}>
                {table.columns.map((_, column) => (
                  <td
                    key={column}
                    class={table.numeric.has(column) ? 'num' : undefined}
                    title={row[column]}
                  >
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
            {below > 0 && <Gap rows={below} columns={table.columns.length} />}
          </tbody>
        </table>
        {rows.length === 0 && <p class="tv-none dim">No row passes the filters.</p>}
      </div>
    </div>
  );
}

const ARROWS = { none: '', ascending: '▲', descending: '▼' } as const;

/** Holds the place of rows that are out of sight. */
function Gap({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return (
    <tr aria-hidden="true" class="tv-gap">
      <td colSpan={columns} style={{ height: `${rows * ROW_PX}px` }} />
    </tr>
  );
}
