import { useEffect, useRef, useState } from 'preact/hooks';
import { newComment, type LineComment } from '#cohort';
import { momentOf } from '../desk/dates.ts';
import type { ReviewProps } from './HandInReview.tsx';

/** Comments on a place that is no line, and a field for another. */
export function CommentBox(
  props: ReviewProps & {
    readonly place: Pick<LineComment, 'path' | 'line'>;
    readonly label: string;
    readonly isOpen?: boolean;
    readonly onDone?: () => void;
  },
) {
  const { place, label, handIn, store, cohort, attempt, isOpen = false, onDone } = props;
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = `rv-say-${place.path ?? ''}-${place.line ?? ''}`;
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, []);
  const own =
    place.line === undefined
      ? handIn.comments.filter((one) => one.path === place.path && one.line === undefined)
      : [];
  const keep = (): void =>
    attempt(async () => {
      const comment = newComment(text, place, cohort.issuer.name, new Date());
      await store.updateHandIn(handIn, (now) => ({ ...now, comments: [...now.comments, comment] }));
      setText('');
      onDone?.();
      return 'The comment is kept.';
    });
  return (
    <div class="rv-say">
      {own.map((comment) => (
        <CommentLine key={comment.id} {...props} comment={comment} />
      ))}
      {cohort.archivedAt === undefined && (
        <>
          <label for={id}>{label}</label>
          <textarea
            ref={field}
            id={id}
            class="field"
            rows={2}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') onDone?.();
            }}
          />
          <p class="co-ways">
            <button class="btn tight" type="button" onClick={keep}>
              Comment
            </button>
            {onDone && (
              <button class="btn tight quiet" type="button" onClick={onDone}>
                Leave it
              </button>
            )}
          </p>
        </>
      )}
    </div>
  );
}

/** One comment, and the way to take it back. */
export function CommentLine({
  comment,
  handIn,
  store,
  cohort,
  attempt,
}: ReviewProps & { readonly comment: LineComment }) {
  const remove = (): void =>
    attempt(async () => {
      await store.updateHandIn(handIn, (now) => ({
        ...now,
        comments: now.comments.filter(({ id }) => id !== comment.id),
      }));
      return 'The comment is taken back.';
    });
  return (
    <div class="rv-comment">
      <p class="fine">
        {comment.by}, {momentOf(comment.at)}
      </p>
      <p class="rv-words">{comment.text}</p>
      {cohort.archivedAt === undefined && (
        <button class="btn tight quiet" type="button" onClick={remove}>
          Take it back
        </button>
      )}
    </div>
  );
}
