import { useEffect, useState } from 'preact/hooks';
import { describeBadge, sentenceOf, type BadgeDescription } from '#credentials';
import { Bring } from '../verify/Bring.tsx';
import { NO_ISSUERS, type ListedIssuers } from '../verify/known-issuers.ts';
import { useVerification, type Finding } from '../verify/use-verification.ts';
import type { ShownCertificate } from './ShownCertificate.tsx';
import { PracticeRecord, type NamedLab } from './PracticeRecord.tsx';

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
  const [Shown, setShown] = useState<typeof ShownCertificate>();
  const [isMissing, setMissing] = useState(false);
  // A verdict is said when all of it can be shown.
  const finding = Shown || isMissing ? it.finding : undefined;
  // What draws a certificate comes behind the page, before one is brought: no network is needed then.
  useEffect(() => {
    import('./ShownCertificate.tsx').then(
      (part) => setShown(() => part.ShownCertificate),
      () => setMissing(true),
    );
  }, []);
  const shown = finding && shownOf(finding);
  const refused = shown ? undefined : finding;
  if (finding && shown && Shown) {
    return <Shown finding={finding} says={shown} verifyPage={verifyPage} renewals={renewals} />;
  }
  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <h1>{refused ? sentenceOf(refused.verdict).text : 'Show a certificate'}</h1>
          <p class="lead" role="status">
            {refused ? (
              <>
                So it is not shown. <a href={verifyPage}>The verify page</a> says in four lines what
                does not fit.
              </>
            ) : (
              'As a page to print, with the files and the words that a profile asks for.'
            )}
          </p>
          {shown && isMissing && (
            <p class="notice is-fail" role="alert">
              What draws certificates is not on this device yet, and there is no network now.
            </p>
          )}
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
