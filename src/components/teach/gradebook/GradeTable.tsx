import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GradebookRow, GradedPiece } from '#cohort';
import { GradeCell } from './GradeCell.tsx';
import { placeAfter, windowOf, type GridPlace } from './grid-window.ts';
import type { Sorting } from './shown-rows.ts';

interface Props {
  readonly pieces: readonly GradedPiece[];
  readonly rows: readonly GradebookRow[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  /** Shows the work of a learner. */
  readonly onOpen: (learner: string) => void;
}

/** As in gradebook.css. */
const ROW_PX = 34;
const HEAD_PX = 56;

/**
 * A grid of any length: the rows that are seen and some around them are drawn. One cell has the focus; arrow keys, Home, End
 * and the page keys lead to others, drawn or not.
 */
export function GradeTable({ pieces, rows, sorting, onSort, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, to: 60 });
  const [place, setPlace] = useState<GridPlace>({ row: -1, column: 0 });
  /** The focus is to follow once the row is drawn. */
  const follows = useRef(false);
  /** The focus is inside as this is drawn; rows that move would lose it. */
  const keeps = useRef(false);
  keeps.current = scroller.current?.contains(document.activeElement) ?? false;
  const columns = pieces.length + 3;
  const row = Math.min(place.row, rows.length - 1);

  const look = (): void => {
    const box = scroller.current;
    if (!box) return;
    const next = windowOf(box.scrollTop, box.clientHeight, ROW_PX, rows.length);
    setSeen((now) => (now.from === next.from && now.to === next.to ? now : next));
  };
  // What was sorted or filtered is read from its head.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
    look();
  }, [sorting, rows.length]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const watcher = new ResizeObserver(look);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [rows.length]);

  useLayoutEffect(() => {
    const box = scroller.current;
    const isLost = keeps.current && !box?.contains(document.activeElement);
    if (!follows.current && !isLost) return;
    const cell = box?.querySelector<HTMLElement>('[tabindex="0"]');
    if (!cell) return;
    cell.focus({ preventScroll: true });
    if (follows.current) cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    follows.current = false;
  });

  const go = (next: GridPlace): void => {
    const box = scroller.current;
    follows.current = true;
    setPlace(next);
    if (!box || next.row < 0) return;
    const top = next.row * ROW_PX;
    const room = box.clientHeight - HEAD_PX - ROW_PX;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top > box.scrollTop + room) box.scrollTop = top - room;
    look();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const box = scroller.current;
    const page = Math.max(1, Math.floor(((box?.clientHeight ?? 400) - HEAD_PX) / ROW_PX) - 1);
    const now = { row, column: place.column };
    const next = placeAfter(event.key, event.ctrlKey, now, rows.length, columns, page);
    if (next) {
      event.preventDefault();
      go(next);
    } else if (event.key === 'Enter' && row >= 0) {
      const learner = rows[row]?.learner.id;
      if (learner !== undefined) onOpen(learner);
    }
  };

  const { from, to } = {
    from: Math.min(seen.from, rows.length),
    to: Math.min(seen.to, rows.length),
  };
  // The cell with the focus stays drawn wherever the table is scrolled to: without it the focus would be lost.
  const isApart = row >= 0 && (row < from || row >= to);
  const tabIndexOf = (at: number, column: number): 0 | -1 =>
    at === row && column === place.column ? 0 : -1;
  const heads = [
    { by: 'name' as const, title: 'Learner' },
    ...pieces.map((piece, at) => ({ by: at, title: piece.title })),
    { by: 'total' as const, title: 'Total' },
    { by: 'passed' as const, title: 'Passed' },
  ];
  const drawn = (at: number) => {
    const one = rows[at];
    if (!one) return null;
    return (
      <tr key={one.learner.id} aria-rowindex={at + 2}>
        <th
          scope="row"
          role="rowheader"
          aria-colindex={1}
          tabIndex={tabIndexOf(at, 0)}
          onFocus={() => setPlace({ row: at, column: 0 })}
          onDblClick={() => onOpen(one.learner.id)}
        >
          <bdi>{one.learner.name || one.learner.id}</bdi>
        </th>
        {one.grades.map((grade, piece) => (
          <GradeCell
            key={piece}
            grade={grade}
            piece={pieces[piece]}
            column={piece + 2}
            tabIndex={tabIndexOf(at, piece + 1)}
            onFocus={() => setPlace({ row: at, column: piece + 1 })}
          />
        ))}
        <td
          role="gridcell"
          aria-colindex={columns - 1}
          class="r"
          tabIndex={tabIndexOf(at, columns - 2)}
          onFocus={() => setPlace({ row: at, column: columns - 2 })}
        >
          {one.totalPercent ?? '–'}
        </td>
        <td
          role="gridcell"
          aria-colindex={columns}
          class="r"
          tabIndex={tabIndexOf(at, columns - 1)}
          onFocus={() => setPlace({ row: at, column: columns - 1 })}
        >
          {one.passed} of {pieces.length}
        </td>
      </tr>
    );
  };
  const space = (key: string, count: number) =>
    count > 0 && (
      <tr key={key} aria-hidden="true" class="grade-space">
        <td colSpan={columns} style={{ height: `${count * ROW_PX}px` }} />
      </tr>
    );

  return (
    <div class="grade-scroll" ref={scroller} onScroll={look} onKeyDown={onKeyDown}>
      <table
        class="grade-grid"
        role="grid"
        aria-labelledby="grades"
        aria-readonly="true"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns}
      >
        <thead>
          <tr aria-rowindex={1}>
            {heads.map(({ by, title }, at) => (
              <th
                key={by}
                scope="col"
                role="columnheader"
                aria-colindex={at + 1}
                aria-sort={
                  sorting.by === by ? (sorting.isDown ? 'descending' : 'ascending') : 'none'
                }
                class={at === 0 ? undefined : 'r'}
              >
                <button
                  type="button"
                  tabIndex={tabIndexOf(-1, at)}
                  title={title}
                  onFocus={() => setPlace({ row: -1, column: at })}
                  onClick={() =>
                    onSort({ by, isDown: sorting.by === by ? !sorting.isDown : by !== 'name' })
                  }
                >
                  <span>{title}</span>
                  <i aria-hidden="true">{sorting.by === by ? (sorting.isDown ? '↓' : '↑') : ''}</i>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isApart && row < from && [space('before', row), drawn(row)]}
          {space('above', isApart && row < from ? from - row - 1 : from)}
          {Array.from({ length: to - from }, (_, at) => drawn(from + at))}
          {space('below', isApart && row >= to ? row - to : rows.length - to)}
          {isApart && row >= to && [drawn(row), space('after', rows.length - row - 1)]}
        </tbody>
      </table>
      {rows.length === 0 && <p class="grade-none">Nobody is like that.</p>}
    </div>
  );
}
