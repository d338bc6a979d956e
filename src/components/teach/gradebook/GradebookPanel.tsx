import { useMemo, useState } from 'preact/hooks';
import { gradebookOfCohort, type CountingRule } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';
import { Ungraded } from '../desk/Ungraded.tsx';
import { useHandIns } from '../desk/use-hand-ins.ts';
import { GradeFiles } from './GradeFiles.tsx';
import { GradeTable } from './GradeTable.tsx';
import { FILTERS, shownRows, type FilterId, type Sorting } from './shown-rows.ts';

/** Every learner's grade in every lab and exam, and the files that take them elsewhere. */
export function GradebookPanel(props: PanelProps) {
  const { cohort } = props;
  const handIns = useHandIns(props);
  const [counts, setCounts] = useState<CountingRule>('best');
  const [wanted, setWanted] = useState('');
  const [filter, setFilter] = useState<FilterId>('all');
  const [sorting, setSorting] = useState<Sorting>({ by: 'name', isDown: false });
  const book = useMemo(
    () => handIns && gradebookOfCohort(cohort, handIns, counts),
    [cohort, handIns, counts],
  );
  const rows = useMemo(
    () => (book ? shownRows(book, { wanted, filter, sorting }) : []),
    [book, wanted, filter, sorting],
  );
  if (!book || !handIns) return <p role="status">The grades are being read.</p>;
  if (book.pieces.length === 0 || book.rows.length === 0) {
    return (
      <p class="teach-say">
        There is nothing to grade yet: a gradebook needs learners, and a lab or an exam that was
        assigned.
      </p>
    );
  }
  return (
    <>
      <Ungraded {...props} handIns={handIns} />
      <section aria-labelledby="grades">
        <div class="teach-bar">
          <h2 id="grades">Grades</h2>
          <p class="small dim" role="status">
            {rows.length === book.rows.length
              ? `${rows.length} learners`
              : `${rows.length} of ${book.rows.length} learners`}
          </p>
          <label class="grade-choice">
            Show
            <select
              class="field"
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value as FilterId)}
            >
              {FILTERS.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label class="grade-choice">
            Of several hand-ins
            <select
              class="field"
              value={counts}
              onChange={(event) => setCounts(event.currentTarget.value as CountingRule)}
            >
              <option value="best">the best counts</option>
              <option value="last">the last counts</option>
            </select>
          </label>
          <input
            class="field teach-find"
            type="search"
            aria-label="Find a learner"
            placeholder="Find a name, an address, an id"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
        {book.strays.length > 0 && (
          <details class="notice">
            <summary>
              {book.strays.length === 1
                ? 'One hand-in is in no column'
                : `${book.strays.length} hand-ins are in no column`}
            </summary>
            <ul>
              {book.strays.map((stray, at) => (
                <li key={at}>{stray}</li>
              ))}
            </ul>
          </details>
        )}
        <GradeTable
          pieces={book.pieces}
          rows={rows}
          sorting={sorting}
          onSort={setSorting}
          onOpen={(learner) => props.open('review', learner)}
        />
        <p class="fine grade-key">
          ✓ passed · × not passed · … not graded yet · – nothing handed in · late: something was
          taken off or it came late · self: its learner’s browser says so · set: by a person · arrow
          keys go from cell to cell, Enter opens the learner’s work.
        </p>
      </section>
      <GradeFiles {...props} book={book} handIns={handIns} />
    </>
  );
}
