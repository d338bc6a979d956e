import type { Body } from './test-node.ts';
import type { TestContext } from './test.ts';
import { setTimeout as startTimer, clearTimeout } from './timers.ts';

/** Calls a test or hook: it may return a promise, or take a callback. */
export async function callBody(
  body: Body,
  context: TestContext,
  timeoutMs: number | undefined,
): Promise<void> {
  const work = new Promise<void>((resolve, reject) => {
    const done = (error?: unknown) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what the test gave
      if (error) reject(error);
      else resolve();
    };
    if (body.length >= 2) {
      Reflect.apply(body, context, [context, done]);
      return;
    }
    Promise.resolve(Reflect.apply(body, context, [context, done])).then(() => {
      resolve();
    }, reject);
  });
  if (timeoutMs === undefined || timeoutMs === Infinity) {
    await work;
    return;
  }
  let timer: unknown;
  const late = new Promise<never>((_resolve, reject) => {
    timer = startTimer(() => {
      reject(
        Object.assign(new Error(`test timed out after ${timeoutMs}ms`), {
          code: 'ERR_TEST_FAILURE',
          isTimeout: true,
        }),
      );
    }, timeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
