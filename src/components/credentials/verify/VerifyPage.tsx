import { useEffect, useRef, useState } from 'preact/hooks';
import { sentenceOf } from '#credentials';
import { Bring } from './Bring.tsx';
import type { FoundVerdict } from './FoundVerdict.tsx';
import { IssuersHere } from './IssuersHere.tsx';
import { NO_ISSUERS, type ListedIssuers } from './known-issuers.ts';
import { useVerification, type Finding } from './use-verification.ts';

export interface VerifyPageProps {
  readonly listed?: ListedIssuers;
  /** Fragment of a sample certificate. */
  readonly sample?: string;
  /** Where this site shows certificates; none in the single-file edition. */
  readonly certificatePage?: string;
  /** Where issuers make certificates on this site. */
  readonly issuePage?: string;
  /** Where the single-file edition of this page lies; none in that edition. */
  readonly keepsake?: string;
}

/** Checks certificates on the reader's device. It has no use for a network, and none is asked. */
export function VerifyPage({
  listed = NO_ISSUERS,
  sample,
  certificatePage,
  issuePage,
  keepsake,
}: VerifyPageProps) {
  const it = useVerification(listed);
  const heading = useRef<HTMLHeadingElement>(null);
  const [Found, setFound] = useState<typeof FoundVerdict>();
  const [isMissing, setMissing] = useState(false);
  // A verdict is said when all of it can be shown.
  const finding = Found || isMissing ? it.finding : undefined;

  // What shows a verdict comes behind the page, before anything is brought: no network is needed then.
  useEffect(() => {
    import('./FoundVerdict.tsx').then(
      (part) => setFound(() => part.FoundVerdict),
      () => setMissing(true),
    );
  }, []);

  useEffect(() => {
    // Whoever dropped a file hears the answer and stands at its beginning.
    if (finding) heading.current?.focus({ preventScroll: false });
  }, [finding?.subject]);

  // Keys, a list or a name that come later may turn the verdict: it is said, and the focus stays with what brought them.
  const told = useRef<Finding>();
  const [turned, setTurned] = useState('');
  useEffect(() => {
    const before = told.current;
    told.current = finding;
    if (!finding) return;
    const { text } = sentenceOf(finding.verdict);
    const isTurned =
      before?.subject === finding.subject && sentenceOf(before.verdict).text !== text;
    setTurned(isTurned ? text : '');
  }, [finding]);

  const known = [...listed.issuers, ...it.own].map(({ id }) => id);
  const candidates = [
    ...it.shown.map((document) => ({ id: document.id, document })),
    ...(finding?.says?.issuer.id.startsWith('did:key:') ? [{ id: finding.says.issuer.id }] : []),
  ].filter(
    ({ id }, at, all) => !known.includes(id) && all.findIndex((one) => one.id === id) === at,
  );

  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <p class="crumb">Verify{finding && <> &ensp;/&ensp; {finding.subject.name}</>}</p>
          <h1 ref={heading} tabIndex={-1}>
            {finding ? sentenceOf(finding.verdict).text : 'Is this certificate genuine?'}
          </h1>
          <p class="lead" role="status">
            {finding ? (
              <Lead finding={finding} />
            ) : (
              'Four questions, answered on your device. Nothing that you bring here is sent anywhere.'
            )}
          </p>
          <p class="vh" role="status">
            {turned}
          </p>
          {finding && isMissing && (
            <p class="notice is-fail" role="alert">
              What shows the four lines is not on this device yet, and there is no network now.
            </p>
          )}
          {it.faults.map((fault) => (
            <p class="notice is-fail" role="alert" key={fault}>
              {fault}
            </p>
          ))}
          {it.notes.map((note) => (
            <p class="notice" role="status" key={note}>
              {note}
            </p>
          ))}
        </div>
      </header>
      {finding && Found && <Found finding={finding} certificatePage={certificatePage} />}
      <section class="row sect" aria-labelledby="another">
        <div class="at tick">{finding ? 'Another one' : 'Bring it'}</div>
        <div class="on">
          <h2 id="another" class="vh">
            {finding ? 'Verify another certificate' : 'Bring a certificate'}
          </h2>
          <Bring
            onBring={it.take}
            onLink={it.open}
            first={!finding}
            {...(sample !== undefined && !finding && { sample: `#${sample}` })}
          />
        </div>
      </section>
      {(finding || it.own.length > 0 || it.shown.length > 0 || listed.issuers.length > 0) && (
        <IssuersHere
          listed={listed}
          own={it.own}
          candidates={candidates}
          lasting={it.lasting}
          onKeep={it.keepOwn}
        />
      )}
      <section class="row sect pad-foot keeps" aria-labelledby="keep">
        <div class="at tick">Without us</div>
        <div class="on">
          <h2 id="keep">It works without this site</h2>
          <p class="criteria">
            {keepsake === undefined ? (
              'You are looking at the single-file edition: it needs no site and no network, and its own policy lets it send nothing.'
            ) : (
              <>
                Keep{' '}
                <a href={keepsake} download="plumbline-verify.html">
                  this page as one file
                </a>
                . It opens from a disk, without a network, and checks certificates for as long as
                browsers read HTML.
              </>
            )}
          </p>
          {issuePage !== undefined && certificatePage !== undefined && (
            <p class="criteria">
              Holders can <a href={certificatePage}>show a certificate</a> as a page to print.
              Issuers <a href={issuePage}>make them here</a>.
            </p>
          )}
        </div>
      </section>
    </>
  );
}

function Lead({ finding }: { readonly finding: Finding }) {
  const { says, verdict } = finding;
  if (verdict.signature.code === 'key-not-at-hand') {
    return (
      <>The keys of its issuer are not at hand; below stands where they are. Nothing was sent.</>
    );
  }
  if (!says) {
    return <>This page checked it on your device. Nothing was sent. See below what does not fit.</>;
  }
  return (
    <>
      It says that <b>{says.holder ?? 'its holder'}</b> earned <b>{says.title}</b> from{' '}
      {says.issuer.name ?? 'an issuer without a name'}. This page checked it on your device. Nothing
      was sent.
    </>
  );
}
