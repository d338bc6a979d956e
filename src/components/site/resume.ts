import { openRecord } from '#progress';
import { bestOf, nextStep, standings, STEP_NAMES, type StepToDo } from './standing.ts';

interface ShownStep extends StepToDo {
  readonly title: string;
  readonly minutes: number;
  readonly href: string;
  readonly course: string;
}

/** On the home page: where the learner left off, in the place of "Start here". Nothing changes for who is new. */
export async function resume(): Promise<void> {
  const box = document.querySelector<HTMLElement>('[data-steps]');
  if (!box) return;
  const steps = JSON.parse(box.dataset['steps'] ?? '[]') as readonly ShownStep[];
  const record = await openRecord();
  const all = standings(
    steps,
    await record.lessons(),
    await record.attempts(),
    await record.quizResults(),
  );
  if (all.every(({ state }) => state === 'untouched')) return;
  const next = nextStep(all);
  if (next === undefined) {
    write('#left-off', 'Where you left off');
    write('[data-of]', 'You have done all that there is today.');
    return;
  }
  const step = steps[next];
  const standing = all[next];
  if (!step || !standing) return;
  const begun = standing.state === 'begun';
  write('#left-off', begun ? 'Where you left off' : 'Next');
  write('.resume-t a', step.title);
  write('[data-of]', `${STEP_NAMES[step.kind]} of ${step.course}`);
  write('[data-state]', bestOf(standing) ?? `${step.minutes} minutes`);
  write('[data-go]', begun ? 'Go on' : 'Open');
  for (const link of box.querySelectorAll('a')) link.href = step.href;
}

function write(selector: string, text: string): void {
  const element = document.querySelector(selector);
  if (element) element.textContent = text;
}
