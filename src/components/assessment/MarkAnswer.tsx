import { artifactLines } from '#curriculum';
import type { AnswerProps } from './answer-props.ts';
import { ArtifactName } from './QuizArtifact.tsx';

/** The artifact, each of whose lines can be marked. */
export function MarkAnswer({ item, value, closed, onChange }: AnswerProps<'mark'>) {
  const marked = value ?? [];
  return (
    <figure class="listing marking">
      <ArtifactName artifact={item.artifact} />
      <div class="marklines">
        {artifactLines(item.artifact.text ?? '').map((text, index) => {
          const line = index + 1;
          const isRight = item.lines.includes(line);
          const isMarked = marked.includes(line);
          const verdict = !closed
            ? ''
            : isRight
              ? isMarked
                ? 'right'
                : 'right, not marked'
              : isMarked
                ? 'not this one'
                : '';
          return (
            <label key={line} class={verdict && (isRight ? 'is-pass' : 'is-fail')}>
              <input
                type="checkbox"
                checked={isMarked}
                disabled={closed}
                aria-label={`Line ${line}: ${text.trim() || 'empty'}`}
                onChange={(event) => {
                  const others = marked.filter((one) => one !== line);
                  const next = event.currentTarget.checked ? [...others, line] : others;
                  onChange(next.sort((a, b) => a - b));
                }}
              />
              <span class="num" aria-hidden="true">
                {line}
              </span>
              <code>{text || ' '}</code>
              {verdict && <span class={`small ${isRight ? 'w-pass' : 'w-fail'}`}>{verdict}</span>}
            </label>
          );
        })}
      </div>
    </figure>
  );
}
