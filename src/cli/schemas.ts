import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { AUTHOR_SCHEMAS, editorSchema, keyReference, type AuthorFile } from '#curriculum';

/**
 * Writes what follows from the schemas: docs/schemas/, with which an editor completes and explains what authors fill
 * in, and docs/authoring/keys.md, where they can be read.
 *
 *     npm run schemas             writes them
 *     npm run schemas -- --check  writes nothing; exit code 1 when a file is not current
 */
const checkOnly = process.argv.includes('--check');
const files = Object.keys(AUTHOR_SCHEMAS) as AuthorFile[];
const wanted = new Map([['docs/authoring/keys.md', keysPage()]]);
for (const file of files) {
  wanted.set(`docs/schemas/${file}.schema.json`, JSON.stringify(editorSchema(file)));
}

const stale: string[] = [];
for (const [path, raw] of wanted) {
  const text = await format(raw, { ...(await resolveConfig(path)), filepath: path });
  if (readIfThere(path) === text) continue;
  stale.push(path);
  if (checkOnly) continue;
  mkdirSync(path.replace(/\/[^/]*$/, ''), { recursive: true });
  writeFileSync(path, text);
}

if (stale.length === 0) console.log('docs/schemas and docs/authoring/keys.md are current.');
else if (!checkOnly) console.log(`Wrote ${stale.join(', ')}.`);
else {
  console.error(`Not current: ${stale.join(', ')}. Run "npm run schemas".`);
  process.exitCode = 1;
}

function keysPage(): string {
  const places: Readonly<Record<AuthorFile, string>> = {
    course: '`content/courses/<course>/course.yaml`',
    lesson: 'The head of `content/courses/<course>/lessons/<lesson>.mdx`',
    quiz: '`content/courses/<course>/quizzes/<quiz>.yaml`',
    'exam-bank': '`content/exams/bank/<level>-<competency>.yaml`',
    diagnostic: '`content/diagnostic.yaml`',
    lab: '`labs/<lab>/lab.yaml`',
    program: '`content/programs/<program>.yaml`',
    glossary: 'The head of `content/glossary/<term>.mdx`',
  };
  const sections = (Object.entries(places) as [AuthorFile, string][]).map(
    ([file, place]) => `## ${place}\n\n${keyReference(file)}`,
  );
  return [
    '# Every key that an author fills in',
    'This page is written by `npm run schemas` from the schemas in `src/curriculum/`. Any other key is an error.',
    ...sections,
  ].join('\n\n');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
