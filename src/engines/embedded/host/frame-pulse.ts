import { nextTurn } from '../kernel/next-turn.ts';

/** How often the frame is asked, in ms. */
const BEAT_MS = 1_000;

/**
 * How many questions in a row may stay without an answer. They are counted, not timed: a page that sleeps asks nothing,
 * and a machine that is busy delays the questions as well as the answers.
 */
const MOST_UNANSWERED = 12;

/** Whether a frame is alive, as far as its answers tell. */
export interface FramePulse {
  /** It has said something. */
  answered(): void;
  stop(): void;
}

/**
 * Asks a frame again and again whether it is there, and tells once when it has fallen silent. No event of the platform
 * tells a page that the process of a sandbox is gone: its port just never says anything again.
 *
 * @param turn resolves once what has come to this page before has been heard. A question counts only then: in a browser
 * whose sandboxes share the page's thread, an answer waits behind all that a program prints meanwhile.
 */
export function watchPulse(
  ask: () => void,
  onSilent: () => void,
  turn: () => Promise<void> = nextTurn,
): FramePulse {
  let unanswered = 0;
  let hasAnswered = false;
  let isHearing = false;
  const timer = setInterval(() => {
    if (isHearing) return;
    if (unanswered >= MOST_UNANSWERED) {
      clearInterval(timer);
      onSilent();
      return;
    }
    hasAnswered = false;
    isHearing = true;
    ask();
    // There and back.
    void turn()
      .then(turn)
      .then(() => {
        isHearing = false;
        unanswered = hasAnswered ? 0 : unanswered + 1;
      });
  }, BEAT_MS);
  return {
    answered: () => {
      hasAnswered = true;
      unanswered = 0;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
