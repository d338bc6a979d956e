import { useEffect, useState } from 'preact/hooks';
import { placeIn, type ExamPaper } from '#assessment';
import type { ExamDraw } from '#cohort';
import type { LearnerRecord } from '#progress';
import type { ExamSheet } from '../exam/exam-sheet.ts';
import { dayAndTime } from '../exam/exam-words.ts';
import { PackAuditPanel } from './PackAuditPanel.tsx';
import { PackBegin } from './PackBegin.tsx';
import { PackKey } from './PackKey.tsx';
import { PackOutcome } from './PackOutcome.tsx';
import type { ShelvedPack } from './pack-shelf.ts';
import { windowWords, type LinkedKey } from './pack-words.ts';

interface Props {
  readonly pack: ShelvedPack;
  readonly record: LearnerRecord;
  readonly now: Date;
  readonly linked: LinkedKey | undefined;
  readonly names: ExamSheet['competencies'];
  /** What the issuer has revealed of its sitting, once it was brought. */
  readonly draw: ExamDraw | undefined;
  readonly takesFocus: boolean;
  readonly isLast: boolean;
  readonly onBegin: (paper: ExamPaper) => Promise<void>;
  readonly onBring: (files: readonly File[]) => void;
  readonly onTakeOff: () => void;
}

/** One pack: what stands open of it, and what can be done with it now. */
export function PackCard(props: Props) {
  const { pack, record, now, linked, names, draw, takesFocus, isLast } = props;
  const { read, result } = pack;
  const { title, sitting, number, learner, issuer, window, commitment, createdAt } = read.pack;
  const [paper, setPaper] = useState<ExamPaper>();
  const place = placeIn(window, now);
  const id = `pack-${pack.kept.id.slice(0, 12)}`;
  const linkedKey =
    linked && (linked.sitting === undefined || linked.sitting === sitting) ? linked.key : '';
  // The window may close while somebody reads the pledge.
  useEffect(() => {
    if (place !== 'in') setPaper(undefined);
  }, [place]);
  return (
    <section class={isLast ? 'row sect pad-foot' : 'row sect'} aria-labelledby={id}>
      <div class="at tick">Pack</div>
      <div class="on pack">
        <h2 id={id}>{title}</h2>
        <p class="pack-state">
          {result ? `Sat on ${dayAndTime(new Date(result.startedAt))}.` : windowWords(window, now)}
        </p>
        <dl class="exam-facts">
          <div>
            <dt>Made out to</dt>
            <dd>
              <b>{learner}</b>, form {number} of the sitting {sitting}. Sat by somebody else it is
              not counted.
            </dd>
          </div>
          <div>
            <dt>Issuer</dt>
            <dd>
              {issuer}, in its own words. Signed by <code class="pack-key">{read.signer}</code>:
              compare it with the key that the issuer has published.
            </dd>
          </div>
          <div>
            <dt>Window</dt>
            <dd class="num">
              {dayAndTime(new Date(window.opensAt))} to {dayAndTime(new Date(window.closesAt))}
            </dd>
          </div>
          <div>
            <dt>Commitment</dt>
            <dd>
              <code class="pack-key">{commitment}</code> since {dayAndTime(new Date(createdAt))}:
              after the sitting you can audit the draw with it.
            </dd>
          </div>
        </dl>
        {result ? (
          <PackOutcome
            record={record}
            result={result}
            issuer={issuer}
            window={window}
            names={names}
            takesFocus={takesFocus}
          />
        ) : paper ? (
          <PackBegin paper={paper} now={now} onBegin={() => props.onBegin(paper)} />
        ) : place === 'in' ? (
          <PackKey pack={read} proposed={linkedKey} onOpened={setPaper} />
        ) : (
          <p class="pack-next">
            {place === 'before'
              ? `The issuer releases the key when it opens. ${linkedKey === '' ? 'Keep this browser, or the file: the pack lies here until then.' : 'The key of your link is at hand; the pack opens then.'}`
              : 'It was not begun in this browser, and can no longer be.'}
          </p>
        )}
        {(result !== undefined || place === 'after' || draw !== undefined) && (
          <PackAuditPanel pack={read} draw={draw} onBring={props.onBring} />
        )}
        <p class="btns pack-off">
          <button class="btn quiet" type="button" onClick={props.onTakeOff}>
            Take this pack off the page
          </button>
          <span class="small dim">
            {result ? 'Its result stays in My record.' : 'The file that you brought stays.'}
          </span>
        </p>
      </div>
    </section>
  );
}
