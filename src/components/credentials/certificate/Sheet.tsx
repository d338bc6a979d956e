import type { RefObject } from 'preact';
import type { BadgeDescription } from '#credentials';
import { BadgePicture } from '../BadgePicture.tsx';
import { RINGS } from '../badge-rings.ts';
import { Engraving } from '../Engraving.tsx';
import { dayOf } from '../humane.ts';
import { Code } from './Code.tsx';
import type { CodeSquares } from './code-squares.ts';

interface Props {
  readonly says: BadgeDescription;
  /** Absent when the certificate is too large for a code. */
  readonly squares: CodeSquares | undefined;
  /** False when the issuer's keys were not at hand. */
  readonly isChecked: boolean;
  readonly heading: RefObject<HTMLHeadingElement>;
}

/** Rows of work that find room; the rest stand in the file. */
const MOST_WORK = 6;

const ASSURED = {
  A1: 'Graded again by the issuer; authorship was not supervised.',
  A2: 'Graded again by the issuer, and talked through with a named instructor.',
  A3: 'Graded again by the issuer, and done under supervision with the identity checked.',
} as const;

/** One page, 210 × 279 mm, which fits A4 and Letter. */
export function Sheet({ says, squares, isChecked, heading }: Props) {
  const rest = says.work.length - MOST_WORK;
  const rings = says.assurance ? RINGS[says.assurance] : 1;
  return (
    <article class="cert" aria-label="Certificate">
      <div class="cert-band">
        <Engraving digest={says.digest} lines={20} />
        <i class="cert-line" aria-hidden="true" />
      </div>
      <div class="cert-on">
        <p class="cert-head">{says.issuer.name ?? says.issuer.id}</p>
        <div class="cert-say">
          <p class="cert-k">This is to certify that</p>
          <h1 ref={heading} tabIndex={-1}>
            {says.holder ?? 'the holder of this file'}
          </h1>
          <p class="cert-k">has earned</p>
          <p class="cert-level">{says.title}</p>
          <p class="cert-k cert-about">{says.about}</p>
        </div>
        <div class="cert-mid">
          <dl class="cert-did">
            {says.work.slice(0, MOST_WORK).map(({ name, outcome }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{outcome ?? 'see the file'}</dd>
              </div>
            ))}
            {rest > 0 && (
              <div>
                <dt>And {rest} more</dt>
                <dd>in the certificate’s file</dd>
              </div>
            )}
          </dl>
          {says.design && says.assurance && <BadgePicture design={says.design} rings={rings} />}
        </div>
        <dl class="cert-facts">
          {says.awarded && <Fact term="Issued">{dayOf(says.awarded)}</Fact>}
          <Fact term="Valid until">{says.validUntil ? dayOf(says.validUntil) : 'no end'}</Fact>
          {says.assurance && <Fact term="Assurance">{says.assurance}</Fact>}
          {says.scorePercent !== undefined && (
            <Fact term="Issuer’s re-grade">{says.scorePercent} of 100</Fact>
          )}
        </dl>
        <div class="cert-foot">
          <div>
            {says.assurance && <p>{ASSURED[says.assurance]}</p>}
            <p>
              <b>Anyone can verify this, without us.</b>{' '}
              {squares
                ? 'Point a phone at the code, or drop the certificate’s file on the verify page of any copy of Plumbline.'
                : 'Drop the certificate’s file on the verify page of any copy of Plumbline; it is too large for a code.'}{' '}
              The pattern on the left is drawn from the digest below; the verify page draws it
              again.
            </p>
            {!isChecked && (
              <p>
                <b>Not checked when this page was made:</b> the issuer’s keys were not at hand.
              </p>
            )}
            <p class="mono">{(says.digest.match(/.{8}/g) ?? []).slice(0, 4).join(' ')}</p>
            <p class="mono">{(says.digest.match(/.{8}/g) ?? []).slice(4).join(' ')}</p>
            <p class="mono">{says.id}</p>
          </div>
          {squares && <Code squares={squares} />}
        </div>
      </div>
    </article>
  );
}

function Fact({
  term,
  children,
}: {
  readonly term: string;
  readonly children: preact.ComponentChildren;
}) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
