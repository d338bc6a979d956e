import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { CommentBox, CommentLine } from './CommentBox.tsx';
import type { ReviewProps } from './HandInReview.tsx';
import { folded, lineDiff, type DiffLine } from './line-diff.ts';

/** Longer files are shown up to here; a browser lays out no more without a stop. */
const MOST_LINES = 3000;

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;
const SAID = { same: '', added: 'added', removed: 'removed' } as const;

/** One file against what it was, line by line; a line of the work can be commented. */
export function FileDiff(
  props: ReviewProps & { readonly path: string; readonly before: string; readonly after: string },
) {
  const { path, before, after, handIn } = props;
  const [line, setLine] = useState<number>();
  const [shown, setShown] = useState<ReadonlySet<number>>(new Set());
  const lines = useMemo(() => lineDiff(before, after), [before, after]);
  const comments = handIn.comments.filter((one) => one.path === path);
  const commented = new Set(comments.flatMap((one) => one.line ?? []));
  const parts = folded(lines.slice(0, MOST_LINES), commented);
  const row = (one: DiffLine) => (
    <DiffRow
      key={`${one.before ?? ''}:${one.after ?? ''}`}
      line={one}
      onComment={(at) => setLine(line === at ? undefined : at)}
    >
      {one.after !== undefined && (commented.has(one.after) || line === one.after) && (
        <div class="rv-line-talk">
          {comments
            .filter((comment) => comment.line === one.after)
            .map((comment) => (
              <CommentLine key={comment.id} {...props} comment={comment} />
            ))}
          {line === one.after && (
            <CommentBox
              {...props}
              place={{ path, line: one.after }}
              label={`On line ${one.after}`}
              isOpen
              onDone={() => setLine(undefined)}
            />
          )}
        </div>
      )}
    </DiffRow>
  );
  return (
    <div class="rv-file">
      <div class="rv-diff" role="region" aria-label={`${path}, against the starter`} tabIndex={0}>
        {lines.length === 0 && <p class="fine">An empty file.</p>}
        {parts.map((part, index) =>
          'lines' in part ? (
            part.lines.map(row)
          ) : shown.has(index) ? (
            part.hidden.map(row)
          ) : (
            <button
              key={index}
              class="rv-more"
              type="button"
              onClick={() => setShown(new Set([...shown, index]))}
            >
              {part.hidden.length} lines as they were
            </button>
          ),
        )}
        {lines.length > MOST_LINES && (
          <p class="fine">
            The first {MOST_LINES.toLocaleString('en')} of {lines.length.toLocaleString('en')}{' '}
            lines.
          </p>
        )}
      </div>
      {comments
        .filter((comment) => comment.line === undefined)
        .map((comment) => (
          <CommentLine key={comment.id} {...props} comment={comment} />
        ))}
    </div>
  );
}

function DiffRow({
  line,
  children,
  onComment,
}: {
  readonly line: DiffLine;
  readonly children: ComponentChildren;
  readonly onComment: (after: number) => void;
}) {
  const { kind, before, after, text } = line;
  return (
    <>
      <div class={`rv-line is-${kind}`}>
        <span class="num">{before}</span>
        {after === undefined ? (
          <span class="num" />
        ) : (
          <button
            class="num"
            type="button"
            aria-label={`Comment on line ${after}`}
            onClick={() => onComment(after)}
          >
            {after}
          </button>
        )}
        <span class="rv-sign" aria-hidden="true">
          {SIGNS[kind]}
        </span>
        {SAID[kind] !== '' && <span class="vh">{SAID[kind]}: </span>}
        <code>{text}</code>
      </div>
      {children}
    </>
  );
}
