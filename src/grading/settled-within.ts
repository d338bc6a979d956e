/**
 * What the promise gives, or `undefined` when the time is over. Rejects with the signal's reason as soon as it is aborted:
 * a program whose engine is gone never settles, and its clock would keep a process alive.
 */
export function settledWithin<T>(
  promise: Promise<T>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      done();
      reject(signal?.reason instanceof Error ? signal.reason : new Error(String(signal?.reason)));
    };
    const timer = setTimeout(() => {
      done();
      resolve(undefined);
    }, timeoutMs);
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort);
    void promise.then(resolve, reject).finally(done);
  });
}
