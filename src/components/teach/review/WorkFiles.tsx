import { useMemo, useState } from 'preact/hooks';
import { commentsWords } from '#cohort';
import type { FileEntry, FileTree } from '#container';
import { openBytes } from '../../workbench/file-kind.ts';
import { sizeInWords } from '../../workbench/file-name.ts';
import { differences } from '../../workbench/tree-difference.ts';
import { CommentBox } from './CommentBox.tsx';
import { FileDiff } from './FileDiff.tsx';
import type { ReviewProps } from './HandInReview.tsx';

const KINDS = { 'only-mine': 'new', 'only-theirs': 'removed', changed: 'changed' } as const;

const kindWords = (kind: keyof typeof KINDS | undefined): string =>
  kind === undefined ? 'as it was' : KINDS[kind];

/** The files of the work against what it began with, with comments on lines. */
export function WorkFiles(
  props: ReviewProps & { readonly work: FileTree; readonly starter: FileTree },
) {
  const { work, starter, handIn } = props;
  const changed = useMemo(() => differences(work, starter), [work, starter]);
  const [isAll, setAll] = useState(false);
  const kinds = new Map(changed.map(({ path, kind }) => [path, kind]));
  const others = Object.entries(work).flatMap(([path, { kind }]) =>
    kind !== 'folder' && !path.startsWith('.git/') && !kinds.has(path) ? [path] : [],
  );
  const paths = [...kinds.keys(), ...(isAll ? others : [])].sort();
  const [chosen, setChosen] = useState(changed[0]?.path);
  const path = chosen !== undefined && paths.includes(chosen) ? chosen : paths[0];
  const count = (of: string): number => handIn.comments.filter((one) => one.path === of).length;
  return (
    <section class="rv-work" aria-labelledby="rv-files">
      <h3 id="rv-files">
        Files, against the starter: {changed.length} {changed.length === 1 ? 'differs' : 'differ'}
      </h3>
      <div class="rv-files">
        <div>
          <ul role="list" class="rv-tree">
            {paths.map((one) => (
              <li key={one}>
                <button type="button" aria-pressed={one === path} onClick={() => setChosen(one)}>
                  <span class="mono">{one}</span>
                  <span class="fine">
                    {kindWords(kinds.get(one))}
                    {count(one) > 0 && ` · ${commentsWords(count(one))}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {others.length > 0 && (
            <button
              class="btn tight"
              type="button"
              aria-pressed={isAll}
              onClick={() => setAll(!isAll)}
            >
              {isAll ? 'Only what differs' : `Show ${others.length} more, as they were`}
            </button>
          )}
        </div>
        {path !== undefined && (
          <OneFile key={path} {...props} path={path} before={starter[path]} after={work[path]} />
        )}
      </div>
      <CommentBox {...props} place={{}} label="On the whole work" />
    </section>
  );
}

function OneFile({
  path,
  before,
  after,
  ...props
}: ReviewProps & {
  readonly path: string;
  readonly before: FileEntry | undefined;
  readonly after: FileEntry | undefined;
}) {
  const [old, now] = [textOf(before), textOf(after)];
  if (old.text === undefined || now.text === undefined) {
    return (
      <div class="rv-file">
        <p class="teach-say">
          Before: {old.words}. Now: {now.words}.
        </p>
        <CommentBox {...props} place={{ path }} label={`On ${path}`} />
      </div>
    );
  }
  return <FileDiff {...props} path={path} before={old.text} after={now.text} />;
}

/** An entry as text where it is text, else in words. One that is not there is compared as an empty one. */
export function textOf(entry: FileEntry | undefined): {
  readonly text: string | undefined;
  readonly words: string;
} {
  if (!entry) return { text: '', words: 'not there' };
  if (entry.kind === 'symlink') return { text: undefined, words: `a link to ${entry.target}` };
  if (entry.kind === 'folder') return { text: undefined, words: 'a folder' };
  const opened = openBytes(entry.bytes);
  const words = `${opened.kind === 'text' ? 'a file' : 'not text'}, ${sizeInWords(entry.bytes.length)}`;
  return { text: opened.kind === 'text' ? opened.text : undefined, words };
}
