import type { Part } from '#search';
import type { ShownFound } from './messages.ts';

const KINDS = {
  lesson: 'Lesson',
  lab: 'Lab',
  term: 'Term',
  quiz: 'Quiz',
  course: 'Course',
} as const;

/** One result: its title, what and where it is, and the passage. */
export function resultOption(found: ShownFound, index: number): HTMLElement {
  const { kind, title, of, heading, about } = found;
  const option = document.createElement('li');
  option.id = `hit-${index}`;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  const where = [KINDS[kind], ...(kind === 'term' || kind === 'course' ? [] : [of]), heading?.text];
  option.append(
    line('hit-t', title),
    line('hit-of', [{ text: where.filter((one) => one !== undefined).join(' / '), hit: false }]),
  );
  if (about) option.append(line('hit-p', about));
  return option;
}

function line(name: string, parts: readonly Part[]): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  for (const { text, hit } of parts) {
    if (!hit) element.append(text);
    else {
      const mark = document.createElement('mark');
      mark.textContent = text;
      element.append(mark);
    }
  }
  return element;
}
