import { useEffect, useRef } from 'preact/hooks';
import { focusIfLost } from '../../site/focus-if-lost.ts';

/** A part of the issuer's page that does something, and says what came of it. */
export type Part = 'page' | 'make' | 'import' | 'issue' | 'issued' | 'publish' | 'keys';

/** What came of the last thing that was done. */
export interface Outcome {
  readonly at: Part;
  readonly words: string;
  readonly isFault: boolean;
}

/** What every part of the page is given. */
export interface Doing {
  readonly outcome: Outcome | undefined;
  /**
   * Does something, and says what came of it.
   *
   * @param at where its fault is said
   * @param work gives what is said when it is done
   * @param after where that is said, when the part itself is gone by then
   */
  readonly attempt: (at: Part, work: () => Promise<string>, after?: Part) => void;
}

/** The last outcome of one part. It takes the focus when what was pressed is gone with what it did. */
export function Told({
  outcome,
  at,
}: {
  readonly outcome: Outcome | undefined;
  readonly at: Part;
}) {
  const notice = useRef<HTMLParagraphElement>(null);
  const mine = outcome?.at === at && outcome.words !== '' ? outcome : undefined;
  useEffect(() => {
    if (mine) focusIfLost(notice.current);
  }, [mine]);
  const isFault = mine?.isFault ?? false;
  const words = mine && (
    <p ref={notice} class={isFault ? 'notice is-fail' : 'notice'} tabIndex={-1}>
      {mine.words}
    </p>
  );
  return (
    <>
      <div role="status">{!isFault && words}</div>
      {isFault && <div role="alert">{words}</div>}
    </>
  );
}
