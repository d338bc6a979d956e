import type { ComponentChildren } from 'preact';
import { ActButton } from './ActButton.tsx';

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
      <ActButton isOff={at === 0} onAct={() => onGo(at - 1)}>
        Previous {what}
      </ActButton>
      <ActButton isOff={at === count - 1} onAct={() => onGo(at + 1)}>
        Next {what}
      </ActButton>
      {children}
    </div>
  );
}
