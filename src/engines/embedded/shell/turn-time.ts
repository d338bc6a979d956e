let beganMs = performance.now();
let computedMs = 0;

/** How long this worker computes: a turn begins with a message and ends where the worker lets messages in. */
export const turnTime = {
  begin(): void {
    beganMs = performance.now();
  },
  end(): void {
    computedMs += performance.now() - beganMs;
  },
  /** Since the last call, in ms. */
  take(): number {
    const taken = computedMs;
    computedMs = 0;
    return taken;
  },
};
