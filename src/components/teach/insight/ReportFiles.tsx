import { useState } from 'preact/hooks';
import {
  managementReport,
  mistakeWords,
  renewalsDue,
  reportCsv,
  reportHtml,
  type BlockingCheck,
  type Gradebook,
  type ManagementReport,
  type SkillsMap,
  type TimeToPass,
} from '#cohort';
import { saveBlob } from '../desk/save-blob.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { fileStem } from '../desk/file-stem.ts';
import type { LabWords } from './lab-words.ts';

interface Props extends PanelProps {
  readonly book: Gradebook;
  readonly times: readonly TimeToPass[];
  readonly checks: readonly BlockingCheck[];
  readonly skills: SkillsMap;
  readonly words: LabWords;
}

/** The report for those who do not teach the cohort. */
export function ReportFiles({ cohort, book, times, checks, skills, words }: Props) {
  const [withNames, setWithNames] = useState(false);
  const stem = `${fileStem(cohort.name)}-report`;
  const report = (): ManagementReport => {
    const now = new Date();
    const { certificates } = cohort;
    return managementReport({
      cohort: cohort.name,
      issuer: cohort.issuer.name,
      writtenAt: now.toISOString(),
      book,
      times,
      checks,
      labTitle: words.title,
      checkClaim: words.claim,
      mistakeWords: (mutants) => mutants.map(mistakeWords).join(' or '),
      skills,
      certificates: {
        issued: certificates.length,
        revoked: certificates.filter(({ revokedAt }) => revokedAt !== undefined).length,
        dueForRenewal: renewalsDue(certificates, now).length,
      },
      withNames,
    });
  };
  const save = (ending: string, text: string, type: string): void =>
    saveBlob(`${stem}.${ending}`, new Blob([text], { type }));
  return (
    <section class="insight-part" aria-labelledby="report">
      <h2 id="report">Report for management</h2>
      <p class="teach-say">
        Completion, results, time to pass, checks that hold people up, skills and certificates.
        Nobody is named, and no number or difference of numbers is of one to four people, unless you
        ask for names.
      </p>
      <label class="tickbox">
        <input
          type="checkbox"
          checked={withNames}
          onChange={(event) => setWithNames(event.currentTarget.checked)}
        />
        <span>With names, and with nothing held back</span>
      </label>
      <div class="btns">
        <button
          class="btn primary"
          type="button"
          onClick={() => save('html', reportHtml(report()), 'text/html')}
        >
          Save the report
        </button>
        <button
          class="btn"
          type="button"
          onClick={() => save('csv', reportCsv(report(), { byteOrderMark: true }), 'text/csv')}
        >
          Save its numbers as CSV
        </button>
      </div>
    </section>
  );
}
