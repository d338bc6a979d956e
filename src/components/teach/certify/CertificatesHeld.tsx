import { renewalsDue, type IssuedCertificate } from '#cohort';
import { siteLink } from '../../site/site-link.ts';
import { FileChooser } from '../desk/FileChooser.tsx';
import { dayOf } from '../desk/dates.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { withIssuersFile } from './issuers-file.ts';

/** What was issued to this cohort: brought back from the issuer's page, to be renewed or revoked there. */
export function CertificatesHeld({ store, cohort, catalogue, attempt }: PanelProps) {
  const { certificates } = cohort;
  const due = new Set(renewalsDue(certificates, new Date()).map((one) => one.credentialId));
  const names = new Map(cohort.learners.map(({ id, name }) => [id, name || id]));
  const titles = new Map(catalogue.certificates.map(({ id, title }) => [id, title]));
  const bring = async (file: File): Promise<string> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const apply = withIssuersFile(file.name, bytes);
    let said = '';
    await store.update(cohort.id, (now) => {
      const { cohort: next, words } = apply(now);
      said = words;
      return next;
    });
    return said;
  };
  return (
    <section class="certify-part" aria-labelledby="held">
      <div class="teach-bar">
        <h2 id="held">What was issued</h2>
        <p class="small dim">
          {certificates.length === 0
            ? 'nothing yet'
            : `${certificates.length} issued, ${due.size} due for renewal`}
        </p>
        {cohort.archivedAt === undefined && (
          <FileChooser
            label="Bring back what the issuer’s page saved"
            name="The ZIP, issued.json or register.json of the issuer’s page"
            accept=".zip,.json"
            class="btn tight"
            onFiles={([file]) => attempt(() => bring(file))}
          />
        )}
      </div>
      {certificates.length === 0 ? (
        <p class="teach-say">
          Sign the batch on the issuer’s page, then bring its ZIP back: this page then knows who
          holds what, and when it is to be renewed.
        </p>
      ) : (
        <div
          class="certify-table certify-held"
          tabIndex={0}
          role="region"
          aria-label="Certificates that were issued"
        >
          <table class="t dense">
            <thead>
              <tr>
                <th scope="col">Holder</th>
                <th scope="col">Certificate</th>
                <th scope="col">Issued</th>
                <th scope="col">Valid until</th>
                <th scope="col">
                  <span class="vh">Revoke</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {certificates.map((one) => (
                <tr key={one.credentialId}>
                  <th scope="row">
                    {one.learner === undefined ? (
                      <span class="dim">a deleted learner</span>
                    ) : (
                      <bdi>{names.get(one.learner) ?? one.learner}</bdi>
                    )}
                  </th>
                  <td>{titles.get(one.program) ?? one.program}</td>
                  <td class="nowrap">{dayOf(one.issuedAt)}</td>
                  <td class="nowrap">
                    {one.validUntil === undefined ? 'it does not end' : dayOf(one.validUntil)}
                    {due.has(one.credentialId) && <span class="tag">renewal due</span>}
                  </td>
                  <td class="nowrap">
                    <Revocation one={one} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {certificates.length > 0 && (
        <p class="teach-say">
          A certificate is revoked on the issuer’s page, which alone can. Bring its{' '}
          <code>register.json</code> or ZIP here afterwards.
        </p>
      )}
    </section>
  );
}

function Revocation({ one }: { readonly one: IssuedCertificate }) {
  if (one.revokedAt !== undefined) return <>revoked {dayOf(one.revokedAt)}</>;
  return (
    <a
      href={`${siteLink('/issue/')}#revoke=${encodeURIComponent(one.credentialId)}`}
      target="_blank"
      rel="noopener"
      aria-label={`Revoke ${one.credentialId} on the issuer’s page`}
    >
      Revoke
    </a>
  );
}
