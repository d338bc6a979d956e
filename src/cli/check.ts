import { checkContent, formatProblem } from '#authoring';

/**
 * Holds all content to its rules.
 *
 *     npm run check
 *
 * Prints every fault with file, line and remedy, and ends with exit code 1 when there is one.
 */
const { content, problems } = checkContent();

if (problems.length > 0) {
  const files = new Set(problems.map(({ file }) => file)).size;
  console.error(problems.map(formatProblem).join('\n\n'));
  console.error(`\n${count(problems.length, 'problem')} in ${count(files, 'file')}.`);
  process.exitCode = 1;
} else {
  const { courses, lessons, quizzes, examBanks, labs, glossary, programs } = content;
  console.log(
    `The content holds: ${[
      count(courses.length, 'course'),
      count(lessons.length, 'lesson'),
      count(quizzes.length, 'quiz', 'quizzes'),
      count(examBanks.flatMap(({ data }) => data?.items ?? []).length, 'exam item'),
      count(labs.length, 'lab'),
      count(glossary.length, 'glossary entry', 'glossary entries'),
      count(programs.length, 'certificate'),
    ].join(', ')}.`,
  );
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
