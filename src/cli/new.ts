// npm run new -- lab|course|lesson|quiz <name>: a working skeleton to begin from.
// Exit code: 0 when it was written, 2 on bad input.
import { parseArgs } from 'node:util';
import { newContent, type ContentKind } from '#authoring';
import { LabError } from '#container';

const USAGE = [
  'npm run new -- lab <name> [--course <course>]',
  '  npm run new -- course <name>',
  '  npm run new -- lesson <course>/<name> [--module <module>]',
  '  npm run new -- quiz <course>/<name> [--module <module>]',
].join('\n');

/** What comes next, by kind. */
const NEXT: Readonly<Record<string, (name: string) => string>> = {
  lab: (name) =>
    `It is proved as it stands: npm run prove -- ${name} --node-only\nThen change part after part, with npm run prove -- ${name} --watch. labs/README.md says what each part is.`,
  course: () =>
    'It stands in the catalogue as “coming”. npm run check says what does not fit while you write.',
  lesson: () =>
    'docs/authoring/README.md says what belongs in it. npm run dev shows it while you write.',
  quiz: () =>
    'Twenty items that hold and are about nothing of yours: replace them one by one. docs/authoring/quizzes.md says what a good one is.',
};

process.exitCode = main();

function main(): number {
  try {
    const { values, positionals } = parsed();
    const [kind, name, ...rest] = positionals;
    if (!isKind(kind) || name === undefined || rest.length > 0) {
      throw new LabError(
        'UsageError',
        'A kind (lab, course, lesson or quiz) and a name are needed.',
        USAGE,
      );
    }
    const { course, module } = values;
    const written = newContent(kind, name, {
      ...(course === undefined ? {} : { course }),
      ...(module === undefined ? {} : { module }),
    });
    console.log([...written.map((path) => `  ${path}`), '', NEXT[kind]?.(name)].join('\n'));
    return 0;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    return 2;
  }
}

function isKind(word: string | undefined): word is ContentKind {
  return word === 'lab' || word === 'course' || word === 'lesson' || word === 'quiz';
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { course: { type: 'string' }, module: { type: 'string' } },
    });
  } catch (error) {
    throw new LabError('UsageError', error instanceof Error ? error.message : '', USAGE);
  }
}
