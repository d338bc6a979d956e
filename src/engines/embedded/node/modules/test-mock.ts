type Fn = (...args: unknown[]) => unknown;

interface Call {
  readonly arguments: readonly unknown[];
  readonly error: unknown;
  readonly result: unknown;
  readonly stack: Error;
  readonly target: unknown;
  readonly this: unknown;
}

/** What a mocked function remembers. */
class MockContext {
  readonly calls: Call[] = [];
  readonly #once = new Map<number, Fn>();
  #implementation: Fn;
  readonly #restore: () => void;

  constructor(implementation: Fn, restore: () => void) {
    this.#implementation = implementation;
    this.#restore = restore;
  }
  callCount(): number {
    return this.calls.length;
  }
  mockImplementation(implementation: Fn): void {
    this.#implementation = implementation;
  }
  mockImplementationOnce(implementation: Fn, call?: number): void {
    this.#once.set(call ?? this.calls.length, implementation);
  }
  resetCalls(): void {
    this.calls.length = 0;
  }
  restore(): void {
    this.#restore();
  }
  next(): Fn {
    return this.#once.get(this.calls.length) ?? this.#implementation;
  }
}

function mocked(
  original: Fn,
  implementation: Fn,
  restore: (context: MockContext) => void,
): Fn & { mock: MockContext } {
  const context: MockContext = new MockContext(implementation, () => {
    context.mockImplementation(original);
    restore(context);
  });
  const call = function (this: unknown, ...args: unknown[]): unknown {
    const chosen = context.next();
    let [result, error]: [unknown, unknown] = [undefined, undefined];
    try {
      result =
        (new.target as unknown) !== undefined
          ? (Reflect.construct(chosen, args) as unknown)
          : Reflect.apply(chosen, this, args);
      return result;
    } catch (thrown) {
      error = thrown;
      throw thrown;
    } finally {
      context.calls.push({
        arguments: args,
        error,
        result,
        stack: new Error(),
        target: new.target,
        this: this,
      });
    }
  };
  Object.defineProperty(call, 'name', { value: original.name });
  return Object.assign(call, { mock: context });
}

/** Node's `MockTracker`: functions and methods. */
export class MockTracker {
  readonly #contexts: MockContext[] = [];

  fn(
    original: unknown = () => undefined,
    implementation: unknown = original,
  ): Fn & { mock: MockContext } {
    const made = mocked(
      original as Fn,
      (typeof implementation === 'function' ? implementation : original) as Fn,
      () => undefined,
    );
    this.#contexts.push(made.mock);
    return made;
  }
  method(
    object: Record<string, unknown>,
    name: string,
    given?: unknown,
  ): Fn & { mock: MockContext } {
    const before = Object.getOwnPropertyDescriptor(object, name);
    const original = object[name] as Fn;
    const made = mocked(original, (typeof given === 'function' ? given : original) as Fn, () => {
      if (before) Object.defineProperty(object, name, before);
      else Reflect.deleteProperty(object, name);
    });
    Object.defineProperty(object, name, {
      value: made,
      configurable: true,
      writable: true,
      enumerable: before?.enumerable ?? true,
    });
    this.#contexts.push(made.mock);
    return made;
  }
  reset(): void {
    this.restoreAll();
    this.#contexts.length = 0;
  }
  restoreAll(): void {
    for (const context of this.#contexts) context.restore();
  }
}

export const mock: MockTracker = new MockTracker();
