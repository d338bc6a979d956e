import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeptCertificate, LearnerRecord } from '#progress';
import { focusIfLost } from '../focus-if-lost.ts';
import { siteLink } from '../site-link.ts';
import type { CertificateList } from './CertificateList.tsx';
import type { Renewals } from './certificate-standing.ts';

interface Props {
  readonly record: LearnerRecord;
  readonly certificates: readonly KeptCertificate[];
  readonly renewals: Renewals;
}

/** Certificates that are kept with the record. What reads them comes when there are some. */
export function Certificates({ record, certificates, renewals }: Props) {
  const [List, setList] = useState<typeof CertificateList>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isTaken = useRef(false);
  const isEmpty = certificates.length === 0;
  useEffect(() => {
    if (isTaken.current) focusIfLost(heading.current);
  }, [certificates.length]);
  useEffect(() => {
    if (isEmpty) return;
    void import('./CertificateList.tsx').then((part) => setList(() => part.CertificateList));
  }, [isEmpty]);
  return (
    <section class="row sect" aria-labelledby="certificates">
      <div class="at tick">Certificates</div>
      <div class="on">
        <h2 id="certificates" ref={heading} tabIndex={-1}>
          What an issuer has certified
        </h2>
        {isEmpty && (
          <p class="safety">
            None is kept here. <a href={siteLink('/certificate/')}>Show a certificate</a> that you
            were given, and keep it from its page.
          </p>
        )}
        {List && !isEmpty && (
          <List
            certificates={certificates}
            renewals={renewals}
            now={new Date()}
            onTakeOff={(id) => {
              isTaken.current = true;
              void record.dropCertificate(id).then(() => record.tell('changed'));
            }}
          />
        )}
      </div>
    </section>
  );
}
