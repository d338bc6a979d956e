import { useEffect, useState } from 'preact/hooks';
import type { HandIn, Submission } from '#cohort';
import type { FileTree } from '#container';
import { loadLabFiles } from '../../workbench/lab-files.ts';
import { titleOf } from '../collect/CollectedList.tsx';
import { momentOf } from '../desk/dates.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { nameOf } from '../regrade/RegradePanel.tsx';
import { openWork } from './ask-review-worker.ts';
import { GradeSection } from './GradeSection.tsx';
import { LearnersAccount } from './LearnersAccount.tsx';
import { VerdictList } from './VerdictList.tsx';
import { WorkFiles } from './WorkFiles.tsx';

export interface ReviewProps extends PanelProps {
  readonly handIn: HandIn;
}

interface Opened {
  readonly submission: Submission;
  /** What the learner began with: the starter and the data of the seed. */
  readonly starter: FileTree;
}

/** One hand-in: what was graded, what the learner's browser tells, the files with comments, and the grade. */
export function HandInReview(props: ReviewProps) {
  const { handIn, store, attempt, open } = props;
  const [opened, setOpened] = useState<Opened>();
  const [isUnread, setUnread] = useState(false);
  const isLab = handIn.item.kind === 'lab';
  useEffect(() => {
    if (!isLab) return;
    let isGone = false;
    setUnread(false);
    attempt(async () => {
      try {
        const submission = await openWork(await store.bundle(handIn));
        const { tree } = await loadLabFiles(handIn.item.id, submission.manifest.seed);
        if (!isGone) setOpened({ submission, starter: tree });
      } catch (error) {
        if (!isGone) setUnread(true);
        throw error;
      }
      return '';
    });
    return () => {
      isGone = true;
    };
  }, [handIn.bundleSha256]);
  return (
    <article aria-labelledby="rv-name">
      <header class="rv-head">
        <div>
          <h2 id="rv-name">
            {nameOf(props, handIn)}: {titleOf(props, handIn)}
          </h2>
          <p class="fine">
            Received {momentOf(handIn.receivedAt)}
            {handIn.isLate && ', late'}
            {handIn.attempt > 0 && `, attempt ${handIn.attempt}`}.{' '}
            <span class="mono">{handIn.fileName}</span>
          </p>
        </div>
        <button class="btn tight" type="button" onClick={() => open('review')}>
          All hand-ins
        </button>
      </header>
      {handIn.notes.length > 0 && (
        <section class="rv-notes" aria-labelledby="rv-notes">
          <h3 id="rv-notes">To look at</h3>
          <ul>
            {handIn.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      <div class="rv-two">
        <VerdictList {...props} />
        <div>
          <GradeSection {...props} />
          {opened && <LearnersAccount submission={opened.submission} handIn={handIn} />}
        </div>
      </div>
      {opened ? (
        <WorkFiles {...props} work={opened.submission.work} starter={opened.starter} />
      ) : (
        isLab && (
          <p class="teach-say">
            {isUnread
              ? 'The files could not be read: the message says why.'
              : 'The files are being read…'}
          </p>
        )
      )}
    </article>
  );
}
