import { addressOfDidWeb, answersOf, type Answer } from '#credentials';
import type { GlyphName } from '../../site/glyphs.ts';
import { Mark } from '../../site/record/Mark.tsx';
import { humane, momentOf } from '../humane.ts';
import type { Finding } from './use-verification.ts';

const GLYPH: Readonly<Record<Answer['state'], GlyphName>> = {
  good: 'pass',
  bad: 'fail',
  unknown: 'blocked',
};

/** The verdict: four questions that are never made into one. */
export function FourLines({ finding }: { readonly finding: Finding }) {
  return (
    <div class="verdicts" role="list">
      {answersOf(finding.verdict).map((answer) => {
        const glyph = GLYPH[answer.state];
        return (
          <div class={`v is-${glyph}`} role="listitem" data-line={answer.line} key={answer.line}>
            <Mark name={glyph} />
            <div>
              <p class="q4">{answer.question}</p>
              <p>
                <span class={`w-${glyph}`}>{answer.word}.</span> {humane(answer.words)}
              </p>
              <Fine answer={answer} finding={finding} />
            </div>
          </div>
        );
      })}
    </div>
  );
}

/** What the answer rests on, or how to get the one that is missing. */
function Fine({ answer, finding }: { readonly answer: Answer; readonly finding: Finding }) {
  const { says, list, now, subject } = finding;
  if (answer.code === 'key-not-at-hand') return <WhereKeysAre text={subject.text} />;
  if (!says) return null;
  if (answer.line === 'signature') return <p class="fine mono">key {says.key.split('#').at(-1)}</p>;
  if (answer.line === 'issuer') {
    return (
      <p class="fine">
        It calls itself {says.issuer.name ?? 'nothing'}: <span class="mono">{says.issuer.id}</span>
      </p>
    );
  }
  if (answer.line === 'dates') return <p class="fine">Your clock says {momentOf(now)}.</p>;
  if (list) return <p class="fine">By the list at hand, {humane(`dated ${dateOf(list.text)}`)}.</p>;
  if (says.statusList === undefined || !/^https?:/.test(says.statusList)) return null;
  return (
    <p class="fine">
      The list is at{' '}
      <a href={says.statusList} rel="noreferrer" target="_blank">
        {says.statusList}
      </a>
      . Open it, save it, and drop the file here. Opening it tells its host that somebody looked.
    </p>
  );
}

function WhereKeysAre({ text }: { readonly text: string }) {
  const address = addressOfKeys(text);
  if (address === undefined) return null;
  return (
    <p class="fine">
      The issuer that it names publishes its keys at{' '}
      <a href={address} rel="noreferrer" target="_blank">
        {address}
      </a>
      . Open that, save it, and drop the file here.
    </p>
  );
}

function addressOfKeys(text: string): string | undefined {
  try {
    const { issuer } = JSON.parse(text) as { readonly issuer?: string | { readonly id?: string } };
    return addressOfDidWeb((typeof issuer === 'string' ? issuer : issuer?.id) ?? '');
  } catch {
    // Not a did:web: there is no address to send anybody to.
    return undefined;
  }
}

function dateOf(list: string): string {
  const { validFrom } = JSON.parse(list) as { readonly validFrom?: unknown };
  return typeof validFrom === 'string' ? validFrom : 'without a date';
}
