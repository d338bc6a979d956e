import { useSignal, useSignalEffect } from '@preact/signals';
import { useBench } from '../bench-context.ts';
import { shownName } from '../file-rows.ts';
import type { LabSession } from '../session.ts';
import type { GitChange } from './git-status.ts';
import { committed, watchChanges, type Changes } from './watch-changes.ts';

const LETTERS: Readonly<Record<GitChange['kind'], string>> = {
  new: 'N',
  changed: 'M',
  deleted: 'D',
  renamed: 'R',
  'in conflict': '!',
};

const STAGED_WORDS: Readonly<Record<GitChange['staged'], string>> = {
  all: ', staged',
  part: ', partly staged',
  none: '',
};

/** What differs from the last commit, beside the files. Each entry opens a comparison with the commit. */
export function ChangeList() {
  const { bench, session, act } = useBench();
  const changes = useSignal<Changes>(undefined);
  useSignalEffect(() => {
    const open = session.value;
    if (!open) return;
    const watched = watchChanges(open, bench);
    const unsubscribe = watched.changes.subscribe((found) => (changes.value = found));
    return () => {
      unsubscribe();
      watched.stop();
    };
  });
  const found = changes.value;
  if (!found) return null;
  return (
    <details class="changes">
      <summary>
        <span>What changed</span> <span class="num">{found.length}</span>
      </summary>
      {found.length === 0 ? (
        <p class="fine changes-none">Nothing since the last commit.</p>
      ) : (
        <ul role="list">
          {found.map((change) => (
            <li key={change.path}>
              <button
                type="button"
                aria-label={`${shownName(change.path)}, ${wordsOf(change)}`}
                title={wordsOf(change)}
                onClick={() => act((open) => compareWithCommit(open, change, bench))}
              >
                <b aria-hidden="true" class={`changes-k is-${change.staged}`}>
                  {LETTERS[change.kind]}
                </b>
                <span class="mono">{shownName(change.path)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function wordsOf({ kind, staged, from }: GitChange): string {
  const former = from === undefined ? '' : ` from ${shownName(from)}`;
  return `${kind}${former}${STAGED_WORDS[staged]}`;
}

async function compareWithCommit(
  session: LabSession,
  change: GitChange,
  bench: ReturnType<typeof useBench>['bench'],
): Promise<void> {
  const { tree } = session.workspace;
  const container = await session.container;
  // A folder that Git does not know is told with a slash at its end.
  const isBelow = (path: string) =>
    path === change.path || (change.path.endsWith('/') && path.startsWith(change.path));
  const mine = Object.fromEntries(Object.entries(tree).filter(([path]) => isBelow(path)));
  const before = await committed(container, change.from ?? change.path);
  bench.comparison.value = {
    title: 'What changed since the last commit',
    theirsName: 'Last commit',
    mine,
    theirs: before ? { [change.path]: before } : {},
    note: wordsOf(change),
  };
}
