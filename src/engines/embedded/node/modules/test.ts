import { loop } from '../core/event-loop.ts';
import { nowMs } from '../core/natives.ts';
import { nodeError } from '../core/node-error.ts';
import { assert } from './assert.ts';
import { isWanted } from './test-filter.ts';
import { mock, MockTracker } from './test-mock.ts';
import { callBody } from './test-body.ts';
import type { TestEvent } from './test-events.ts';
import { failureOf } from './test-failure.ts';
import { TestNode, type Body, type Fn, type HookName, type Options } from './test-node.ts';
import { callerPlace } from './test-place.ts';

const root = new TestNode(undefined, {
  name: '<root>',
  options: {},
  body: undefined,
  isSuite: true,
  place: '',
});
let collecting: TestNode = root;
let report: ((event: TestEvent) => void) | undefined;
let finished: (() => void) | undefined;
let begun = false;
let onlyMode = false;

/** Where events go, and what happens when all tests have run. */
export function useReporter(
  given: (event: TestEvent) => void,
  atEnd: () => void,
  only = false,
): void {
  report = given;
  finished = atEnd;
  onlyMode = only;
}

let begin: () => void = () => undefined;
/** Called with the first test of the program. */
export function onFirstTest(given: () => void): void {
  begin = given;
}

function announce(node: TestNode): void {
  if (node === root || node.announced) return;
  if (node.parent) announce(node.parent);
  node.announced = true;
  report?.({ type: 'start', name: node.name, nesting: node.nesting });
}

const round = (ms: number): number => Number(ms.toFixed(6));

async function runNode(node: TestNode): Promise<void> {
  const start = nowMs();
  const { parent } = node;
  let failure: { error: unknown } | undefined;
  if (parent && node.skip === undefined) {
    await runBefore(parent);
    failure = await attempt(async () => {
      if (!node.isSuite) await each(parent, 'beforeEach', node);
      await (node.isSuite ? runSuite(node) : runBody(node));
    });
    if (!node.isSuite) failure = (await attempt(() => each(parent, 'afterEach', node))) ?? failure;
    if (node.isSuite || node.parts.length > 0) {
      for (const part of node.parts) await part.running;
    }
    failure = (await attempt(() => hooks(node, 'after'))) ?? failure;
  }
  if (node.parts.length > 0 && node.announced)
    report?.({ type: 'plan', nesting: node.nesting + 1, count: node.parts.length });
  finish(node, start, failure);
}

async function attempt(work: () => unknown): Promise<{ error: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

async function runBefore(node: TestNode): Promise<void> {
  if (node.ranBefore) return;
  node.ranBefore = true;
  if (node.parent) await runBefore(node.parent);
  await hooks(node, 'before');
}

async function hooks(node: TestNode, name: HookName): Promise<void> {
  for (const hook of node.hooks[name])
    await callBody(hook as Body, new TestContext(node), node.options.timeout);
}

async function each(
  parent: TestNode,
  name: 'beforeEach' | 'afterEach',
  node: TestNode,
): Promise<void> {
  const chain: TestNode[] = [];
  for (let at: TestNode | undefined = parent; at; at = at.parent) chain.push(at);
  if (name === 'beforeEach') chain.reverse();
  for (const one of chain) {
    for (const hook of one.hooks[name])
      await callBody(hook as Body, new TestContext(node), undefined);
  }
}

async function runSuite(node: TestNode): Promise<void> {
  if (node.parts.length === 0) return;
  for (const part of node.parts) await (part.running ??= runNode(part));
}

async function runBody(node: TestNode): Promise<void> {
  if (!node.body) return;
  const context = new TestContext(node);
  await callBody(node.body, context, node.options.timeout);
  for (const part of node.parts) await part.running;
  context.mock.reset();
  context.checkPlan();
}

function finish(node: TestNode, start: number, failure: { error: unknown } | undefined): void {
  const { parent } = node;
  if (!parent) return;
  if (node.parts.length === 0 || !node.announced) announce(parent);
  const failedParts = node.failedParts > 0 && !failure;
  const isFailed = failure !== undefined || failedParts;
  parent.finishedParts += 1;
  if (isFailed && node.todo === undefined) parent.failedParts += 1;
  report?.({
    type: 'end',
    name: node.name,
    nesting: node.nesting,
    number: parent.finishedParts,
    outcome: isFailed ? 'fail' : 'pass',
    isSuite: node.isSuite,
    parts: node.parts.length,
    durationMs: round(nowMs() - start),
    skip: node.skip,
    todo: node.todo,
    failure: isFailed ? failureOf(node, failure) : undefined,
  });
  for (const text of node.diagnostics)
    report?.({ type: 'diagnostic', nesting: node.nesting, text });
}

/** What a test is given. */
export class TestContext {
  readonly #node: TestNode;
  readonly mock = new MockTracker();
  #planned: number | undefined;
  #assertions = 0;
  readonly signal = new AbortController().signal;

  constructor(node: TestNode) {
    this.#node = node;
    this.#planned = node.options.plan;
  }
  get name(): string {
    return this.#node.name;
  }
  get fullName(): string {
    const names: string[] = [];
    for (let at: TestNode | undefined = this.#node; at; at = at.parent)
      if (at.parent) names.unshift(at.name);
    return names.join(' > ');
  }
  get assert(): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(assert).map(([name, call]) => [
        name,
        (...args: unknown[]) => {
          this.#assertions += 1;
          return Reflect.apply(call as Fn, undefined, args) as unknown;
        },
      ]),
    );
  }
  plan(count: number): void {
    this.#planned = count;
  }
  checkPlan(): void {
    const actual = this.#assertions + this.#node.parts.length;
    if (this.#planned === undefined || this.#planned === actual) return;
    throw Object.assign(
      new Error(`plan expected ${this.#planned} assertions but received ${actual}`),
      { code: 'ERR_TEST_FAILURE' },
    );
  }
  test(...args: unknown[]): Promise<void> {
    const above: unknown = Reflect.get(this, 'test');
    const part = add(this.#node, args, false, above);
    if (!part) return Promise.resolve();
    const before = this.#node.parts.slice(0, -1);
    part.running = (async () => {
      for (const other of before) await other.running;
      await runNode(part);
    })();
    return part.running;
  }
  it(...args: unknown[]): Promise<void> {
    return this.test(...args);
  }
  diagnostic(text: unknown): void {
    this.#node.diagnostics.push(String(text));
  }
  skip(reason?: string): void {
    this.#node.skip = reason ?? '';
  }
  todo(reason?: string): void {
    this.#node.todo = reason ?? '';
  }
  before(hook: Fn): void {
    this.#node.hooks.before.push(hook);
  }
  after(hook: Fn): void {
    this.#node.hooks.after.push(hook);
  }
  beforeEach(hook: Fn): void {
    this.#node.hooks.beforeEach.push(hook);
  }
  afterEach(hook: Fn): void {
    this.#node.hooks.afterEach.push(hook);
  }
}

function add(
  parent: TestNode,
  args: readonly unknown[],
  isSuite: boolean,
  above: unknown,
): TestNode | undefined {
  const body = args.find((one) => typeof one === 'function') as Body | undefined;
  const options = (args.find((one) => typeof one === 'object' && one !== null) ?? {}) as Options;
  const name =
    args.find((one) => typeof one === 'string') ??
    (body && body.name !== '' ? body.name : '<anonymous>');
  if (onlyMode && options.only !== true && !isSuite && parent === root) return undefined;
  const node = new TestNode(parent, {
    name,
    options,
    body,
    isSuite,
    place: callerPlace(above),
  });
  // What a suite holds is known when its body has run.
  if (!isSuite && !isWanted(node)) return undefined;
  parent.parts.push(node);
  return node;
}

function start(): void {
  if (begun) return;
  begun = true;
  begin();
  const letGo = loop.hold();
  // The file itself first: it may still be adding tests, or waiting.
  loop.immediate(() => {
    void runAll().finally(letGo);
  });
}

let fileRan: Promise<unknown> = Promise.resolve();
/** The program's own run, which adds the tests. */
export function useProgram(given: Promise<unknown>): void {
  fileRan = given;
}

async function runAll(): Promise<void> {
  for (let index = 0; ; index += 1) {
    const part = root.parts[index];
    if (part) await (part.running ??= runNode(part));
    else {
      await fileRan.catch(() => undefined);
      if (index >= root.parts.length) break;
      index -= 1;
    }
  }
  await attempt(() => hooks(root, 'after'));
  finished?.();
}

function addTest(above: Fn, args: unknown[], extra: Options = {}): Promise<void> {
  start();
  const node = add(
    collecting,
    [...args, ...(Object.keys(extra).length > 0 ? [extra] : [])],
    false,
    above,
  );
  if (node && Object.keys(extra).length > 0) {
    if (extra.skip === true) node.skip ??= '';
    if (extra.todo === true) node.todo ??= '';
  }
  if (!node || collecting !== root) return Promise.resolve();
  return new Promise((resolve) => {
    const index = root.parts.indexOf(node);
    const waitFor = async () => {
      for (const part of root.parts.slice(0, index)) await part.running;
      await (node.running ??= runNode(node));
      resolve();
    };
    loop.immediate(() => {
      void waitFor();
    });
  });
}

function addSuite(above: Fn, args: unknown[], extra: Options = {}): Promise<void> {
  start();
  const node = add(collecting, args, true, above);
  if (!node) return Promise.resolve();
  if (extra.skip === true) node.skip ??= '';
  if (extra.todo === true) node.todo ??= '';
  const outer = collecting;
  collecting = node;
  try {
    if (node.skip === undefined)
      Reflect.apply(node.body ?? (() => undefined), new TestContext(node), []);
  } finally {
    collecting = outer;
  }
  if (node.parts.length === 0 && !isWanted(node)) outer.parts.splice(outer.parts.indexOf(node), 1);
  return Promise.resolve();
}

const hookAdder = (name: HookName) => (hook: unknown) => {
  if (typeof hook !== 'function')
    throw nodeError(
      'ERR_INVALID_ARG_TYPE',
      'The "fn" argument must be of type function.',
      TypeError,
    );
  start();
  collecting.hooks[name].push(hook as Fn);
};

const forms = (addOne: typeof addTest) => {
  const call: Fn = Object.assign((...args: unknown[]) => addOne(call, args), {
    skip: (...args: unknown[]) => addOne(call, args, { skip: true }),
    todo: (...args: unknown[]) => addOne(call, args, { todo: true }),
    only: (...args: unknown[]) => addOne(call, args, { only: true }),
  });
  return call;
};

export const test = forms(addTest);
const suite = forms(addSuite);
Object.assign(test, {
  test,
  it: test,
  describe: suite,
  suite,
  before: hookAdder('before'),
  after: hookAdder('after'),
  beforeEach: hookAdder('beforeEach'),
  afterEach: hookAdder('afterEach'),
  mock,
  assert,
  default: test,
});
