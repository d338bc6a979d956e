import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { FileEntry } from '#container';
import { useBench } from './bench-context.ts';
import type { Comparison } from './bench.ts';
import { Dialog } from './Dialog.tsx';
import { openBytes } from './file-kind.ts';
import { sizeInWords } from './file-name.ts';
import { shownName } from './file-rows.ts';
import type { TableComparison } from './table/TableComparison.tsx';
import { differences, type Difference } from './tree-difference.ts';

/** The learner's work beside another tree, file by file. It changes nothing. */
export function CompareDialog({ comparison }: { readonly comparison: Comparison }) {
  const { bench } = useBench();
  const found = useMemo(
    () => differences(comparison.mine, comparison.theirs),
    [comparison.mine, comparison.theirs],
  );
  const chosen = useSignal(found[0]?.path);
  const kindWords: Record<Difference['kind'], string> = {
    'only-mine': 'only in yours',
    'only-theirs': `only in ${comparison.theirsName.toLowerCase()}`,
    changed: 'differs',
  };
  return (
    <Dialog title={comparison.title} isWide onClose={() => (bench.comparison.value = undefined)}>
      <div class="wb-compare">
        <div class="wb-compare-side">
          <p class="small dim">
            {found.length === 0
              ? 'No file differs.'
              : (comparison.note ?? 'Another way that passes every check is as right as this one.')}
          </p>
          <ul role="list">
            {found.map(({ path, kind }) => (
              <li key={path}>
                <button
                  type="button"
                  aria-pressed={chosen.value === path}
                  onClick={() => (chosen.value = path)}
                >
                  <span class="mono">{shownName(path)}</span>
                  <span class="fine">{kindWords[kind]}</span>
                </button>
              </li>
            ))}
          </ul>
          {comparison.answer !== undefined && (
            <>
              <h3>Commands of the answer</h3>
              <pre tabIndex={0} aria-label="Commands of the answer">
                <code>{comparison.answer}</code>
              </pre>
            </>
          )}
        </div>
        {chosen.value !== undefined && (
          <FileComparison key={chosen.value} path={chosen.value} comparison={comparison} />
        )}
      </div>
    </Dialog>
  );
}

function FileComparison({
  path,
  comparison,
}: {
  readonly path: string;
  readonly comparison: Comparison;
}) {
  const host = useRef<HTMLDivElement>(null);
  const mine = textOf(comparison.mine[path]);
  const theirs = textOf(comparison.theirs[path]);
  const isText = mine.text !== undefined && theirs.text !== undefined;
  // Both must be there: a file against nothing is better read as text.
  const isTable =
    isText && /\.csv$/i.test(path) && Boolean(comparison.mine[path] && comparison.theirs[path]);
  const asTable = useSignal(isTable);
  const table = useSignal<{ readonly View: typeof TableComparison } | undefined>(undefined);
  useEffect(() => {
    if (!asTable.value || table.value) return;
    void import('./table/TableComparison.tsx').then(({ TableComparison: View }) => {
      table.value = { View };
    });
  }, [asTable.value]);
  useEffect(() => {
    if (!host.current || mine.text === undefined || theirs.text === undefined) return;
    const place = host.current;
    const texts = { path, mine: mine.text, theirs: theirs.text };
    let close: (() => void) | undefined;
    let isGone = false;
    void import('./merge-view.ts').then(({ showMerge }) => {
      if (!isGone) close = showMerge(place, texts);
    });
    return () => {
      isGone = true;
      close?.();
    };
  }, [asTable.value]);
  const Table = table.value?.View;
  return (
    <section class="wb-compare-file" aria-label={`${shownName(path)} compared`}>
      {isTable && (
        <div class="view-choice td-ways" role="group" aria-label="Ways to compare">
          {[true, false].map((way) => (
            <button
              key={String(way)}
              type="button"
              aria-pressed={asTable.value === way}
              onClick={() => (asTable.value = way)}
            >
              {way ? 'Table' : 'Text'}
            </button>
          ))}
        </div>
      )}
      {!asTable.value && (
        <p class="wb-compare-heads small">
          <b>Yours</b>
          <b>{comparison.theirsName}</b>
        </p>
      )}
      {asTable.value ? (
        Table && (
          <Table
            mine={mine.text ?? ''}
            theirs={theirs.text ?? ''}
            theirsName={comparison.theirsName}
          />
        )
      ) : isText ? (
        <div class="wb-compare-host" ref={host} />
      ) : (
        <p class="code-none">
          Yours: {mine.words}. {comparison.theirsName}: {theirs.words}.
        </p>
      )}
    </section>
  );
}

/** An entry as text where it is text; else in words. A file that is not there is compared as an empty one. */
function textOf(entry: FileEntry | undefined): {
  readonly text: string | undefined;
  readonly words: string;
} {
  if (!entry) return { text: '', words: 'not there' };
  if (entry.kind === 'symlink') return { text: undefined, words: `a link to ${entry.target}` };
  if (entry.kind === 'folder') return { text: undefined, words: 'a folder' };
  const opened = openBytes(entry.bytes);
  const words = `${opened.kind === 'binary' ? 'not text' : 'a file'}, ${sizeInWords(entry.bytes.length)}`;
  return { text: opened.kind === 'text' ? opened.text : undefined, words };
}
