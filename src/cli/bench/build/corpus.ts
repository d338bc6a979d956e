import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Words } from './words.ts';

/** Lessons in a course, and in one of its modules: as the largest real courses have them. */
const IN_A_COURSE = 40;
const IN_A_MODULE = 8;
const ITEMS_IN_A_QUIZ = 20;
/** Writes one of the corpus' files: a path from the root of the content, and its text. */
type Write = (path: string, text: string) => void;

/**
 * Writes a corpus of lessons as authors write them: courses, modules, lessons of about 1,000 words with headings, listings,
 * a table and two questions, and a quiz of 20 items for each module. Words come as often as in the site's own lessons. The
 * same `lessons` and the same content of the site always give the same bytes.
 *
 * @returns the ids of the lessons, `<course>/<lesson>`, in reading order
 */
export function writeCorpus(root: string, lessons: number): readonly string[] {
  const write: Write = (path, text) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const ids: string[] = [];
  for (let first = 0; first < lessons; first += IN_A_COURSE) {
    const count = Math.min(IN_A_COURSE, lessons - first);
    ids.push(...writeCourse(write, first, count));
  }
  return ids;
}

function writeCourse(write: Write, first: number, count: number): string[] {
  const words = new Words(`course-${first}`);
  const course = `course-${first / IN_A_COURSE + 1}`;
  const slugs = Array.from({ length: count }, (_, index) => `lesson-${first + index + 1}`);
  const modules = Array.from({ length: Math.ceil(count / IN_A_MODULE) }, (_, index) => ({
    id: `module-${index + 1}`,
    title: words.title(),
    lessons: slugs.slice(index * IN_A_MODULE, (index + 1) * IN_A_MODULE),
  }));
  const folder = `content/courses/${course}`;
  write(
    `${folder}/course.yaml`,
    json({
      title: words.title(),
      summary: words.sentence(),
      level: 'L2',
      challenge: 3,
      competencies: ['VER'],
      hours: count / 4,
      modules: modules.map((module) => ({ ...module, summary: words.sentence() })),
    }),
  );
  for (const { id, title, lessons } of modules)
    write(`${folder}/quizzes/${id}.yaml`, quiz(words, id, title, lessons));
  for (const slug of slugs) write(`${folder}/lessons/${slug}.mdx`, lesson(words, slug));
  return slugs.map((slug) => `${course}/${slug}`);
}

function lesson(words: Words, slug: string): string {
  const head = {
    title: `${words.title()} ${slug.replace(/\D/g, '')}`,
    objective: words.sentence().toLowerCase().replace('.', ''),
    minutes: 8,
    trains: [{ competency: 'VER', to: 2 }],
    sources: [{ title: words.title(), where: 'https://site.test/', backs: words.phrase(8) }],
    questions: [question(words, 'first'), question(words, 'second')],
  };
  const section = (index: number): string =>
    [
      `## ${words.title()}`,
      words.paragraph(),
      index === 1 ? listing(words) : words.paragraph(),
      index === 2 ? table(words) : `- ${words.sentence()}\n- ${words.sentence()}`,
      words.paragraph(),
    ].join('\n\n');
  return `---\n${json(head)}---\n\n${[
    words.paragraph(),
    ...[0, 1, 2, 3, 4].map(section),
    '## Recall\n\n<Questions of={frontmatter.questions} />',
    `## At work tomorrow\n\n<AtWork>\n\n1. ${words.sentence()}\n2. ${words.sentence()}\n3. ${words.sentence()}\n\n</AtWork>`,
    '## Sources\n\n<Sources of={frontmatter.sources} />',
  ].join('\n\n')}\n`;
}

function listing(words: Words): string {
  const line = (): string =>
    `${words.word()}: ${words.word()}_${words.word()} # ${words.phrase(3)}`;
  return `\`\`\`yaml\n${line()}\n${line()}\n${line()}\n${line()}\n\`\`\``;
}

function table(words: Words): string {
  const row = (): string => `| ${words.word()} | ${words.phrase(4)} | ${words.phrase(3)} |`;
  return `| name | what it holds | who reads it |\n| --- | --- | --- |\n${row()}\n${row()}\n${row()}`;
}

function question(words: Words, id: string) {
  const option = (right: boolean) => ({
    text: words.sentence(),
    why: words.sentence(),
    ...(right ? { right } : {}),
  });
  return {
    id,
    ask: words.sentence(),
    options: [option(false), option(true), option(false), option(false)],
  };
}

function quiz(words: Words, id: string, title: string, lessons: readonly string[]): string {
  const items = Array.from({ length: ITEMS_IN_A_QUIZ }, (_, index) => ({
    ...question(words, `item-${index + 1}`),
    kind: 'choice',
    competency: 'VER',
    lesson: lessons[index % lessons.length],
  }));
  return json({ title, module: id, draw: 8, pass: 75, items });
}

/** JSON is YAML, and needs no writer of its own. */
const json = (value: object): string => `${JSON.stringify(value, null, 1)}\n`;
