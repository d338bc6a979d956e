import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { parseCsv } from '#formats';
import { keyColumns, tableDifference, type RowDifference } from './table-difference.ts';

/** Rows that are drawn; thousands would be read by nobody. */
const MOST_ROWS = 300;

/** Two CSV files compared as tables: rows that only one has, and the cells in which the others differ. */
export function TableComparison({
  mine,
  theirs,
  theirsName,
}: {
  readonly mine: string;
  readonly theirs: string;
  readonly theirsName: string;
}) {
  const tables = useMemo(() => [parseCsv(mine), parseCsv(theirs)] as const, [mine, theirs]);
  const guess = useMemo(() => keyColumns(...tables), [tables]);
  const chosen = useSignal<string | undefined>(undefined);
  const keys = chosen.value === undefined ? guess : chosen.value === '' ? [] : [chosen.value];
  const found = useMemo(() => tableDifference(...tables, keys), [tables, keys.join()]);
  const common = tables[0].columns.filter((column) => tables[1].columns.includes(column));
  const count = (kind: RowDifference['kind']) =>
    found.rows.filter((row) => row.kind === kind).length;
  const words: Readonly<Record<RowDifference['kind'], string>> = {
    'only-mine': 'only yours',
    'only-theirs': `only ${theirsName.toLowerCase()}`,
    changed: 'changed',
  };
  const counted = (['only-mine', 'only-theirs', 'changed'] as const)
    .filter((kind) => count(kind) > 0)
    .map((kind) => `${count(kind).toLocaleString('en')} ${words[kind]}`);
  return (
    <div class="td">
      <p class="small" role="status">
        <span class="num">
          Rows: {[...counted, `${found.same.toLocaleString('en')} the same`].join(', ')}.
        </span>{' '}
        {found.onlyMine.length > 0 && <>Columns only yours: {found.onlyMine.join(', ')}. </>}
        {found.onlyTheirs.length > 0 && (
          <>
            Columns {words['only-theirs']}: {found.onlyTheirs.join(', ')}.{' '}
          </>
        )}
      </p>
      <p class="small">
        <label>
          Rows are told apart by{' '}
          <select
            value={
              chosen.value ?? (guess.length === 1 ? guess[0] : guess.length === 0 ? '' : 'guess')
            }
            onChange={({ currentTarget: { value } }) =>
              (chosen.value = value === 'guess' ? undefined : value)
            }
          >
            {guess.length > 1 && <option value="guess">{guess.join(' and ')}</option>}
            {common.map((column) => (
              <option key={column} value={column}>
                {column}
              </option>
            ))}
            <option value="">the whole row</option>
          </select>
        </label>
      </p>
      {found.rows.length > 0 && (
        <div class="td-b" tabIndex={0} role="region" aria-label="Rows that differ">
          <table>
            <thead>
              <tr>
                <th scope="col">Row</th>
                {found.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.rows.slice(0, MOST_ROWS).map((row, index) => (
                <tr key={index} class={`td-${row.kind}`}>
                  <th scope="row">{words[row.kind]}</th>
                  {row.cells.map((cell, column) => (
                    <Cell
                      key={column}
                      mine={cell}
                      theirs={row.kind === 'changed' ? (row.theirs[column] ?? '') : cell}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {found.rows.length > MOST_ROWS && (
            <p class="small dim">
              The first {MOST_ROWS} of {found.rows.length.toLocaleString('en')} rows are shown.
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function Cell({ mine, theirs }: { readonly mine: string; readonly theirs: string }) {
  if (mine === theirs) return <td>{mine}</td>;
  return (
    <td class="td-cell">
      <del>{mine === '' ? '(empty)' : mine}</del> <ins>{theirs === '' ? '(empty)' : theirs}</ins>
    </td>
  );
}
