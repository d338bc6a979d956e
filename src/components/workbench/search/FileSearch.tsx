import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useBench } from '../bench-context.ts';
import { shownName } from '../file-rows.ts';
import { searchFiles, type SearchResult } from './search-files.ts';

/** Looks for words in all of the learner's text files. Esc leads back to the files. */
export function FileSearch({ onClose }: { readonly onClose: () => void }) {
  const { bench, session, layout } = useBench();
  const words = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const result = useComputed<SearchResult>(() => {
    const workspace = session.value?.workspace;
    // The revision is read so that what programs write is found too.
    if (!workspace || workspace.revision.value < 0) return searchFiles({}, '');
    return searchFiles(workspace.tree, words.value);
  });
  useEffect(() => field.current?.focus(), []);
  const { matches, total, files } = result.value;
  const said = words.value === '' ? 'All text files are searched.' : foundInWords(total, files);
  return (
    <div
      class="find"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div class="find-head">
        <label class="vh" for="find-words">
          Search in files
        </label>
        <input
          id="find-words"
          ref={field}
          class="field"
          type="search"
          placeholder="Search in files"
          autocomplete="off"
          spellcheck={false}
          value={words.value}
          onInput={(event) => (words.value = event.currentTarget.value)}
        />
        <button class="linklike" type="button" onClick={onClose}>
          Close
        </button>
      </div>
      <p class="fine find-said" role="status">
        {said}
        {total > matches.length && ` The first ${matches.length} are listed.`}
      </p>
      <ul role="list" class="find-list">
        {matches.map((match, index) => (
          <li key={`${match.path}:${match.line}`}>
            {matches[index - 1]?.path !== match.path && (
              <p class="find-file mono">{shownName(match.path)}</p>
            )}
            <button
              type="button"
              aria-label={`${shownName(match.path)}, line ${match.line}: ${match.before}${match.found}${match.after}`}
              onClick={() => {
                bench.jump.value = { path: match.path, line: match.line };
                layout.pane.value = 'editor';
              }}
            >
              <span class="num">{match.line}</span>
              <span class="mono">
                {match.before}
                <mark>{match.found}</mark>
                {match.after}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function foundInWords(total: number, files: number): string {
  if (total === 0) return 'No line holds it.';
  return `${total} ${total === 1 ? 'line' : 'lines'} in ${files} ${files === 1 ? 'file' : 'files'}.`;
}
