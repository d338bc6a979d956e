import { useEffect, useMemo, useState } from 'preact/hooks';
import { describeBadge, packBadge, sentenceOf, type BadgeDescription } from '#credentials';
import { Bring } from '../verify/Bring.tsx';
import { NO_ISSUERS, type ListedIssuers } from '../verify/known-issuers.ts';
import { useVerification, type Finding } from '../verify/use-verification.ts';
import { Around } from './Around.tsx';
import { codeSquares } from './code-squares.ts';
import { PracticeRecord, type NamedLab } from './PracticeRecord.tsx';
import { Sheet } from './Sheet.tsx';

export interface CertificatePageProps {
  readonly listed?: ListedIssuers;
  readonly sample?: string;
  /** Path of the verify page on this site. */
  readonly verifyPage: string;
  readonly labs: readonly NamedLab[];
  /** By the name of a level or endorsement. */
  readonly renewals: Readonly<Record<string, string>>;
}

/** Shows a certificate as a page that prints, with what goes with it; or, without one, the practice record. */
export function CertificatePage(props: CertificatePageProps) {
  const { listed = NO_ISSUERS, sample, verifyPage, labs, renewals } = props;
  const it = useVerification(listed);
  const { finding } = it;
  const shown = finding && shownOf(finding);
  if (finding && shown) {
    return <Shown finding={finding} says={shown} verifyPage={verifyPage} renewals={renewals} />;
  }
  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <h1>{finding ? sentenceOf(finding.verdict).text : 'Show a certificate'}</h1>
          <p class="lead" role="status">
            {finding ? (
              <>
                So it is not shown. <a href={verifyPage}>The verify page</a> says in four lines what
                does not fit.
              </>
            ) : (
              'As a page to print, with the files and the words that a profile asks for.'
            )}
          </p>
          {it.faults.map((fault) => (
            <p class="notice is-fail" role="alert" key={fault}>
              {fault}
            </p>
          ))}
        </div>
      </header>
      <section class="row sect" aria-labelledby="another">
        <div class="at tick">Bring it</div>
        <div class="on">
          <h2 id="another" class="vh">
            Bring a certificate
          </h2>
          <Bring
            onBring={it.take}
            onLink={it.open}
            first
            {...(sample !== undefined && { sample: `#${sample}` })}
          />
        </div>
      </section>
      <section class="row sect pad-foot practice-of" aria-labelledby="practice">
        <div class="at tick">Without one</div>
        <div class="on">
          <h2 id="practice">Your practice record</h2>
          <PracticeRecord labs={labs} />
        </div>
      </section>
    </>
  );
}

/** What is shown: a certificate that holds, or one whose issuer's keys are not at hand; never one that fails. */
function shownOf({ verdict, says, subject }: Finding): BadgeDescription | undefined {
  if (says) return sentenceOf(verdict).tone === 'fails' ? undefined : says;
  if (verdict.signature.code !== 'key-not-at-hand') return undefined;
  return describeBadge(JSON.parse(subject.text) as object);
}

interface ShownProps {
  readonly finding: Finding;
  readonly says: BadgeDescription;
  readonly verifyPage: string;
  readonly renewals: Readonly<Record<string, string>>;
}

function Shown({ finding, says, verifyPage, renewals }: ShownProps) {
  const { text } = finding.subject;
  const [address, setAddress] = useState<string>();
  useEffect(() => setAddress(new URL(verifyPage, location.href).href), [verifyPage]);
  const squares = useMemo(
    () => (address === undefined ? undefined : codeSquares(text, address)),
    [text, address],
  );
  const isChecked = finding.verdict.signature.state === 'good';
  return (
    <div class="cert-page">
      <p class="cert-bar">
        <a href={`${verifyPage}#${packBadge(text)}`}>Back to the verdict</a>
        <span class="dim">Prints on one page, A4 or Letter</span>
        <button class="btn tight" type="button" onClick={() => print()}>
          Print
        </button>
      </p>
      {!isChecked && (
        <p class="notice cert-notice" role="status">
          The issuer’s keys are not at hand, so this certificate is shown without having been
          checked. The page says so.
        </p>
      )}
      <Sheet says={says} squares={squares} isChecked={isChecked} />
      {address !== undefined && (
        <Around
          text={text}
          says={says}
          verifyPage={address}
          renewal={renewals[says.design ?? '']}
        />
      )}
    </div>
  );
}
