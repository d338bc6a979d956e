/** The few assertions that the contract needs, in words that also work in a page. */

/** @throws Error that shows both, unless they are the same as JSON. */
export function equal(actual: unknown, expected: unknown, what = 'the value'): void {
  const [one, other] = [shown(actual), shown(expected)];
  if (one !== other) throw new Error(`${what} is ${one}, not ${other}`);
}

/** @throws Error that shows the text, unless it has the part. */
export function includes(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`${shown(text)} does not have ${shown(part)}`);
}

/** The message of the error that it is rejected with. @throws Error when it is not rejected. */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error(`it was not refused; it gave ${shown(value)}`);
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Uint8Array ? { bytes: [...inner] } : inner,
  );
}
