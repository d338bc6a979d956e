import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersOf, describeBadge, sentenceOf, verifyCredential } from '#credentials';
import { badge, NOW, statusListWith, trust } from './example-badge.ts';

const text = JSON.stringify(badge);
const list = JSON.stringify(await statusListWith([]));
const nobody = { ...trust, issuers: [] };

test('the sentence never hides a question that is open, and one line that is bad decides it', async () => {
  const revoked = JSON.stringify(await statusListWith([42]));
  const sentences = await Promise.all([
    verifyCredential(text, trust, NOW, list),
    verifyCredential(text, trust, NOW),
    verifyCredential(text, nobody, NOW),
    verifyCredential(text, trust, NOW, revoked),
    verifyCredential(text, trust, new Date('2030-01-01T00:00:00Z'), list),
    verifyCredential(text.replace('"92"', '"93"'), trust, NOW, list),
    verifyCredential(text, { issuers: [], documents: [] }, NOW),
  ]);
  assert.deepEqual(sentences.map(sentenceOf), [
    { tone: 'holds', text: 'This certificate holds.' },
    { tone: 'open', text: 'Unchanged since it was signed; one question is open.' },
    { tone: 'open', text: 'Unchanged since it was signed; two questions are open.' },
    { tone: 'fails', text: 'This certificate does not hold.' },
    { tone: 'fails', text: 'This certificate is not in date.' },
    { tone: 'fails', text: 'This certificate does not hold.' },
    { tone: 'open', text: 'This certificate could not be checked.' },
  ]);
});

test('the good answer to "has it been revoked?" is no; a list that is refused answers nothing', async () => {
  const good = answersOf(await verifyCredential(text, trust, NOW, list));
  assert.deepEqual(
    good.map(({ question, word }) => `${question} ${word}.`),
    [
      'Is it unchanged since it was signed? Yes.',
      'Is the issuer known to you? Yes.',
      'Is it in date? Yes.',
      'Has it been revoked? No.',
    ],
  );
  const other = list.replace('academy.example/status/1.json', 'academy.example/status/2.json');
  const refused = answersOf(await verifyCredential(text, trust, NOW, other)).at(-1);
  assert.deepEqual([refused?.word, refused?.state], ['Not told', 'bad']);
});

test('a badge is told in words: holder, title, dates, assurance, work, key', () => {
  const says = describeBadge(badge);
  assert.equal(says.holder, undefined, 'a hashed address tells no name');
  assert.equal(says.hasHashedAddress, true);
  assert.equal(says.title, 'MLOps Monitoring');
  assert.equal(says.design, undefined, 'monitoring is no level of ours');
  assert.deepEqual([says.assurance, says.scorePercent], ['A1', '92']);
  assert.deepEqual(says.issuer, {
    id: 'did:web:academy.example',
    name: 'Example Academy',
    url: 'https://academy.example/',
  });
  assert.deepEqual(
    says.work.map(({ name, outcome }) => [name, outcome]),
    [['Watch the drift', '12 of 13 checks hold, 92 of 100 points']],
  );
  assert.match(says.key, /^did:web:academy\.example#z6Mk/);
  assert.match(says.digest, /^[0-9a-f]{64}$/);
});
