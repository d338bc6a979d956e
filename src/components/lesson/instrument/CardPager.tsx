import type { ComponentChildren } from 'preact';

interface Props {
  /** What one card is called: `case`. */
  readonly what: string;
  /** Index of the card that is shown. */
  readonly at: number;
  readonly count: number;
  readonly onGo: (at: number) => void;
  /** What stands beside the buttons. */
  readonly children?: ComponentChildren;
}

/** The way to the card before and after. At either end its button stays, so that the focus does, and does nothing. */
export function CardPager({ what, at, count, onGo, children }: Props) {
  return (
    <div class="ins-btns">
      <button
        class="btn tight"
        type="button"
        aria-disabled={at === 0}
        onClick={() => onGo(Math.max(at - 1, 0))}
      >
        Previous {what}
      </button>
      <button
        class="btn tight"
        type="button"
        aria-disabled={at === count - 1}
        onClick={() => onGo(Math.min(at + 1, count - 1))}
      >
        Next {what}
      </button>
      {children}
    </div>
  );
}
