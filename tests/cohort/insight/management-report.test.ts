import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  gradebook,
  managementReport,
  reportCsv,
  reportHtml,
  skillsMap,
  timeToPass,
  type GradedLearner,
  type ReportInput,
} from '#cohort';
import { readCsv } from '#formats';
import { handIn, PIN, SIGN } from '../gradebook/class-of-four.ts';

/** Forty people: 20 in A, 12 in B, 8 in C (3 of them in a section of their own, D, in a second cohort below). */
function people(sections: Readonly<Record<string, number>>): readonly GradedLearner[] {
  return Object.entries(sections).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, at) => ({
      id: `${section}${at}`,
      name: `Person ${section}${at} <i>`,
      lms: { canvasSection: section },
    })),
  );
}

const learners = people({ A: 20, B: 12, C: 8 });
const at = (learner: string, hour: number, points: number) =>
  handIn(learner, 'pin', `2026-11-10T${String(hour % 24).padStart(2, '0')}:00:00Z`, points);
/** All of A but one, seven of B and five of C pass; five of B do not; of C three handed nothing in. */
const handIns = learners.flatMap(({ id }) => {
  const [section, number] = [id[0], Number(id.slice(1))];
  if (section === 'A') return [at(id, number, number === 0 ? 10 : 90)];
  if (section === 'B') return [at(id, number, number < 7 ? 90 : 10)];
  return number < 5 ? [at(id, number, 90)] : [];
});
const book = gradebook({ learners, pieces: [PIN, SIGN], handIns });
const INPUT: ReportInput = {
  cohort: 'Autumn <b>',
  issuer: 'Example Academy',
  writtenAt: '2026-11-26T10:00:00Z',
  book,
  times: timeToPass(book, { pin: '2026-11-09T00:00:00Z' }),
  checks: [
    {
      lab: 'pin-the-data',
      check: 'lock-is-fresh',
      graded: 37,
      failed: 20,
      blocked: 0,
      unlike: 3,
      mistakes: [
        { mutants: ['lock-is-fresh/never-run'], people: 9 },
        { mutants: ['lock-is-fresh/edited'], people: 8 },
      ],
    },
    {
      lab: 'pin-the-data',
      check: 'rare',
      graded: 37,
      failed: 2,
      blocked: 0,
      unlike: 2,
      mistakes: [],
    },
  ],
  labTitle: () => 'Pin the data',
  checkClaim: (_, check) => `The claim of ${check}.`,
  mistakeWords: ([first = '']) => first.split('/')[1] ?? '',
  skills: skillsMap(
    learners.map(({ id }) => id),
    [
      ...learners
        .slice(0, 10)
        .map(({ id }) => ({ learner: id, competency: 'VER' as const, level: 3 as const })),
      { learner: 'A0', competency: 'DAT', level: 3 },
      ...learners
        .slice(1, 12)
        .map(({ id }) => ({ learner: id, competency: 'DAT' as const, level: 2 as const })),
    ],
    'L2',
  ),
  certificates: { issued: 12, revoked: 1, dueForRenewal: 0 },
  withNames: false,
};

test('without names a report tells no number of one to four people, nor what it would follow from', () => {
  const report = managementReport(INPUT);
  assert.equal(report.people, 40);
  assert.deepEqual(report.groups, [
    { name: 'A', people: 20 },
    { name: 'B', people: 12 },
    { name: 'C', people: 8 },
  ]);
  const [pin, sign] = report.pieces;
  // 31 passed, six did not, three handed nothing in: the last two are told together. One of A did not pass, three of C:
  // neither is told, nor do they give a number of one to four together, so the smallest other section is hidden too.
  assert.deepEqual(pin?.total, { passed: 31, notPassed: 9, nothing: undefined });
  assert.deepEqual(
    pin.groups.map(({ passed, notPassed }) => [passed, notPassed]),
    [
      ['hidden', 'hidden'],
      ['hidden', 'hidden'],
      ['hidden', 'hidden'],
    ],
  );
  assert.deepEqual(pin.daysToPass, [2, 2, 2]);
  assert.deepEqual(sign?.total, { passed: 0, notPassed: 0, nothing: 40 });
  assert.equal(sign.daysToPass, undefined);
  // Nine and eight of twenty would leave three: only the first is told.
  assert.deepEqual(report.checks, [
    {
      lab: 'Pin the data',
      check: 'The claim of lock-is-fresh.',
      failed: 20,
      mistakes: [{ words: 'never-run', people: 9 }],
    },
  ]);
  const skill = (id: string) => report.skills.find(({ competency }) => competency === id);
  assert.deepEqual(skill('VER'), { competency: 'VER', target: 3, owners: 10, atTarget: 10 });
  assert.deepEqual(skill('DAT'), { competency: 'DAT', target: 2, owners: 'few', atTarget: 12 });
  assert.deepEqual(report.certificates, { issued: 12, revoked: 'few', dueForRenewal: 0 });
  assert.equal(report.named, undefined);
});

test('a section under five has no size either, and neither has another one', () => {
  const small = gradebook({ learners: people({ A: 20, B: 9, D: 3 }), pieces: [SIGN], handIns: [] });
  assert.deepEqual(
    managementReport({ ...INPUT, book: small }).groups.map(({ people: told }) => told),
    [20, 'hidden', 'hidden'],
  );
  const tiny = managementReport({
    ...INPUT,
    book: gradebook({ learners: people({ A: 4 }), pieces: [SIGN], handIns: [] }),
  });
  assert.deepEqual([tiny.people, tiny.pieces[0]?.total.nothing ?? 'hidden'], ['few', 'hidden']);
});

test('the files name nobody, unless names were asked for', () => {
  const report = managementReport(INPUT);
  for (const text of [reportHtml(report), reportCsv(report)]) {
    assert.doesNotMatch(text, /Person|A0|rare/);
  }
  assert.match(reportHtml(report), /<h1 dir="auto">Autumn &lt;b&gt;<\/h1>/);
  assert.match(
    reportHtml(report),
    /<td dir="auto">31<\/td><td dir="auto">9<\/td><td dir="auto">among them<\/td>/,
  );
  const rows = readCsv(reportCsv(report)).rows;
  assert.ok(rows.some((row) => row.join() === 'piece,Pin the data,passed,31'));
  assert.ok(rows.some((row) => row.join() === 'section A,Pin the data,passed,–'));
  const named = managementReport({ ...INPUT, withNames: true });
  assert.deepEqual(named.pieces[0]?.total, { passed: 31, notPassed: 6, nothing: 3 });
  assert.match(reportHtml(named), /Person A0 &lt;i&gt;/);
  assert.match(reportHtml(named), /This report names people\./);
});
