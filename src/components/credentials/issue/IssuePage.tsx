import { useEffect, useRef, useState } from 'preact/hooks';
import type { CertificateKind } from '#cohort';
import { CredentialError } from '#credentials';
import { Issued } from './Issued.tsx';
import { IssueFromRecords } from './IssueFromRecords.tsx';
import { forgetIssuer, keepIssuer, keptIssuer, type KeptIssuer } from './issuer-store.ts';
import { KeyAndFiles } from './KeyAndFiles.tsx';
import { SetUp } from './SetUp.tsx';
import { Told, type Doing, type Outcome } from './Told.tsx';

export interface IssuePageProps {
  readonly kinds: readonly CertificateKind[];
  /** Title of each lab, by id. */
  readonly titles: Readonly<Record<string, string>>;
  /** Where the single-file edition of this page lies; none in that edition. */
  readonly keepsake?: string;
  /** Where hand-ins are graded again; not known in that edition. */
  readonly regradePage?: string;
}

/** The issuer's page: key, certificates, revocation, files to publish. All of it happens in this browser. */
export function IssuePage({ kinds, titles, keepsake, regradePage }: IssuePageProps) {
  const [issuer, setIssuer] = useState<KeptIssuer>();
  const [isRead, setRead] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();

  const attempt: Doing['attempt'] = (at, work, after = at) => {
    setOutcome(undefined);
    work().then(
      (words) => setOutcome({ at: after, words, isFault: false }),
      (error: unknown) => setOutcome({ at, words: wordsOf(error), isFault: true }),
    );
  };
  const doing: Doing = { outcome, attempt };
  const keep = async (next: KeptIssuer): Promise<void> => {
    await keepIssuer(next);
    setIssuer(next);
  };
  const reading = useRef<Promise<KeptIssuer | undefined>>();
  const read = (): Promise<KeptIssuer | undefined> => (reading.current ??= readIssuer());
  const setUp = async (first: KeptIssuer): Promise<void> => {
    // The form stands there before it is known whether there is one already.
    if (await read()) throw new RangeError('An issuer is kept in this browser already.');
    await keep(first);
  };
  const forget = async (): Promise<void> => {
    await forgetIssuer();
    reading.current = Promise.resolve(undefined);
    setIssuer(undefined);
  };
  useEffect(() => {
    attempt('page', async () => {
      setIssuer(await read());
      setRead(true);
      return '';
    });
  }, []);

  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <p class="crumb">For issuers</p>
          <h1>{issuer ? issuer.register.name : 'Issue certificates'}</h1>
          <p class="lead">
            {issuer ? (
              <span class="mono small">{issuer.register.document.id}</span>
            ) : (
              'A key that never leaves you, certificates from re-graded work, and two static files to publish.'
            )}
          </p>
          <Told outcome={outcome} at="page" />
        </div>
      </header>
      {!issuer && (
        <div data-until-read={isRead ? undefined : ''}>
          <SetUp onReady={setUp} {...doing} />
        </div>
      )}
      {issuer && (
        <>
          <IssueFromRecords
            issuer={issuer}
            kinds={kinds}
            titles={titles}
            onKeep={keep}
            {...doing}
          />
          <Issued issuer={issuer} onKeep={keep} {...doing} />
          <KeyAndFiles issuer={issuer} onKeep={keep} onForget={forget} {...doing} />
        </>
      )}
      {!issuer && (
        <section
          class="row sect pad-foot"
          aria-labelledby="apart"
          data-until-read={isRead ? undefined : ''}
        >
          <div class="at tick">Apart from work</div>
          <div class="on">
            <h2 id="apart">The key and learners’ work never meet</h2>
            <p class="criteria">
              Only re-grade records come to this page
              {regradePage !== undefined && (
                <>
                  , which <a href={regradePage}>grading hand-ins again</a> gives
                </>
              )}
              . Labs run in a frame of an origin of its own, which cannot see this site’s storage.
              The key can sign here, and no script can read it.
            </p>
            {keepsake !== undefined && (
              <p class="criteria">
                To keep the key off this site altogether, save{' '}
                <a href={keepsake} download="plumbline-issue.html">
                  this page as one file
                </a>{' '}
                and open it from a disk: its policy lets it reach no network.
              </p>
            )}
          </div>
        </section>
      )}
    </>
  );
}

/** The issuer that is kept here, if there is one. @throws RangeError in a page that stands inside another one */
async function readIssuer(): Promise<KeptIssuer | undefined> {
  // A page around this one could show it under something else and have it pressed.
  if (window.top !== window.self) {
    throw new RangeError(
      'This page stands inside another one, and signs nothing there. Open it by itself.',
    );
  }
  return keptIssuer();
}

function wordsOf(error: unknown): string {
  if (error instanceof CredentialError) return `Found ${error.message}.`;
  if (error instanceof RangeError) return error.message;
  return `The browser did not carry it out (${error instanceof Error ? error.message : 'no reason given'}). Nothing was changed.`;
}
