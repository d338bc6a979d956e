import { openRecord, type LearnerRecord } from '#progress';

/** What can be told to the record of the lesson on this page. */
export interface LessonMarks {
  /** A question was answered for the first time on this page; the last one marks the lesson as read. */
  readonly answered: (question: string, right: boolean) => void;
  /** The button below the lesson was pressed: marks it as read, or takes the mark back. */
  readonly toggle: () => void;
}

/** Keeps in this browser's record that the lesson was opened, its answers, and whether it is read. */
export function keepLessonMarks(): LessonMarks {
  const root = find('[data-lesson]');
  const button = find('[data-done]');
  const say = document.createElement('p');
  say.setAttribute('role', 'status');
  button.after(say);
  const lesson = root.dataset['lesson'] ?? '';
  const questions = Number(root.dataset['questions']);

  let opening: Promise<LearnerRecord> | undefined;
  const record = (): Promise<LearnerRecord> => (opening ??= openRecord());
  const isDone = (): boolean => button.getAttribute('aria-pressed') === 'true';

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
  // One after the other: a press that comes while the record opens is about what the record then says.
  let last = Promise.resolve();
  const attempt = (work: () => Promise<void>): void => {
    last = last
      .then(work)
      .then(show)
      .catch((error: unknown) => {
        say.textContent = `The mark is not kept. ${error instanceof Error ? error.message : ''}`;
      });
  };

  attempt(async () => (await record()).markLessonOpened(lesson));
  return {
    toggle: () =>
      attempt(async () => {
        const kept = await record();
        const done = isDone();
        await (done ? kept.markLessonNotDone(lesson) : kept.markLessonDone(lesson));
        say.textContent = done ? '' : 'Kept in this browser, under My record.';
      }),
    answered: (question, right) =>
      attempt(async () => {
        const kept = await record();
        const answeredAt = new Date().toISOString();
        await kept.addAnswer({ question: `${lesson}#${question}`, right, answeredAt });
        const given = await kept.answers(`${lesson}#`);
        if (given.length >= questions) await kept.markLessonDone(lesson);
      }),
  };
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The lesson's page has no ${selector}.`);
  return element;
}
