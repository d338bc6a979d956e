import assert from 'node:assert/strict';
import { test } from 'node:test';
import { opaqueName, sendStatements, statementOfExam, statementOfRegrade } from '#interop';

const WORK = {
  bundleSha256: 'b1'.repeat(32),
  lab: { id: 'pin-the-data', version: '1.2.0' },
  learner: 'lina',
  score: { points: 2, maxPoints: 3, passed: true },
  gradedAt: '2026-11-27T09:00:00Z',
  gradedBy: 'Ines Duarte',
};
const NAMING = {
  homePage: 'https://academy.example',
  actorSecret: 'sixteen letters!',
  activities: 'https://academy.example/activities',
};

test('a re-grade becomes one statement: opaque account, verb by the verdict, marked as re-graded, the same each time', () => {
  const statement = statementOfRegrade(WORK, NAMING);
  const { id, actor, ...rest } = statement as {
    readonly id: string;
    readonly actor: { readonly account: { readonly homePage: string; readonly name: string } };
  };
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(Object.keys(actor), ['objectType', 'account']);
  assert.match(actor.account.name, /^[0-9a-f]{32}$/);
  assert.deepEqual(rest, {
    verb: { id: 'http://adlnet.gov/expapi/verbs/passed', display: { en: 'passed' } },
    object: {
      objectType: 'Activity',
      id: 'https://academy.example/activities/lab-pin-the-data',
      definition: { type: 'http://adlnet.gov/expapi/activities/assessment' },
    },
    result: { success: true, score: { scaled: 0.6667, raw: 2, min: 0, max: 3 } },
    context: {
      revision: '1.2.0',
      platform: 'Plumbline',
      instructor: {
        objectType: 'Agent',
        account: {
          homePage: 'https://academy.example',
          name: opaqueName(NAMING.actorSecret, 'instructor\nInes Duarte'),
        },
      },
      extensions: {
        'urn:plumbline:xapi:basis': 're-graded',
        'urn:plumbline:xapi:bundle-sha256': 'b1'.repeat(32),
      },
    },
    timestamp: '2026-11-27T09:00:00Z',
  });
  assert.deepEqual(statementOfRegrade(WORK, NAMING), statement);
  const failed = { ...WORK, score: { ...WORK.score, passed: false } };
  assert.notEqual(statementOfRegrade(failed, NAMING)['id'], id);
  const elsewhere = statementOfRegrade(WORK, { ...NAMING, actorSecret: 'another secret!!' });
  assert.notDeepEqual(elsewhere['actor'], actor);
});

test('an exam that was judged again says who had drawn its questions, and is told like a lab', () => {
  const judged = {
    submissionSha256: 'e5'.repeat(32),
    exam: 'foundations',
    drawnBy: 'learner',
    learner: 'lina',
    score: { right: 27, of: 40, passed: false },
    gradedAt: WORK.gradedAt,
    gradedBy: WORK.gradedBy,
  } as const;
  const statement = statementOfExam(judged, NAMING);
  assert.deepEqual(statement['actor'], statementOfRegrade(WORK, NAMING)['actor']);
  const { verb, object, result, context } = statement as Record<string, Record<string, unknown>>;
  assert.deepEqual(
    [verb?.['id'], object?.['id']],
    [
      'http://adlnet.gov/expapi/verbs/failed',
      'https://academy.example/activities/exam-foundations',
    ],
  );
  assert.deepEqual(result, { success: false, score: { scaled: 0.675, raw: 27, min: 0, max: 40 } });
  assert.deepEqual(context?.['extensions'], {
    'urn:plumbline:xapi:basis': 're-graded',
    'urn:plumbline:xapi:bundle-sha256': 'e5'.repeat(32),
    'urn:plumbline:xapi:drawn-by': 'learner',
  });
});

test('a queue goes out in order, fifty at a time, and stops where the store does not take it', async () => {
  const queue = Array.from({ length: 120 }, (_, index) => ({ id: String(index) }));
  const sizes: number[] = [];
  const answers = [new Response('["…"]'), new Response('too many now', { status: 429 })];
  const send = (_url: unknown, init: RequestInit | undefined): Promise<Response> => {
    sizes.push((JSON.parse(init?.body as string) as unknown[]).length);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new Error('away'));
  };
  const entry = { endpoint: 'https://lrs.example/xapi', key: 'a:b' };
  const sent = await sendStatements(queue, entry, send);
  assert.deepEqual(sizes, [50, 50]);
  assert.equal(sent.taken, 50);
  assert.deepEqual(sent.left, queue.slice(50));
  assert.equal(sent.why, 'https://lrs.example/xapi/statements answers 429: too many now');
  const lost = await sendStatements(queue.slice(0, 1), entry, send);
  assert.match(
    lost.why ?? '',
    /^there is no connection to https:\/\/lrs\.example\/xapi\/statements: away$/,
  );
});
