import type { BadgeDescription } from '#credentials';
import { BadgePicture } from '../BadgePicture.tsx';
import { RINGS } from '../badge-rings.ts';
import { Engraving } from '../Engraving.tsx';

/** The certificate's pattern and badge, drawn anew, to hold a printed one against. */
export function Beside({ says }: { readonly says: BadgeDescription }) {
  const rings = says.assurance ? RINGS[says.assurance] : 1;
  return (
    <figure class="four-b">
      <Engraving digest={says.digest} lines={7} />
      <div>
        {says.design && says.assurance && <BadgePicture design={says.design} rings={rings} />}
        <figcaption>
          <p>
            <b>{says.title}</b>
            <br />
            {says.about}
          </p>
          <p class="dim">Beside a printed certificate: its pattern must look like the one here.</p>
        </figcaption>
      </div>
    </figure>
  );
}
