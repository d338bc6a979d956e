import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { packBadge, type BadgeDescription } from '#credentials';
import type { Finding } from '../verify/use-verification.ts';
import { Around } from './Around.tsx';
import { codeSquares } from './code-squares.ts';
import { Sheet } from './Sheet.tsx';

interface Props {
  readonly finding: Finding;
  readonly says: BadgeDescription;
  readonly verifyPage: string;
  readonly renewals: Readonly<Record<string, string>>;
}

/** A certificate as a page that prints, with what goes with it. */
export function ShownCertificate({ finding, says, verifyPage, renewals }: Props) {
  const { text } = finding.subject;
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever brought it stands at its beginning: the page that it was brought to is gone.
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [finding.subject]);
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
      <Sheet says={says} squares={squares} isChecked={isChecked} heading={heading} />
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
