import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Cmi5Session,
  type Cmi5Client,
  type Cmi5Launch,
  type Cmi5State,
  type Report,
  type Statement,
} from '#interop';
import { TestClock } from './fake-lms.ts';

const QUIZ_40: Report = {
  outcome: { standing: 'failed', score: { points: 2, max: 5 } },
  suspendData: 'two',
};
const QUIZ_80: Report = {
  outcome: { standing: 'passed', score: { points: 4, max: 5 } },
  suspendData: 'four',
};

/** An LMS that keeps what it is sent, and breaks off when it is told to. */
class FakeCmi5 implements Cmi5Client {
  readonly taken: string[] = [];
  readonly last: { readonly verbs: readonly unknown[]; readonly state: Cmi5State }[] = [];
  states: Cmi5State[] = [];
  isLost = false;
  launch: Partial<Cmi5Launch> = {};

  begin(): Promise<Cmi5Launch> {
    if (this.isLost) return Promise.reject(new Error('there is no connection'));
    return Promise.resolve({
      learner: 'lina',
      mode: 'Normal',
      masteryScore: 0.8,
      state: { resume: '', told: [] },
      initialized: { verb: 'initialized' },
      ...this.launch,
    });
  }
  make(verb: string, score?: { readonly scaled: number }): Statement {
    return { verb: score ? `${verb} ${score.scaled}` : verb };
  }
  send(statement: Statement): Promise<void> {
    if (this.isLost) return Promise.reject(new Error('there is no connection'));
    this.taken.push(String(statement['verb']));
    return Promise.resolve();
  }
  keep(state: Cmi5State): Promise<void> {
    this.states.push(state);
    return Promise.resolve();
  }
  sendLast(statements: readonly Statement[], state: Cmi5State): void {
    this.last.push({ verbs: statements.map(({ verb }) => verb), state });
  }
}

async function opened(launch: Partial<Cmi5Launch> = {}) {
  const lms = new FakeCmi5();
  lms.launch = launch;
  const clock = new TestClock();
  const session = new Cmi5Session(lms, {
    now: clock.now,
    later: clock.later,
    onState: () => undefined,
  });
  const answer = await session.open();
  await settled();
  return { lms, clock, session, answer };
}

/** Lets all that is promised happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('initialized is first, a pass is told at once and once, terminated is last', async () => {
  const { lms, session, answer } = await opened();
  assert.equal(answer.value?.masteryScore, 0.8);
  session.report(QUIZ_80);
  session.report(QUIZ_80);
  await settled();
  session.leave(false);
  session.leave(false);
  assert.deepEqual(lms.taken, ['initialized', 'passed 0.8', 'completed']);
  assert.deepEqual(lms.states, [{ resume: 'four', told: ['passed', 'completed'] }]);
  assert.deepEqual(lms.last, [
    { verbs: ['terminated'], state: { resume: 'four', told: ['passed', 'completed'] } },
  ]);
});

test('failed is told when the learner leaves, and not at all when the unit was passed after it', async () => {
  const first = await opened();
  first.session.report(QUIZ_40);
  await settled();
  assert.deepEqual(first.lms.taken, ['initialized']);
  first.session.leave(false);
  assert.deepEqual(first.lms.last[0]?.verbs, ['failed 0.4', 'terminated']);

  const second = await opened();
  second.session.report(QUIZ_40);
  second.session.report(QUIZ_80);
  await settled();
  second.session.leave(true);
  assert.deepEqual(second.lms.taken, ['initialized', 'passed 0.8', 'completed']);
  assert.deepEqual(second.lms.last[0]?.verbs, ['terminated']);
});

test('what the registration has already is not told again, and nothing fails after a pass', async () => {
  const { lms, session } = await opened({
    state: { resume: 'four', told: ['passed', 'completed'] },
  });
  session.report(QUIZ_80);
  await settled();
  session.report({ ...QUIZ_40, suspendData: 'five' });
  await settled();
  session.leave(true);
  assert.deepEqual(lms.taken, ['initialized']);
  assert.deepEqual(lms.last[0]?.verbs, ['terminated']);
});

test('a score below what the LMS asks for is no pass; one that would pass is in no failed statement', async () => {
  const { lms, session } = await opened({ masteryScore: 0.9 });
  session.report(QUIZ_80);
  await settled();
  assert.deepEqual(lms.taken, ['initialized']);
  session.report({
    outcome: { standing: 'failed', score: { points: 19, max: 20 } },
    suspendData: 'musts',
  });
  session.leave(false);
  assert.deepEqual(lms.last[0]?.verbs, ['failed', 'terminated']);
});

test('a lesson that was read is completed, and nothing else', async () => {
  const { lms, session } = await opened();
  session.report({ outcome: { standing: 'completed' }, suspendData: 'read' });
  await settled();
  session.leave(false);
  assert.deepEqual(lms.taken, ['initialized', 'completed']);
  assert.deepEqual(lms.last[0]?.verbs, ['terminated']);
});

test('a lost connection: statements wait in their order and go out once it is back; what is left goes with the last word', async () => {
  const { lms, clock, session } = await opened();
  lms.isLost = true;
  session.report(QUIZ_80);
  await settled();
  assert.equal(session.state.kind, 'failing');
  lms.isLost = false;
  clock.pass(5_000);
  await settled();
  assert.equal(session.state.kind, 'recorded');
  assert.deepEqual(lms.taken, ['initialized', 'passed 0.8', 'completed']);

  const other = await opened();
  other.lms.isLost = true;
  other.session.report(QUIZ_80);
  await settled();
  other.session.leave(false);
  assert.deepEqual(other.lms.last[0], {
    verbs: ['passed 0.8', 'completed', 'terminated'],
    state: { resume: 'four', told: ['completed', 'passed'] },
  });
  assert.deepEqual(other.session.state, { kind: 'ended', isAllRecorded: false });
});

test('a launch that cannot be used is told; a review begins and ends, and judges nothing', async () => {
  const lms = new FakeCmi5();
  lms.isLost = true;
  const clock = new TestClock();
  const session = new Cmi5Session(lms, {
    now: clock.now,
    later: clock.later,
    onState: () => undefined,
  });
  assert.deepEqual((await session.open()).fault, {
    call: 'the launch',
    code: '',
    words: 'there is no connection',
  });
  const review = await opened({ mode: 'Review' });
  review.session.report(QUIZ_80);
  await settled();
  review.session.leave(false);
  assert.deepEqual(review.lms.taken, ['initialized']);
  assert.deepEqual(review.lms.last[0]?.verbs, ['terminated']);
});
