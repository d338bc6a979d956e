import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  readCourses,
  readDiagnostic,
  readGlossary,
  readLessons,
  readQuizzes,
  type Lesson,
} from '#authoring';
import { CATALOGUE, COMPETENCY_IDS } from '#curriculum';

/** What the catalogue names for each lesson to try, in the order of the catalogue. */
const TO_TRY: Readonly<Record<'C3' | 'C4' | 'C5', readonly (readonly [string, ...string[]])[]>> = {
  C3: [
    ['who-owns-this-table', 'ContractPeople'],
    ['the-contract-as-code', 'ContractRules'],
    ['classify-before-you-copy', 'ColumnClassifier'],
    ['pseudonymise-is-not-anonymise', 'KAnonymity'],
    ['keep-hold-forget', 'RetentionCases'],
    ['lineage-you-can-query', 'LineageGraph'],
    ['records-a-regulator-can-read', 'DecisionLog'],
    ['the-governance-file', 'FolderCheck'],
  ],
  C4: [
    ['the-five-things-that-make-a-model', 'ToggleDemo'],
    ['content-addressing', 'HashPlayground'],
    ['data-pointers', 'PointerTracer'],
    ['pipelines-as-locks', 'StaleStages'],
    ['model-package-and-signature', 'SignatureDiff'],
    ['registry-aliases-rollback', 'RegistryBoard'],
    ['provenance-and-attestation', 'ProvenanceVerifier'],
  ],
  C5: [
    ['batch-online-stream-edge', 'PatternPicker'],
    ['a-protocol-not-a-pet-api', 'RequestConsole'],
    ['containers-and-manifests-that-pass-review', 'ManifestLinter'],
    ['canary-blue-green-shadow', 'DeploymentSimulator'],
    ['tests-for-data-model-infrastructure', 'TestMap', 'MutantGallery'],
    ['gates-that-say-no', 'GateTuner'],
    ['drift-without-false-alarms', 'DriftSimulator'],
    ['slos-for-models', 'BurnRate'],
    ['the-bad-tuesday', 'IncidentReplay'],
  ],
};
const WRITTEN = Object.keys(TO_TRY) as readonly (keyof typeof TO_TRY)[];
const lessons = readLessons();
const courses = readCourses();

const sectionOf = ({ body }: Lesson, title: string): string =>
  body.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

test('the three written courses have the lessons of the catalogue in its order, each with what is to be tried in it', () => {
  for (const number of WRITTEN) {
    const outline = courses.find(({ id }) => id === CATALOGUE[number]);
    assert.deepEqual(
      outline?.modules.flatMap(({ lessons: of }) => of.map(({ slug }) => slug)),
      TO_TRY[number].map(([slug]) => slug),
      number,
    );
    for (const [slug, ...instruments] of TO_TRY[number]) {
      const lesson = lessons.find(({ id }) => id === `${CATALOGUE[number]}/${slug}`);
      for (const instrument of instruments)
        assert.ok(lesson?.body.includes(`<${instrument} />`), `${slug}: <${instrument} />`);
    }
  }
});

test('what a lesson lets its reader do can be observed', () => {
  for (const { id, head } of lessons)
    assert.doesNotMatch(
      head.objective,
      /\b(?:understand|know|learn|be aware|be familiar|appreciate|grasp|get to know)\b/,
      id,
    );
});

test('a lesson shows an artifact, draws a picture that is said in words, and ends in three lines for tomorrow', () => {
  for (const lesson of lessons) {
    const { id, body } = lesson;
    assert.match(body, /<(?:LabFile|Listing) /, `${id}: an artifact`);
    const drawn = [
      ...[...body.matchAll(/<Drawing ([^>]*)>/g)].map(([, head = '']) => head),
      ...[...body.matchAll(/<(FiveThings|DigestToPath) \/>/g)].map(([, name = '']) =>
        readFileSync(`src/components/lesson/${name}.astro`, 'utf8'),
      ),
    ];
    assert.ok(drawn.length > 0, `${id}: a drawing`);
    for (const one of drawn) {
      const title = /title="([^"]+)"|<title[^>]*>([^<]+)</.exec(one);
      const desc = /desc="([^"]+)"|<desc[^>]*>([^<]+)</.exec(one);
      assert.ok((title?.[1] ?? title?.[2] ?? '').length > 15, `${id}: a drawing has a name`);
      assert.ok((desc?.[1] ?? desc?.[2] ?? '').length > 100, `${id}: and is told in words`);
    }
    const tomorrow = sectionOf(lesson, 'At work tomorrow').match(/^\d\. .+$/gm) ?? [];
    assert.equal(tomorrow.length, 3, `${id}: three lines for tomorrow`);
  }
});

test('the dates of the AI Act stand in one place, and in each lesson that rests on them', () => {
  const dated = /2 (?:December 2027|August 202[68])/;
  assert.match(readFileSync('src/components/lesson/AiActDates.astro', 'utf8'), dated);
  for (const { id, body } of lessons) assert.doesNotMatch(body, dated, id);
  assert.deepEqual(
    lessons.filter(({ body }) => body.includes('<AiActDates />')).map(({ slug }) => slug),
    ['records-a-regulator-can-read', 'the-governance-file'],
  );
});

test('the five courses that are coming are told: each module and lesson with what it will let its reader do', () => {
  const coming = Object.values(CATALOGUE).filter(
    (id) => !WRITTEN.some((number) => CATALOGUE[number] === id),
  );
  assert.equal(courses.length, 8);
  for (const id of coming) {
    const course = courses.find((one) => one.id === id);
    assert.equal(course?.status, 'coming', id);
    assert.ok(course.modules.length >= 2 && course.summary.length > 40, id);
    for (const lesson of course.modules.flatMap((module) => module.lessons)) {
      assert.equal(lesson.status, 'coming', lesson.id);
      assert.ok(lesson.objective.length > 20 && lesson.minutes > 0, lesson.id);
    }
  }
});

test('each module of the written courses ends in a quiz of eight from twenty or more, of which six are to be right', () => {
  const quizzes = readQuizzes();
  const kinds = new Set<string>();
  for (const number of WRITTEN) {
    const course = courses.find(({ id }) => id === CATALOGUE[number]);
    for (const module of course?.modules ?? []) {
      const own = quizzes.filter((quiz) => quiz.course === course?.id && quiz.module === module.id);
      assert.equal(own.length, 1, `${number} ${module.id}`);
      for (const { items, draw, pass } of own) {
        assert.ok(items.length >= 20, `${number} ${module.id}: ${items.length} items`);
        assert.deepEqual([draw, pass], [8, 75], `${number} ${module.id}`);
        for (const { kind } of items) kinds.add(kind);
      }
    }
  }
  assert.deepEqual([...kinds].sort(), [
    'choice',
    'mark',
    'match',
    'multiple',
    'number',
    'order',
    'short',
  ]);
});

test('the glossary has 120 terms or more, each said in words of its own, and as many are linked from lessons', () => {
  const terms = readGlossary();
  assert.ok(terms.length >= 120, `${terms.length} terms`);
  const said = terms.map(({ short }) => short);
  assert.equal(new Set(said).size, said.length);
  const all = new Set<string>();
  for (const { id, head, body } of lessons) {
    const linked = [...body.matchAll(/<Term id="([\w-]+)"/g)].map(([, term = '']) => term);
    assert.ok(linked.length >= 3, `${id} links ${linked.length} terms`);
    for (const term of linked) {
      assert.ok(head.terms.includes(term), `${id}: ${term}`);
      all.add(term);
    }
  }
  assert.ok(all.size >= 120, `${all.size} terms are linked`);
});

test('the diagnostic has one proof for each competency and each kind of claim', () => {
  const proofs = readDiagnostic();
  assert.deepEqual(
    proofs.map(({ competency, tier }) => `${competency} ${tier}`).sort(),
    COMPETENCY_IDS.flatMap((id) =>
      ['explain', 'read', 'fix'].map((tier) => `${id} ${tier}`),
    ).sort(),
  );
});
