import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { moveInTree, typeAhead, type FileRow } from './file-rows.ts';

/** How long letters count as one word of type-ahead, in milliseconds. */
const TYPE_AHEAD_MS = 700;

export interface FileTreeListProps {
  readonly rows: readonly FileRow[];
  readonly focused: Signal<string | undefined>;
  readonly selected: string | undefined;
  readonly onOpen: (path: string) => void;
  readonly onToggle: (path: string, isOpen: boolean) => void;
  readonly onRename: (path: string) => void;
  readonly onDelete: (path: string) => void;
}

/** The rows as a WAI-ARIA tree: one stop of the Tab key, arrows move inside. */
export function FileTreeList(props: FileTreeListProps) {
  const { rows, focused, selected, onOpen, onToggle, onRename, onDelete } = props;
  const list = useRef<HTMLUListElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const isShown = rows.some(({ path }) => path === focused.value);
  const stop = isShown ? focused.value : (selected ?? rows[0]?.path);
  const hasStop = rows.some(({ path }) => path === stop);

  useEffect(() => {
    // The focus follows when it is in the tree, and only then.
    if (!list.current?.contains(document.activeElement) || focused.value === undefined) return;
    list.current.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [focused.value]);

  const activate = (row: FileRow) => {
    if (row.kind === 'folder') onToggle(row.path, !row.isOpen);
    else if (row.kind === 'file') onOpen(row.path);
  };
  const press = (event: KeyboardEvent, row: FileRow) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === 'Enter' || key === ' ') activate(row);
    else if (key === 'F2') onRename(row.path);
    else if (key === 'Delete') onDelete(row.path);
    else if (key.length === 1) {
      const isFresh = event.timeStamp - typed.current.at > TYPE_AHEAD_MS;
      typed.current = { text: isFresh ? key : typed.current.text + key, at: event.timeStamp };
      const found = typeAhead(rows, row.path, typed.current.text);
      if (found !== undefined) focused.value = found;
    } else {
      const move = moveInTree(rows, row.path, key);
      if (!move) return;
      if ('focus' in move) focused.value = move.focus;
      else if ('open' in move) onToggle(move.open, true);
      else onToggle(move.close, false);
    }
    event.preventDefault();
  };

  return (
    <ul role="tree" aria-label="Files of the lab" ref={list}>
      {rows.map((row, index) => (
        <li
          key={row.path}
          role="treeitem"
          class={`depth-${Math.min(row.level, 8)}`}
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.siblings}
          aria-expanded={row.isOpen}
          aria-selected={row.path === selected}
          tabIndex={row.path === stop || (!hasStop && index === 0) ? 0 : -1}
          title={row.linkTarget === undefined ? undefined : `link to ${row.linkTarget}`}
          onClick={() => {
            focused.value = row.path;
            activate(row);
          }}
          onFocus={() => (focused.value = row.path)}
          onKeyDown={(event) => press(event, row)}
        >
          <span>{row.label}</span>
          {row.linkTarget !== undefined && (
            <i>
              <span class="vh">, link to {row.linkTarget}</span>
              <span aria-hidden="true">→</span>
            </i>
          )}
        </li>
      ))}
    </ul>
  );
}
