import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenRules, type LaunchedSession, type SentStatement } from './cmi5-rules.ts';

const SESSION = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid';
const MASTERY = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore';
const CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories';
const actor = { objectType: 'Agent', account: { homePage: 'https://lms.example', name: '17' } };

const launched: LaunchedSession = {
  actor,
  registration: 'one-registration',
  activityId: 'https://lms.example/activity/1',
  masteryScore: 0.8,
  mode: 'Normal',
  contextTemplate: {
    extensions: { [SESSION]: 'session-1' },
    contextActivities: { grouping: [{ id: 'https://academy.example/quiz' }] },
  },
  hasReadPreferences: true,
  inSession: ['initialized'],
  inRegistration: [],
};

const passed: SentStatement & Required<Pick<SentStatement, 'context' | 'result'>> = {
  id: '0f0e7c5e-6c3b-4f5a-9a3e-0d6c2a8b1f00',
  timestamp: '2026-11-27T07:00:00.000Z',
  actor,
  verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
  object: { id: launched.activityId },
  result: { success: true, duration: 'PT4M', score: { scaled: 0.8, raw: 4, min: 0, max: 5 } },
  context: {
    registration: launched.registration,
    extensions: { [SESSION]: 'session-1', [MASTERY]: 0.8 },
    contextActivities: {
      category: [{ id: `${CATEGORY}/cmi5` }, { id: `${CATEGORY}/moveon` }],
      grouping: [{ id: 'https://academy.example/quiz' }],
    },
  },
};
const { result, context } = passed;
const verb = (name: string) => ({ id: `http://adlnet.gov/expapi/verbs/${name}` });

test('a statement that keeps the rules breaks none', () => {
  assert.deepEqual(brokenRules(passed, launched), []);
});

const STATEMENTS: readonly (readonly [
  rules: readonly string[],
  what: string,
  change: Partial<SentStatement>,
])[] = [
  [['9.1.0.0-1'], 'has no id of its own', { id: 'passed-1' }],
  [['9.7.0.0'], 'has a time of some zone', { timestamp: '2026-11-27T08:00:00+01:00' }],
  [['8.1.3.0-3'], 'speaks of another learner', { actor: { mbox: 'mailto:lina@lms.example' } }],
  [['8.1.5.0-6'], "has the package's own id", { object: { id: 'https://academy.example/quiz' } }],
  [['9.3.4.0-2'], 'passes below mastery', { result: { ...result, score: { scaled: 0.79 } } }],
  [['9.5.1.0-3'], 'has points of unknown most', { result: { ...result, score: { raw: 4 } } }],
  [['9.5.4.1'], 'does not say how long', { result: { success: true } }],
  [['9.5.2.0-1', '9.6.2.2'], 'passes without success', { result: { duration: 'PT1S' } }],
  [['9.5.3.0-2'], 'passes and completes in one', { result: { ...result, completion: true } }],
  [['9.6.1.0-1'], 'is of another registration', { context: { ...context, registration: 'two' } }],
  [
    ['9.6.3.2-2', '10.2.1.0'],
    'leaves out the session and the mastery score',
    { context: { ...context, extensions: {} } },
  ],
  [
    ['9.6.2.1-1', '9.6.2.2', '10.2.1.0'],
    'leaves out what the template has',
    { context: { ...context, contextActivities: {} } },
  ],
  [['9.3.5.0-2', '9.5.2.0-2'], 'fails with what would pass', { verb: verb('failed') }],
  [
    ['9.5.1.0-2', '9.5.2.0-3', '9.5.3.0-1'],
    'completes with what belongs to a pass',
    { verb: verb('completed') },
  ],
];
for (const [rules, what, change] of STATEMENTS) {
  test(`a statement that ${what} breaks ${rules.join(', ')}`, () => {
    assert.deepEqual(brokenRules({ ...passed, ...change }, launched), rules);
  });
}

const SESSIONS: readonly (readonly [
  rules: readonly string[],
  what: string,
  change: Partial<LaunchedSession>,
])[] = [
  [['9.3.0.0-4'], 'before initialized', { inSession: [] }],
  [['9.3.0.0-5'], 'after terminated', { inSession: ['initialized', 'terminated'] }],
  [['9.3.0.0-3'], 'after a failure in the session', { inSession: ['initialized', 'failed'] }],
  [['9.3.0.0-7'], 'a second time in the registration', { inRegistration: ['passed'] }],
  [
    ['9.3.0.0-2', '9.3.0.0-3', '9.3.0.0-7'],
    'twice',
    { inSession: ['initialized', 'passed'], inRegistration: ['passed'] },
  ],
  [['10.2.2.0'], 'in a review', { mode: 'Review' }],
  [['11.0.0.0-3'], 'before the preferences were read', { hasReadPreferences: false }],
];
for (const [rules, what, change] of SESSIONS) {
  test(`passed ${what} breaks ${rules.join(', ')}`, () => {
    assert.deepEqual(brokenRules(passed, { ...launched, ...change }), rules);
  });
}

test('failed after a pass, and completed a second time in a registration, break their rules', () => {
  const failed: SentStatement = {
    ...passed,
    verb: verb('failed'),
    result: { success: false, duration: 'PT1S' },
  };
  const completed: SentStatement = {
    ...passed,
    verb: verb('completed'),
    result: { completion: true, duration: 'PT1S' },
  };
  const before = { ...launched, inRegistration: ['passed', 'completed'] };
  assert.deepEqual(brokenRules(failed, before), ['9.3.0.0-8']);
  assert.deepEqual(brokenRules(completed, before), ['9.3.0.0-6']);
  assert.deepEqual(brokenRules(completed, launched), []);
});
