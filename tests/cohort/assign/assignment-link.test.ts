import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'fflate';
import {
  assignmentFragment,
  assignmentLetter,
  assignmentSeed,
  assignmentSha256,
  commonLinkKey,
  didOf,
  readAssignmentFragment,
  seedsByLink,
} from '#cohort';
import { KEY, OTHER_KEY } from '../example.ts';
import { COHORT, LINA, TERMS } from '../register/example-cohort.ts';

const NOW = new Date('2026-11-02T10:00:00Z');
const given = { terms: TERMS };
const forLina = () => assignmentFragment(COHORT, given, LINA.id, KEY, NOW);

const pack = (text: string): string =>
  `a1=${Buffer.from(deflateSync(Buffer.from(text))).toString('base64url')}`;
const faultOf = (fragment: string): string => {
  const [fault] = readAssignmentFragment(fragment).faults ?? [];
  return fault ? `${fault.name}: found ${fault.found}` : 'no fault';
};

test('a learner’s link carries the terms and the seeds, and is read back with who signed it', async () => {
  const fragment = await forLina();
  assert.match(fragment, /^a1=[A-Za-z0-9_-]+$/);
  assert.ok(fragment.length < 1400, `${fragment.length} characters fit a mail and a code`);
  const read = readAssignmentFragment(`#${fragment}`).value;
  assert.ok(read);
  assert.deepEqual(read.link.terms, TERMS);
  assert.equal(read.link.learner, LINA.id);
  assert.deepEqual(
    seedsByLink(read.link, ''),
    [1, 2].map((attempt) => assignmentSeed(COHORT.secret, TERMS.id, LINA.id, attempt)),
  );
  assert.equal(read.assignmentSha256, assignmentSha256(TERMS));
  assert.equal(read.signer, didOf(KEY));
  assert.ok(!JSON.stringify(read.link).includes(COHORT.secret));
});

test('the link for everybody draws seeds by the id that is typed, and carries no secret of the cohort', async () => {
  const fragment = await assignmentFragment(COHORT, given, undefined, KEY, NOW);
  const { link } = readAssignmentFragment(fragment).value ?? {};
  assert.ok(link);
  assert.equal(link.learner, undefined);
  const key = commonLinkKey(COHORT, TERMS.id);
  assert.deepEqual(
    seedsByLink(link, 'p-new'),
    [1, 2].map((attempt) => assignmentSeed(key, TERMS.id, 'p-new', attempt)),
  );
  assert.throws(() => seedsByLink(link, 'two words'), { name: 'IdNotPossible' });
  assert.ok(!JSON.stringify(link).includes(COHORT.secret));
});

test('the same link is made again to the letter, and another by another key', async () => {
  assert.equal(await forLina(), await forLina());
  const other = await assignmentFragment(COHORT, given, LINA.id, OTHER_KEY, NOW);
  assert.equal(readAssignmentFragment(other).value?.signer, didOf(OTHER_KEY));
});

test('a link that was cut, changed, or is something else is refused in words', async () => {
  const fragment = await forLina();
  assert.equal(faultOf(''), 'NotReadable: found an address without an assignment');
  assert.equal(
    faultOf(fragment.slice(0, -20)),
    'NotReadable: found a link that is cut off or changed',
  );
  assert.equal(faultOf('a1=%%%'), 'NotReadable: found a link that is cut off or changed');
  assert.equal(faultOf(`a1=${'A'.repeat(100_001)}`), 'TooLarge: found 100004 characters');
  assert.match(
    faultOf(pack('{"format":"other"}')),
    /^ManifestInvalid: found the assignment of the format "other"/,
  );
});

test('terms that somebody else edited do not fit the signature', async () => {
  const { inflateSync } = await import('fflate');
  const fragment = await forLina();
  const text = Buffer.from(inflateSync(Buffer.from(fragment.slice(3), 'base64url'))).toString();
  assert.match(
    faultOf(pack(text.replace('"attempts":2', '"attempts":1'))),
    /^ManifestInvalid: found 2 seeds for 1 attempts/,
  );
  assert.match(
    faultOf(pack(text.replace('"passPercent":70', '"passPercent":10'))),
    /^SignatureInvalid: found a signature that does not fit/,
  );
});

test('a link that unpacks to very much is refused before it fills the memory', () => {
  assert.equal(
    faultOf(pack(' '.repeat(20_000_000))),
    'NotReadable: found a link that is cut off or changed',
  );
});

test('the letter says what, until when and by which rules, in plain text', () => {
  const letter = assignmentLetter(TERMS, LINA, 'https://academy.example/assigned/#a1=x');
  assert.equal(letter.to, 'lina.mueller@example.org');
  assert.equal(letter.subject, 'Platform, autumn 2026: Week 1: pin the data');
  assert.equal(
    letter.body,
    `Dear Lina Müller,

Ada Instructor has assigned “Week 1: pin the data” of Platform, autumn 2026:

- Read: Data pointers
- Lab: Pin the data

It opens on 2 November 2026, 08:00 UTC.
It is due on 9 November 2026, 22:00 UTC; the page tells it in your own time. When the file arrives decides.
Late work loses 10 percent for each day begun, 50 at most.
2 hand-ins of each; 70 percent pass. Hints may be opened.

Your link, for you alone:
https://academy.example/assigned/#a1=x

Your id is p-1a2b3c4d. The link opens the page with your own data; what you do stays in your browser until you hand a file in.
`,
  );
  assert.match(
    assignmentLetter(TERMS, undefined, 'x').body,
    /^Dear all,[\s\S]*The page asks for your id/,
  );
});
