import lateStyles from '../../styles/lesson-late.css?url';
import { askQuestions } from './ask-questions.ts';
import { followReading } from './follow-reading.ts';
import { keepLessonMarks, type LessonMarks } from './keep-lesson-marks.ts';
import { lateStyle } from './late-style.ts';
import { offerCodeTools } from './offer-code-tools.ts';
import { offerTabs } from './offer-tabs.ts';
import { previewTerms } from './preview-terms.ts';
import type * as Tree from './show-tree.ts';
import treeAt from './show-tree.ts?late';

let marks: LessonMarks | undefined;

/**
 * Brings a lesson to life at its first touch: the style of its end, the contents that follow the reading, the questions
 * that ask for an answer, the marks in the learner's record, what helps with code and terms.
 *
 * @param pressed the button that was pressed, perhaps before any of this was there
 */
export function enliven(pressed?: Element | null): void {
  if (!marks) {
    void lateStyle(lateStyles);
    marks = keepLessonMarks();
    followReading();
    askQuestions((question, right) => marks?.answered(question, right));
    offerTabs();
    offerCodeTools();
    previewTerms();
  }
  if (pressed?.matches('[data-done]')) marks.toggle();
  if (pressed instanceof HTMLAnchorElement) {
    (import(/* @vite-ignore */ treeAt) as Promise<typeof Tree>).then(
      ({ showTree }) => showTree(pressed),
      () => location.assign(pressed.href),
    );
  }
}
