import lateStyles from '../../styles/lesson-late.css?url';
import { askQuestions } from './ask-questions.ts';
import { followReading } from './follow-reading.ts';
import { keepLessonMarks, type LessonMarks } from './keep-lesson-marks.ts';
import { lateStyle } from './late-style.ts';
import { offerCodeTools } from './offer-code-tools.ts';
import { offerTabs } from './offer-tabs.ts';
import { pointerRests } from './pointer-rests.ts';
import { previewTerms } from './preview-terms.ts';
import type * as Tree from './show-tree.ts';
import treeAt from './show-tree.ts?late';

let waking: Promise<LessonMarks> | undefined;

/**
 * Brings a lesson to life at its first touch: the style of its end, the contents that follow the reading, the questions
 * that ask for an answer, the marks in the learner's record, what helps with code and terms. All of it comes at once and
 * while nothing is pressed; no line of the text moves.
 *
 * @param pressed the button that was pressed, perhaps before any of this was there
 */
export async function enliven(pressed?: Element | null): Promise<void> {
  const marks = await (waking ??= wake());
  if (pressed?.matches('[data-done]')) marks.toggle();
  if (pressed instanceof HTMLAnchorElement) {
    (import(/* @vite-ignore */ treeAt) as Promise<typeof Tree>).then(
      ({ showTree }) => showTree(pressed),
      () => location.assign(pressed.href),
    );
  }
}

async function wake(): Promise<LessonMarks> {
  await lateStyle(lateStyles);
  await pointerRests();
  const marks = keepLessonMarks();
  followReading();
  askQuestions((question, right) => marks.answered(question, right));
  offerTabs();
  offerCodeTools();
  previewTerms();
  nameApp();
  return marks;
}

/** Says what makes the site an app: in the page, it would be fetched before the text is painted. */
function nameApp(): void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = `${import.meta.url}/../../plumbline.webmanifest`;
  document.head.append(link);
}
