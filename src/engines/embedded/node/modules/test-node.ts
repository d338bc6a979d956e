import type { TestContext } from './test.ts';

/** Any function of the program. */
export type Fn = (...args: never[]) => unknown;
/** What a test or a hook runs. */
export type Body = (context: TestContext, done?: (error?: unknown) => void) => unknown;

/** What `test` takes besides a name and a body. */
export interface Options {
  readonly skip?: boolean | string;
  readonly todo?: boolean | string;
  readonly only?: boolean;
  readonly timeout?: number;
  readonly concurrency?: unknown;
  readonly signal?: AbortSignal;
  readonly plan?: number;
}

export type HookName = 'before' | 'after' | 'beforeEach' | 'afterEach';

/** One test, or a suite of them. */
export class TestNode {
  readonly name: string;
  readonly parent: TestNode | undefined;
  readonly options: Options;
  readonly body: Body | undefined;
  readonly isSuite: boolean;
  readonly place: string;
  readonly parts: TestNode[] = [];
  readonly hooks: Record<HookName, Fn[]> = { before: [], after: [], beforeEach: [], afterEach: [] };
  readonly diagnostics: string[] = [];
  skip: string | undefined;
  todo: string | undefined;
  announced = false;
  finishedParts = 0;
  failedParts = 0;
  running: Promise<void> | undefined;
  ranBefore = false;

  constructor(
    parent: TestNode | undefined,
    parts: {
      name: string;
      options: Options;
      body: Body | undefined;
      isSuite: boolean;
      place: string;
    },
  ) {
    this.parent = parent;
    this.name = parts.name;
    this.options = parts.options;
    this.body = parts.body;
    this.isSuite = parts.isSuite;
    this.place = parts.place;
    const { skip, todo } = parts.options;
    this.skip = skip === undefined || skip === false ? undefined : skip === true ? '' : skip;
    this.todo = todo === undefined || todo === false ? undefined : todo === true ? '' : todo;
  }

  get nesting(): number {
    return this.parent ? this.parent.nesting + 1 : -1;
  }
}
