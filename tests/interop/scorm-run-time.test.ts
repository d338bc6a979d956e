/** What a session tells, given to a run-time environment that others wrote: scorm-again, which holds to the standard's types. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scorm12API, Scorm2004API } from 'scorm-again';
import { ScormApi, ScormSession, type LmsObject, type Report, type ScormVersion } from '#interop';
import { FakeLms, faultLine, TestClock } from './fake-lms.ts';

// It looks for the window that it stands in.
Object.assign(globalThis, { window: globalThis });

const report = (standing: Report['outcome']['standing'], points?: number): Report => ({
  outcome: { standing, ...(points === undefined ? {} : { score: { points, max: 12 } }) },
  suspendData: `state-${standing}`,
});

/** In the order of the standard's life of a session. */
const CALLS = {
  '1.2': ['LMSInitialize', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSFinish'],
  '2004': ['Initialize', 'GetValue', 'SetValue', 'Commit', 'Terminate'],
} as const;

type Settings = NonNullable<ConstructorParameters<typeof Scorm2004API>[0]>;
type Call = (...words: readonly string[]) => string;

/** An LMS of a version, with every call that was made and the error that it was answered with. */
function runTime(version: ScormVersion, sequencing?: Settings['sequencing']) {
  const settings: Settings = {
    autocommit: false,
    logLevel: 5,
    ...(sequencing ? { sequencing } : {}),
  };
  const api = version === '1.2' ? new Scorm12API(settings) : new Scorm2004API(settings);
  const calls: string[] = [];
  const own = (name: string): Call => {
    const call = (api as unknown as Readonly<Record<string, Call>>)[name];
    assert.ok(call, `scorm-again has ${name}`);
    return (...words) => call.apply(api, [...words]);
  };
  const errorOf = own(version === '1.2' ? 'LMSGetLastError' : 'GetLastError');
  const object: LmsObject = Object.fromEntries([
    ...CALLS[version].map((name): readonly [string, Call] => [
      name,
      (...words) => {
        const answer = own(name)(...words);
        calls.push(`${[name, ...words.filter((word) => word !== '')].join(' ')}: ${errorOf()}`);
        return answer;
      },
    ]),
    ...(version === '1.2'
      ? ['LMSGetLastError', 'LMSGetErrorString', 'LMSGetDiagnostic']
      : ['GetLastError', 'GetErrorString', 'GetDiagnostic']
    ).map((name): readonly [string, Call] => [name, own(name)]),
  ]);
  return { object, told: (): readonly string[] => calls.splice(0) };
}

function sessionOn(version: ScormVersion, object: LmsObject) {
  const clock = new TestClock();
  const session = new ScormSession(new ScormApi(version, object), {
    now: clock.now,
    later: clock.later,
    onState: () => undefined,
  });
  return { clock, session };
}

for (const version of ['1.2', '2004'] as const) {
  test(`${version}: from begun to passed, failed, completed and left, an LMS that others wrote takes every value as its type asks`, () => {
    for (const [last, points] of [
      ['passed', 11],
      ['failed', 2],
      ['completed', undefined],
    ] as const) {
      for (const ended of [true, false]) {
        const { object, told } = runTime(version);
        const { session } = sessionOn(version, object);
        assert.equal(session.open().fault, undefined);
        session.report(report('begun'));
        session.report(report('partial', points));
        session.report(report(last, points));
        session.leave(ended);
        const refused = told().filter(
          (call) => call.startsWith('Set') || call.startsWith('LMSSet'),
        );
        assert.ok(refused.length > 5);
        assert.deepEqual(
          refused.filter((call) => !call.endsWith(': 0')),
          [],
        );
        assert.deepEqual(session.state, { kind: 'ended', isAllRecorded: true });
      }
    }
  });

  test(`${version}: an LMS that has lost the session, or ended it by itself, is told all of it again`, () => {
    const first = runTime(version);
    let now = first;
    const object: LmsObject = Object.fromEntries(
      Object.keys(first.object).map((name) => [
        name,
        (...words: readonly string[]) => (now.object[name] as Call)(...words),
      ]),
    );
    const { clock, session } = sessionOn(version, object);
    session.open();
    session.report(report('partial', 5));
    // The frame around the unit was loaded anew: its run-time knows of no session.
    now = runTime(version);
    session.report(report('passed', 11));
    assert.equal(session.state.kind, 'failing');
    clock.pass(5_000);
    assert.equal(session.state.kind, 'recorded');
    const written = now.told().filter((call) => / ?(?:LMS)?SetValue .*: 0$/.test(call));
    assert.ok(written.some((call) => call.includes('state-passed')));
    assert.ok(written.some((call) => /(?:lesson|success)_status passed/.test(call)));
  });
}

test('2004: by the codes that the standard has for a session that is not open, the session is begun anew', () => {
  const { object, told } = runTime('2004');
  const codesOf = (...names: readonly string[]): readonly (string | undefined)[] => {
    told();
    for (const name of names) {
      const words = name === 'SetValue' ? ['cmi.location', 'a'] : [''];
      (object[name] as Call)(...words);
    }
    return told().map((line) => line.split(': ')[1]);
  };
  assert.deepEqual(codesOf('SetValue', 'Commit', 'Terminate'), ['132', '142', '112']);
  assert.deepEqual(codesOf('Initialize', 'Initialize', 'Terminate'), ['0', '103', '0']);
  assert.deepEqual(codesOf('SetValue', 'Commit', 'Terminate', 'Initialize'), [
    '133',
    '143',
    '113',
    '104',
  ]);
  for (const [call, code] of [
    ['SetValue', 132],
    ['SetValue', 133],
    ['Commit', 142],
    ['Commit', 143],
  ] as const) {
    const lms = new FakeLms('2004');
    const { session } = sessionOn('2004', lms.object);
    session.open();
    lms.told();
    lms.refuses.set(call, code);
    session.report(report('begun'));
    assert.equal(lms.told().at(-1), 'Initialize', `${call} ${code}`);
  }
});

test('2004: another unit is asked for only where the run-time says that it can show it; then it shows that one', () => {
  const alone = runTime('2004');
  const { session: stays } = sessionOn('2004', alone.object);
  stays.open();
  alone.told();
  assert.equal(stays.goTo('lesson-b'), false);
  assert.deepEqual(
    alone.told().map((line) => line.split(':')[0]),
    ['GetValue adl.nav.request_valid.choice.{target=item-lesson-b}'],
  );
  assert.equal(stays.state.kind, 'recorded', faultText(stays));

  const shown: string[] = [];
  const course = runTime('2004', {
    activityTree: {
      id: 'course',
      title: 'A course',
      sequencingControls: { choice: true, flow: true },
      children: ['item-lesson-a', 'item-lesson-b', 'item-lesson-c'].map((id) => ({
        id,
        title: id,
      })),
    },
    eventListeners: { onActivityDelivery: ({ id }) => shown.push(id) },
  });
  const { session } = sessionOn('2004', course.object);
  session.open();
  session.report(report('completed'));
  course.told();
  assert.equal(session.goTo('lesson-c'), true);
  assert.deepEqual(session.state, { kind: 'ended', isAllRecorded: true });
  assert.deepEqual(
    course.told().filter((line) => !line.endsWith(': 0')),
    [],
  );
  assert.equal(shown.at(-1), 'item-lesson-c');
});

const faultText = ({ state }: ScormSession): string =>
  state.kind === 'failing' ? faultLine(state.fault) : state.kind;
