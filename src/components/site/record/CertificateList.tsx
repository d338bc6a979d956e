import { describeBadge, packBadge, type BadgeDescription } from '#credentials';
import type { KeptCertificate } from '#progress';
import { BadgePicture } from '../../credentials/BadgePicture.tsx';
import { RINGS } from '../../credentials/badge-rings.ts';
import { dayOf } from '../../credentials/humane.ts';
import { siteLink } from '../site-link.ts';
import { standingOf, type Renewals } from './certificate-standing.ts';

interface Props {
  readonly certificates: readonly KeptCertificate[];
  readonly renewals: Renewals;
  readonly now: Date;
  readonly onTakeOff: (id: string) => void;
}

/** Kept certificates, each with its page, which checks it again. */
export function CertificateList({ certificates, renewals, now, onTakeOff }: Props) {
  return (
    <>
      <p class="safety">
        The record keeps their files. Each one’s page checks its signature, its issuer, its dates
        and whether it was revoked, each time anew.
      </p>
      <ul role="list" class="certs-kept">
        {certificates.map(({ id, text }) => {
          const says = read(text);
          const off = (
            <button class="btn tight" type="button" onClick={() => onTakeOff(id)}>
              Take off<span class="vh"> {says?.title ?? 'this file'}</span>
            </button>
          );
          if (!says) {
            return (
              <li key={id}>
                <span />
                <div>
                  <h3>A file that cannot be read as a certificate</h3>
                </div>
                {off}
              </li>
            );
          }
          const standing = standingOf(says.validUntil, now);
          const isEnding = standing.state === 'ending' || standing.state === 'ended';
          return (
            <li key={id}>
              {says.design ? (
                <BadgePicture
                  design={says.design}
                  rings={says.assurance ? RINGS[says.assurance] : 1}
                />
              ) : (
                <span />
              )}
              <div>
                <h3>
                  <a href={`${siteLink('/certificate/')}#${packBadge(text)}`}>{says.title}</a>
                </h3>
                <p>
                  {says.issuer.name ?? says.issuer.id}
                  {says.awarded && <span class="num">, {dayOf(says.awarded)}</span>}
                </p>
                <p class={isEnding ? 'w-error' : ''}>
                  {standing.words}
                  {isEnding &&
                    ` ${renewals[says.design ?? ''] ?? 'Ask the issuer how it is renewed.'}`}
                </p>
              </div>
              {off}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** What a kept file says; `undefined` when it is no certificate: a record that was brought in may hold anything. */
function read(text: string): BadgeDescription | undefined {
  try {
    const says = describeBadge(JSON.parse(text) as object);
    packBadge(text);
    return says.title === '' ? undefined : says;
  } catch {
    return undefined;
  }
}
