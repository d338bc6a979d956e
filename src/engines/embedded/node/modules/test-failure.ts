import { inspect } from './inspect.ts';
import type { TestFailure } from './test-events.ts';
import type { TestNode } from './test-node.ts';

/** Why a test failed, as reporters show it: by an error of its own, or by its parts. */
export function failureOf(node: TestNode, failure: { error: unknown } | undefined): TestFailure {
  if (!failure) {
    const count = node.failedParts;
    const message = `${count} subtest${count > 1 ? 's' : ''} failed`;
    return {
      place: node.place,
      isOfParts: true,
      shown: message,
      message,
      code: 'ERR_TEST_FAILURE',
      stack: [],
    };
  }
  const { error } = failure;
  const stack =
    error instanceof Error
      ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
      : [];
  const code = (error as { code?: unknown } | undefined)?.code;
  return {
    place: node.place,
    isOfParts: false,
    shown: inspect(error),
    message: error instanceof Error ? error.message : inspect(error),
    code: typeof code === 'string' ? code : 'ERR_TEST_FAILURE',
    stack: stack.map((line) => line.replace(/^\s+at /, '')),
  };
}
