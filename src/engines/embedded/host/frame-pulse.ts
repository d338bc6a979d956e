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
 */
export function watchPulse(ask: () => void, onSilent: () => void): FramePulse {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered < MOST_UNANSWERED) {
      unanswered += 1;
      ask();
      return;
    }
    clearInterval(timer);
    onSilent();
  }, BEAT_MS);
  return {
    answered: () => {
      unanswered = 0;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
