import { useState } from 'preact/hooks';
import {
  badgePng,
  badgeSvg,
  bakePng,
  bakeSvg,
  packBadge,
  type BadgeDescription,
} from '#credentials';
import { RINGS } from '../badge-rings.ts';
import { dayOf } from '../humane.ts';
import { saveFile } from '../save-file.ts';
import { KeepButton } from './KeepButton.tsx';

interface Props {
  readonly text: string;
  readonly says: BadgeDescription;
  readonly verifyPage: string;
  /** How a certificate of this kind is renewed, in the program's words. */
  readonly renewal: string | undefined;
}

/** What goes with a certificate: files, the fields that a profile asks for, when it ends. On the screen only. */
export function Around({ text, says, verifyPage, renewal }: Props) {
  const [said, setSaid] = useState('');
  const link = `${verifyPage}#${packBadge(text)}`;
  const month = (date: Date): string =>
    new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      date,
    );
  const fields: readonly (readonly [string, string])[] = [
    ['Name', says.title],
    ['Issuing organization', says.issuer.name ?? says.issuer.id],
    ...(says.awarded ? [['Issue date', month(says.awarded)] as const] : []),
    ...(says.validUntil ? [['Expiration date', month(says.validUntil)] as const] : []),
    ['Credential ID', says.id],
    ['Credential URL', link],
  ];
  const copy = (name: string, value: string): void => {
    navigator.clipboard.writeText(value).then(
      () => setSaid(`${name} is copied.`),
      () => setSaid('The browser did not let the page copy. Select the words and copy them.'),
    );
  };
  return (
    <div class="around">
      <section class="row sect" aria-labelledby="files">
        <div class="at tick">Files</div>
        <div class="on">
          <h2 id="files">The certificate is the file</h2>
          <p class="criteria">
            The printed page is a picture of it. Whoever is to rely on it needs the file, the link
            or the code.
          </p>
          <div class="btns cert-files">
            <Files text={text} says={says} />
            <KeepButton text={text} recordPage={new URL('../record/', verifyPage).href} />
          </div>
        </div>
      </section>
      <section class="row sect" aria-labelledby="profile">
        <div class="at tick">For a profile</div>
        <div class="on">
          <h2 id="profile">What LinkedIn and others ask for</h2>
          <dl class="fields">
            {fields.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
                <dd>
                  <button
                    class="btn tight"
                    type="button"
                    aria-label={`Copy ${name}`}
                    onClick={() => copy(name, value)}
                  >
                    Copy
                  </button>
                </dd>
              </div>
            ))}
          </dl>
          <p class="small dim" role="status">
            {said}
          </p>
        </div>
      </section>
      <section class="row sect pad-foot" aria-labelledby="renewal">
        <div class="at tick">Renewal</div>
        <div class="on">
          <h2 id="renewal">
            {says.validUntil ? `It ends on ${dayOf(says.validUntil)}` : 'It does not end'}
          </h2>
          <p class="criteria">
            {says.validUntil
              ? (renewal ?? 'Ask the issuer how it is renewed.')
              : 'It tells what was so on the day that it was issued.'}
          </p>
        </div>
      </section>
    </div>
  );
}

function Files({ text, says }: { readonly text: string; readonly says: BadgeDescription }) {
  const name = (says.design ?? 'certificate').concat('-', says.id.slice(-6));
  const { design, assurance } = says;
  const badge = design && assurance ? ({ design, rings: RINGS[assurance] } as const) : undefined;
  return (
    <>
      <button
        class="btn"
        type="button"
        onClick={() => saveFile(`${name}.json`, text, 'application/json')}
      >
        JSON file
      </button>
      {badge && (
        <>
          <button
            class="btn"
            type="button"
            onClick={() => saveFile(`${name}.png`, bakePng(badgePng(badge), text), 'image/png')}
          >
            PNG badge
          </button>
          <button
            class="btn"
            type="button"
            onClick={() => saveFile(`${name}.svg`, bakeSvg(badgeSvg(badge), text), 'image/svg+xml')}
          >
            SVG badge
          </button>
        </>
      )}
    </>
  );
}
