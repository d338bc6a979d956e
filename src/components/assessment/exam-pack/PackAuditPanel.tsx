import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExamDraw, PackAudit, ReadExamPack } from '#cohort';
import { focusIfLost } from '../../site/focus-if-lost.ts';
import { Mark } from '../../site/record/Mark.tsx';
import { auditInWorker } from './audit-in-worker.ts';
import { auditLines } from './audit-lines.ts';

interface Props {
  readonly pack: ReadExamPack;
  /** What the issuer has revealed, once it was brought. */
  readonly draw: ExamDraw | undefined;
  readonly onBring: (files: readonly File[]) => void;
}

/** The audit of a draw: what was promised before the sitting against what was revealed after it. */
export function PackAuditPanel({ pack, draw, onBring }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [audit, setAudit] = useState<PackAudit>();
  const [failed, setFailed] = useState('');
  useEffect(() => {
    if (!draw) return;
    auditInWorker(pack, draw).then(setAudit, () =>
      setFailed('The audit could not be fetched. Try again with a network.'),
    );
  }, [draw]);
  // What asks for the file goes when the answer comes.
  useEffect(() => {
    if (audit) focusIfLost(heading.current);
  }, [audit]);
  const lines = audit && auditLines(audit, pack.pack.number);
  return (
    <section class="pack-audit" aria-label="Audit of the draw">
      <h3 ref={heading} tabIndex={-1}>
        Was the draw fair?
      </h3>
      <p>
        Before the sitting the issuer sealed a secret: its hash is the commitment in your pack. The
        secret decides every learner’s questions, so nobody could choose yours afterwards. When the
        issuer reveals it, your browser draws again and compares.
      </p>
      <div role="status">
        {lines && (
          <ul role="list" class="pack-lines">
            {lines.map(({ mark, title, words }) => (
              <li key={title}>
                <Mark name={mark} />
                <div>
                  <b>{title}</b>
                  <p>{words}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
      {!lines && (
        <div class="btns">
          <button class="btn" type="button" onClick={() => input.current?.click()}>
            Audit with sitting.json
          </button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".json,application/json"
            aria-label={`What the issuer has revealed of ${pack.pack.sitting}`}
            onChange={(event) => {
              const { files } = event.currentTarget;
              if (files && files.length > 0) onBring([...files]);
              event.currentTarget.value = '';
            }}
          />
        </div>
      )}
      <p class="small w-fail" role="status">
        {failed}
      </p>
    </section>
  );
}
