import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gapsOf, levelsOf, NAMED_PATHS, routeLearner, type Claims } from '#assessment';
import { readCourses, readPrograms } from '#authoring';
import { CATALOGUE, COMPETENCY_IDS, isLevel, TARGETS, type CompetencyId } from '#curriculum';

/** All claims 1 and proved, but for those given. */
function claims(others: Partial<Claims>): Claims {
  const all = COMPETENCY_IDS.map((id) => [id, { claim: 1, proved: true }]);
  return { ...(Object.fromEntries(all) as Claims), ...others };
}
const courses = readCourses();

test('the worked example: target L3, VER 3 proved, DEP 2 not proved, all others 1', () => {
  const example = claims({ VER: { claim: 3, proved: true }, DEP: { claim: 2, proved: false } });
  const ones = Object.fromEntries(COMPETENCY_IDS.map((id) => [id, 1]));
  assert.deepEqual(levelsOf(example), { ...ones, VER: 3, DEP: 1 });
  assert.deepEqual(gapsOf(levelsOf(example), 'L3'), {
    STD: 2,
    DAT: 2,
    GOV: 2,
    VER: 0,
    DEP: 2,
    TST: 2,
    MON: 2,
    PPL: 1,
    CHG: 0,
    FIN: 1,
    DOP: 2,
  });
  const route = routeLearner(example, 'L3', courses);
  assert.equal(route.name, 'Build the gates');
  assert.ok(route.skipped.includes('versioning-and-reproducibility'));
});

test('who over-claims twice is taken down in every high claim', () => {
  const levels = levelsOf(
    claims({
      VER: { claim: 4, proved: false },
      DEP: { claim: 3, proved: false },
      TST: { claim: 3, proved: true },
      MON: { claim: 2, proved: false },
    }),
  );
  assert.deepEqual([levels.VER, levels.DEP, levels.TST, levels.MON], [2, 1, 2, 1]);
  const once = levelsOf(
    claims({ VER: { claim: 4, proved: false }, TST: { claim: 3, proved: true } }),
  );
  assert.deepEqual([once.VER, once.TST], [3, 3]);
  assert.equal(levelsOf(claims({ VER: { claim: 0, proved: false } })).VER, 0);
});

test('courses come by the weight of their gaps, the main competency doubled, with hours in halves', () => {
  const route = routeLearner(claims({}), 'L2', [
    { id: 'second', competencies: ['DAT', 'DOP'], hours: 7 },
    { id: 'first', competencies: ['VER', 'TST'], hours: 8 },
    { id: 'none', competencies: ['CHG'], hours: 4 },
  ]);
  assert.deepEqual(
    route.path.map(({ course, weight, hours }) => [course, weight, hours]),
    // VER 2 × 2 + TST 1 = 5, of 5 possible levels 3 are gaps: 8 × 3/5 = 4.8. DAT 2 + DOP 1 = 3: 7 × 2/4 = 3.5.
    [
      ['first', 5, 5],
      ['second', 3, 3.5],
    ],
  );
  assert.deepEqual(route.skipped, ['none']);
  assert.equal(route.hours, 8.5);
  assert.deepEqual(route.path[0]?.gaps, { VER: 2, TST: 1 });
});

test('each pattern of answers has its path', () => {
  const nameOf = (given: Partial<Claims>, target: 'L1' | 'L2' | 'L3' | 'L4' | 'L5'): string =>
    routeLearner(claims(given), target, courses).name;
  const level = (ids: readonly CompetencyId[], claim: 0 | 2 | 3): Partial<Claims> =>
    Object.fromEntries(ids.map((id) => [id, { claim, proved: true }]));
  assert.equal(nameOf(level(['VER'], 0), 'L1'), 'Start here');
  assert.equal(nameOf(level(['DAT', 'GOV', 'DOP'], 2), 'L2'), 'Ship it');
  assert.equal(nameOf(level(['VER', 'DEP'], 3), 'L2'), 'Trust the data');
  assert.equal(nameOf({}, 'L4'), 'Lead it');
  assert.equal(nameOf({}, 'L5'), 'Design it');
});

test('each named path is that of the table, and its modules are there', () => {
  const told = Object.entries(NAMED_PATHS).map(([name, { legs, exam }]) => {
    const courses = legs.map(({ course, modules = [] }) => {
      const [number = ''] = Object.entries(CATALOGUE).find(([, id]) => id === course) ?? [];
      return [number, ...modules.map((one) => `m${one}`)].join(' ');
    });
    return `${name}: ${courses.join(', ')}, then ${exam}`;
  });
  assert.deepEqual(told, [
    'Start here: C1 m1, C4 m1, C3 m1, C5 m1, C7 m1, then L1',
    'Ship it: C4, C5, then L2',
    'Trust the data: C3, C2, then L2',
    'Build the gates: C5 m2 m3 m4, C3 m3, C2 m3, C8 m1, then L3',
    'Lead it: C1, C7, C6, C8 m1 m2, C3 m1 m4, then L4',
    'Design it: C1 m3, C3 m4, C4 m4, C5 m5, C8 m3, then L5',
  ]);
  for (const { legs } of Object.values(NAMED_PATHS))
    for (const { course, modules = [] } of legs) {
      const there = courses.find(({ id }) => id === course)?.modules.map(({ number }) => number);
      for (const one of modules) assert.ok(there?.includes(one), `${course} has a module ${one}`);
    }
});

test('a named path leaves out what has no gap, and ends in no exam above the aim', () => {
  const level = (ids: readonly CompetencyId[], claim: 3 | 4): Partial<Claims> =>
    Object.fromEntries(ids.map((id) => [id, { claim, proved: true }]));
  const gates = routeLearner(claims(level(['VER', 'GOV', 'FIN'], 3)), 'L3', courses);
  assert.deepEqual(
    gates.legs.map(({ course, modules }) => [course, modules]),
    [
      ['deploy-test-monitor', [2, 3, 4]],
      ['data-management-and-dataops', [3]],
    ],
  );
  assert.equal(gates.exam, 'L3');
  const toL1 = routeLearner(claims(level(['DAT'], 3)), 'L1', courses);
  assert.deepEqual([toL1.name, toL1.exam], ['Ship it', 'L1']);
});

test('the certificates that are on the site ask what the matrix says', () => {
  const programs = readPrograms().filter(isLevel);
  assert.equal(programs.length, 5);
  for (const { level, targets } of programs) assert.deepEqual(targets, TARGETS[level], level);
});
