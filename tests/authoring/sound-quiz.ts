export const QUIZ_FILE = 'content/courses/small/quizzes/end.yaml';

/** A bank that holds: 20 items about the two lessons of the sound project, the right option at another place each time. */
export const SOUND_QUIZ = bankOf(Array.from({ length: 20 }, (_, index) => choiceItem(index)));

/** The sound bank with one more item at its end, whose first line is `lineOf(1)`. */
export function quizWith(item: string): string {
  return `${SOUND_QUIZ}${item}`;
}

/** Line of the file on which the line `line` (from 1) of an item added by `quizWith` stands. */
export const lineOf = (line: number): number => SOUND_QUIZ.split('\n').length - 1 + line;

export function bankOf(items: readonly string[]): string {
  return `title: Quiz\nmodule: only\nitems:\n${items.join('')}`;
}

/** An item of eleven lines. @param place where the right one of its three options stands */
export function choiceItem(index: number, place = index % 3): string {
  const options = [0, 1, 2].map((at) => {
    const mark = at === place ? 'right: true, ' : '';
    return `    - { text: Option ${'abc'[at] ?? ''}, ${mark}why: This is said of ${index}.${at} }\n`;
  });
  return `- id: item-${index + 1}
  kind: choice
  ask: Which one, number ${index + 1}?
  competency: VER
  lesson: ${index % 2 === 0 ? 'first' : 'second'}
  options:
${options.join('')}`;
}
