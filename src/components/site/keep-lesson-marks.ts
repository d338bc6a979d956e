import type { LearnerRecord, QuestionAnswered } from '#progress';
import type * as Opening from './open-record.ts';
import openRecordAt from './open-record.ts?late';

/**
 * Keeps in this browser's record that the lesson was opened, its answers, and whether it is read.
 *
 * The record's code is fetched at the first touch of the page, not with the page: who only looks pays nothing for it.
 */
export function keepLessonMarks(): void {
  const root = document.querySelector<HTMLElement>('[data-lesson]');
  const button = document.querySelector<HTMLButtonElement>('[data-done]');
  const say = document.querySelector<HTMLElement>('[data-done-say]');
  const lesson = root?.dataset['lesson'];
  if (!root || !button || !say || lesson === undefined) return;
  const questions = Number(root.dataset['questions']);
  // The event's name comes with the page: a shared module of one constant would be a request of its own.
  const answered = root.dataset['answered'] ?? '';

  let opening: Promise<LearnerRecord> | undefined;
  const record = (): Promise<LearnerRecord> =>
    (opening ??= (import(/* @vite-ignore */ openRecordAt) as Promise<typeof Opening>).then(
      ({ openRecord }) => openRecord(),
    ));

  const show = async (): Promise<void> => {
    const kept = await record();
    const read = (await kept.lessons()).find((one) => one.lesson === lesson);
    const done = read?.doneAt !== undefined;
    button.setAttribute('aria-pressed', String(done));
    button.textContent = done ? 'Read. Take the mark back' : 'Mark as read';
    if (kept.place === 'memory') {
      say.textContent = 'This browser keeps nothing for the site, so the mark goes when you leave.';
    }
  };
  const attempt = (work: () => Promise<void>): void => {
    work()
      .then(show)
      .catch((error: unknown) => {
        say.textContent = `The mark is not kept. ${error instanceof Error ? error.message : ''}`;
      });
  };

  const touched = (): void => {
    for (const name of TOUCHES) removeEventListener(name, touched);
    attempt(async () => (await record()).markLessonOpened(lesson));
  };
  for (const name of TOUCHES) addEventListener(name, touched, { passive: true });

  button.addEventListener('click', () => {
    const done = button.getAttribute('aria-pressed') === 'true';
    attempt(async () => {
      const kept = await record();
      await (done ? kept.markLessonNotDone(lesson) : kept.markLessonDone(lesson));
      say.textContent = done ? '' : 'Kept in this browser, under My record.';
    });
  });
  document.addEventListener(answered, (event) => {
    const { detail } = event as CustomEvent<QuestionAnswered>;
    attempt(async () => {
      const kept = await record();
      await kept.addAnswer(detail);
      const given = await kept.answers(`${lesson}#`);
      if (given.length >= questions) await kept.markLessonDone(lesson);
    });
  });
  button.parentElement?.removeAttribute('hidden');
}

const TOUCHES = ['scroll', 'pointerdown', 'keydown'] as const;
