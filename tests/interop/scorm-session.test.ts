import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findLms,
  ScormApi,
  ScormSession,
  type Report,
  type ScormVersion,
  type SessionState,
} from '#interop';
import { FakeLms, faultLine, TestClock } from './fake-lms.ts';

const BEGUN: Report = { outcome: { standing: 'begun' }, suspendData: 'a' };
const PARTIAL: Report = {
  outcome: { standing: 'partial', score: { points: 40, max: 100 } },
  suspendData: 'b',
};
const PASSED: Report = {
  outcome: { standing: 'passed', score: { points: 9, max: 12 } },
  suspendData: 'c',
};

function sessionWith(version: ScormVersion, values: Readonly<Record<string, string>> = {}) {
  const lms = new FakeLms(version, values);
  const clock = new TestClock();
  const states: SessionState[] = [];
  const session = new ScormSession(new ScormApi(version, lms.object), {
    now: clock.now,
    later: clock.later,
    onState: (state) => states.push(state),
  });
  return { lms, clock, session, kinds: () => states.splice(0).map(({ kind }) => kind) };
}

/** The fault that is told now, in one line. */
const faultOf = ({ state }: ScormSession): string =>
  state.kind === 'failing' ? faultLine(state.fault) : state.kind;

test('1.2: begun, partial, passed: each is written once, score before status, and stored', () => {
  const { lms, session, kinds } = sessionWith('1.2', { 'cmi.core.student_id': 'lina' });
  assert.deepEqual(session.open(), {
    value: { learner: 'lina', mode: 'normal', suspendData: '', isPassed: false, score: undefined },
  });
  session.report(BEGUN);
  session.report(PARTIAL);
  session.report(PARTIAL);
  session.report(PASSED);
  assert.deepEqual(lms.told(), [
    'Initialize',
    'SetValue cmi.suspend_data=a',
    'SetValue cmi.core.lesson_status=incomplete',
    'Commit',
    'SetValue cmi.suspend_data=b',
    'SetValue cmi.core.score.raw=40',
    'SetValue cmi.core.score.min=0',
    'SetValue cmi.core.score.max=100',
    'Commit',
    'SetValue cmi.suspend_data=c',
    'SetValue cmi.core.score.raw=75',
    'SetValue cmi.core.lesson_status=passed',
    'Commit',
  ]);
  assert.deepEqual(
    kinds(),
    Array.from({ length: 5 }, () => 'recorded'),
  );
});

test('2004: success and completion are told apart; a failed unit is complete, a partial one is not', () => {
  const { lms, session } = sessionWith('2004');
  assert.equal(session.open().fault, undefined);
  session.report(PARTIAL);
  session.report({ ...PARTIAL, outcome: { ...PARTIAL.outcome, standing: 'failed' } });
  session.report(PASSED);
  assert.deepEqual(lms.told(), [
    'Initialize',
    'SetValue cmi.suspend_data=b',
    'SetValue cmi.score.scaled=0.4',
    'SetValue cmi.score.raw=40',
    'SetValue cmi.score.min=0',
    'SetValue cmi.score.max=100',
    'SetValue cmi.success_status=unknown',
    'SetValue cmi.completion_status=incomplete',
    'Commit',
    'SetValue cmi.success_status=failed',
    'SetValue cmi.completion_status=completed',
    'Commit',
    'SetValue cmi.suspend_data=c',
    'SetValue cmi.score.scaled=0.75',
    'SetValue cmi.score.raw=9',
    'SetValue cmi.score.max=12',
    'SetValue cmi.success_status=passed',
    'Commit',
  ]);
});

test('a lost connection is told, and all is told again, at longer and longer pauses, until it is taken', () => {
  const { lms, clock, session, kinds } = sessionWith('1.2');
  session.open();
  session.report(BEGUN);
  lms.told();
  lms.refuses.set('Commit', 391);
  session.report(PASSED);
  assert.equal(faultOf(session), 'LMSCommit: 391 Error 391.');
  lms.told();
  for (const [pauseMs, tries] of [
    [4_999, 0],
    [1, 1],
    [15_000, 1],
    [30_000, 1],
    [60_000, 1],
    [60_000, 1],
  ] as const) {
    clock.pass(pauseMs);
    assert.equal(lms.told().filter((call) => call === 'Commit').length, tries);
  }
  lms.refuses.clear();
  clock.pass(60_000);
  // What was set and not stored is set again.
  assert.deepEqual(lms.told(), [
    'SetValue cmi.suspend_data=c',
    'SetValue cmi.core.score.raw=75',
    'SetValue cmi.core.score.min=0',
    'SetValue cmi.core.score.max=100',
    'SetValue cmi.core.lesson_status=passed',
    'Commit',
  ]);
  assert.equal(kinds().at(-1), 'recorded');
  assert.equal(clock.waiting, 0);
});

test('an LMS that throws, or lost the session, is asked again; a session that it lost is begun anew', () => {
  const { lms, clock, session } = sessionWith('2004');
  session.open();
  lms.refuses.set('SetValue', 'throws');
  session.report(PARTIAL);
  assert.equal(faultOf(session), 'SetValue cmi.suspend_data:  the connection is gone');
  lms.refuses.set('SetValue', 132);
  session.retry();
  lms.refuses.clear();
  assert.ok(lms.told().includes('Initialize'));
  clock.pass(60_000);
  assert.equal(session.state.kind, 'recorded');
  assert.equal(lms.values.get('cmi.score.raw'), '40');
});

test('an element that an LMS does not have is let go when it is optional, and is a fault when it is not', () => {
  const { lms, session } = sessionWith('1.2');
  session.open();
  lms.refuses.set('SetValue cmi.core.score.min', 401);
  session.report(PARTIAL);
  assert.equal(session.state.kind, 'recorded');
  lms.refuses.set('SetValue cmi.core.lesson_status', 401);
  session.report(PASSED);
  assert.equal(session.state.kind, 'failing');
});

test('an LMS that does not open, or does not give what it kept, is asked again and nothing is written meanwhile', () => {
  const { lms, session } = sessionWith('1.2', { 'cmi.suspend_data': 'kept' });
  lms.refuses.set('Initialize', 101).set('GetValue', 101);
  const { fault } = session.open();
  assert.equal(fault && faultLine(fault), 'LMSInitialize: 101 Error 101.');
  session.report(BEGUN);
  session.leave(false);
  assert.deepEqual(lms.told(), ['Initialize']);
  lms.refuses.clear();
  assert.equal(session.open().value?.suspendData, 'kept');
  // Another page of the LMS may have opened it: what can be read is open.
  lms.refuses.set('Initialize', 101);
  assert.equal(session.open().value?.suspendData, 'kept');
});

test('the page goes away: the last word, the time and the way back are written in one go', () => {
  for (const [version, ended, words] of [
    [
      '1.2',
      false,
      ['SetValue cmi.core.session_time=0001:01:05.25', 'SetValue cmi.core.exit=suspend'],
    ],
    ['1.2', true, ['SetValue cmi.core.session_time=0001:01:05.25', 'SetValue cmi.core.exit=']],
    ['2004', false, ['SetValue cmi.session_time=PT3665.25S', 'SetValue cmi.exit=suspend']],
    ['2004', true, ['SetValue cmi.session_time=PT3665.25S', 'SetValue cmi.exit=normal']],
  ] as const) {
    const { lms, clock, session } = sessionWith(version);
    session.open();
    session.report(BEGUN);
    clock.pass(3_665_250);
    lms.told();
    session.leave(ended);
    session.leave(ended);
    assert.deepEqual(lms.told(), [...words, 'Commit', 'Finish']);
    assert.deepEqual(session.state, { kind: 'ended', isAllRecorded: true });
  }
});

test('a page that goes away while the LMS refuses tells that it was not taken; one that comes back tells it again', () => {
  const { lms, session } = sessionWith('1.2');
  session.open();
  lms.refuses.set('Commit', 391);
  session.report(PASSED);
  session.leave(false);
  assert.deepEqual(session.state, { kind: 'ended', isAllRecorded: false });
  lms.refuses.clear();
  lms.told();
  session.comeBack();
  assert.equal(session.state.kind, 'recorded');
  assert.ok(lms.told().includes('SetValue cmi.core.lesson_status=passed'));
});

test('2004: the LMS is asked for another unit where it says that it can show it, with the last word of this one', () => {
  const choice = 'adl.nav.request_valid.choice.{target=item-lesson-a.b}';
  const { lms, session } = sessionWith('2004', { [choice]: 'true' });
  session.open();
  session.report(PARTIAL);
  lms.told();
  assert.equal(session.goTo('lesson-a.b'), true);
  assert.deepEqual(lms.told(), [
    'SetValue adl.nav.request={target=item-lesson-a.b}choice',
    'SetValue cmi.session_time=PT0S',
    'SetValue cmi.exit=suspend',
    'Commit',
    'Finish',
  ]);
  assert.deepEqual(session.state, { kind: 'ended', isAllRecorded: true });
});

test('where the LMS cannot show another unit, or does not say so, the session goes on as it was', () => {
  const choice = 'adl.nav.request_valid.choice.{target=item-lesson-a.b}';
  for (const [version, answers] of [
    ['1.2', { [choice]: 'true' }],
    ['2004', {}],
    ['2004', { [choice]: 'unknown' }],
  ] as const) {
    const { lms, session } = sessionWith(version, answers);
    session.open();
    lms.told();
    assert.equal(session.goTo('lesson-a.b'), false);
    assert.deepEqual(lms.told(), []);
    assert.equal(session.state.kind, 'recorded');
  }
});

test('a review records nothing', () => {
  const { lms, session } = sessionWith('2004', {
    'cmi.mode': 'review',
    'cmi.success_status': 'passed',
  });
  assert.equal(session.open().value?.mode, 'review');
  session.report(PARTIAL);
  session.leave(false);
  assert.deepEqual(lms.told(), ['Initialize', 'Finish']);
});

test('the LMS is found among the parents, then from the opener; a window of another origin is passed over', () => {
  const object = { LMSInitialize: () => 'true' };
  const top = { parent: null as unknown, API: object };
  top.parent = top;
  const middle = { parent: top };
  const unit = { parent: middle };
  assert.equal(findLms('1.2', unit as never), object);
  assert.equal(findLms('2004', unit as never), undefined);
  const alone = { parent: null as unknown, opener: { parent: top } };
  alone.parent = alone;
  assert.equal(findLms('1.2', alone as never), object);
  const foreign = { parent: top };
  Object.defineProperty(foreign, 'API', {
    get: () => {
      throw new Error('another origin');
    },
  });
  assert.equal(findLms('1.2', { parent: foreign } as never), object);
});
