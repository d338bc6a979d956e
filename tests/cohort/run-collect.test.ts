import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CollectAnswer,
  CollectRequest,
  ToCollect,
} from '../../src/components/teach/collect/collect-worker.ts';
import { runCollect } from '../../src/components/teach/collect/run-collect.ts';
import { COHORT } from './register/example-cohort.ts';

/** A worker that notes in which turn of the page it was told what, and answers what it is made to. */
class FakeWorker {
  static answer: (worker: FakeWorker) => void = () => undefined;
  static last: FakeWorker | undefined;
  readonly told: { readonly turn: number; readonly message: ToCollect }[] = [];
  isEnded = false;
  onmessage: ((event: { data: CollectAnswer }) => void) | undefined;
  onerror: ((event: { message: string }) => void) | undefined;
  #turn = 0;

  constructor() {
    FakeWorker.last = this;
  }

  postMessage(message: ToCollect): void {
    this.told.push({ turn: this.#turn, message });
    setTimeout(() => (this.#turn += 1));
    if (message.type === 'collect') FakeWorker.answer(this);
  }

  terminate(): void {
    this.isEnded = true;
  }
}

Object.assign(globalThis, { Worker: FakeWorker });

const OUTCOME = { taken: 200, late: 0, alreadyHere: 0, setAside: 0, unread: [] };
const request = (count: number): CollectRequest => ({
  cohort: COHORT,
  items: [{ kind: 'lab', id: 'pin-the-data' }],
  files: Array.from({ length: count }, (_, index) => {
    const name = `${index}.submission.zip`;
    return { name, file: new File([], name) };
  }),
  receivedAt: undefined,
});

test('two hundred files reach the worker in their order, few of them in one turn of the page, and then it begins', async () => {
  FakeWorker.answer = (worker) => worker.onmessage?.({ data: { type: 'done', outcome: OUTCOME } });
  const given = request(200);
  assert.deepEqual(await runCollect(given, () => undefined), OUTCOME);
  const { told = [], isEnded } = FakeWorker.last ?? {};
  const posted = told.map(({ turn, message }) => ({
    turn,
    names: message.type === 'files' ? message.files.map(({ name }) => name) : undefined,
  }));
  assert.deepEqual(
    posted.flatMap(({ names }) => names ?? []),
    given.files.map(({ name }) => name),
  );
  const { cohort, items, receivedAt } = given;
  assert.deepEqual(told.at(-1)?.message, { type: 'collect', cohort, items, receivedAt });
  const inTurn: number[] = [];
  for (const { turn, names = [] } of posted) inTurn[turn] = (inTurn[turn] ?? 0) + names.length;
  assert.ok(Math.max(...inTurn) <= 20, inTurn.join(' '));
  assert.equal(isEnded, true);
});

test('a worker that does not start, and one that fails, are told in words and ended', async () => {
  FakeWorker.answer = (worker) => worker.onerror?.({ message: '' });
  await assert.rejects(
    runCollect(request(1), () => undefined),
    {
      message: 'its worker could not be started',
    },
  );
  assert.equal(FakeWorker.last?.isEnded, true);
  FakeWorker.answer = (worker) => worker.onmessage?.({ data: { type: 'failed', reason: 'full' } });
  await assert.rejects(
    runCollect(request(0), () => undefined),
    { name: 'RangeError', message: 'full' },
  );
});
