import { useState } from 'preact/hooks';
import {
  certificateBatch,
  isExamRecord,
  type CertificateKind,
  type Entitlement,
  type GradedEvidence,
} from '#cohort';
import { siteLink } from '../../site/site-link.ts';
import { saveBlob } from '../desk/save-blob.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { fileStem } from '../desk/file-stem.ts';

interface Props extends PanelProps {
  readonly kind: CertificateKind;
  readonly people: readonly Entitlement[];
  readonly onKind: (id: string) => void;
}

const STATES = {
  entitled: 'has met the rule',
  issued: 'holds one',
  'not-yet': 'not yet',
} as const;

/** Whom the list shows, by their state. */
const SHOWN = {
  all: 'everybody',
  entitled: 'who has met the rule',
  issued: 'who holds one',
  'not-yet': 'who has not met it yet',
} as const;

/** Everybody of the cohort, with whether the rule is met and why it is not; those who are chosen go into one batch. */
export function Candidates({ cohort, catalogue, kind, people, onKind }: Props) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [emails, setEmails] = useState(false);
  const [shown, setShown] = useState<keyof typeof SHOWN>('all');
  const entitled = people.filter(({ state }) => state === 'entitled');
  const rows = people.filter(({ state }) => shown === 'all' || state === shown);
  const chosen = entitled.filter(({ learner }) => !left.has(learner.id));
  const { items, percent } = cohort.passRule;
  const asked = items === 'all' ? 'all pieces' : `${items} pieces`;
  const save = (): void => {
    const batch = certificateBatch(cohort, kind.id, chosen, emails);
    const text = `${JSON.stringify(batch)}\n`;
    saveBlob(
      `${fileStem(cohort.name)}-${kind.id}.batch.json`,
      new Blob([text], { type: 'application/json' }),
    );
  };
  return (
    <section aria-labelledby="candidates">
      <div class="teach-bar">
        <h2 id="candidates">Who may have it</h2>
        <p class="small dim" role="status">
          {entitled.length} of {people.length} have met the rule
        </p>
        <label class="certify-choice">
          Certificate
          <select
            class="field"
            value={kind.id}
            onChange={(event) => onKind(event.currentTarget.value)}
          >
            {catalogue.certificates.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label class="certify-choice">
          Show
          <select
            class="field"
            value={shown}
            onChange={(event) => setShown(event.currentTarget.value as keyof typeof SHOWN)}
          >
            {Object.entries(SHOWN).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="teach-say">
        The rule of this cohort: {asked} passed, and {percent}% in the mean. The certificate itself
        asks for {partWords(kind, catalogue.labs)}, all graded again. A grade that a person has set
        counts for the rule, and is no evidence for a certificate.
      </p>
      <div
        class="certify-table certify-people"
        tabIndex={0}
        role="region"
        aria-label="Learners, with reasons"
      >
        <table class="t dense">
          <thead>
            <tr>
              <th scope="col">
                <span class="vh">Chosen</span>
              </th>
              <th scope="col">Learner</th>
              <th scope="col">State</th>
              <th scope="col">Why not, or on what it rests</th>
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && (
              <tr>
                <td />
                <td colSpan={3}>Nobody.</td>
              </tr>
            )}
            {rows.map(({ learner, state, why, records }) => {
              const name = learner.name || learner.id;
              return (
                <tr key={learner.id}>
                  <td>
                    {state === 'entitled' && (
                      <input
                        type="checkbox"
                        aria-label={`Certificate for ${name}`}
                        checked={!left.has(learner.id)}
                        onChange={(event) => {
                          const next = new Set(left);
                          if (event.currentTarget.checked) next.delete(learner.id);
                          else next.add(learner.id);
                          setLeft(next);
                        }}
                      />
                    )}
                  </td>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td class={`nowrap certify-${state}`}>{STATES[state]}</td>
                  <td>
                    {state === 'not-yet' ? (
                      <Why reasons={why} />
                    ) : (
                      records.map(({ record }) => recordWords(record, catalogue.labs)).join('; ')
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <h3 class="certify-step">Hand over to the issuer’s page</h3>
      <p class="teach-say">
        The signing key lives on a page of its own, which never sees learners’ work. The batch holds
        names and signed records of re-grading, and nothing else. Bring it there; all are signed at
        once, into one ZIP with the files to publish.
      </p>
      <label class="tickbox">
        <input
          type="checkbox"
          checked={emails}
          onChange={(event) => setEmails(event.currentTarget.checked)}
        />
        <span>
          With e-mail addresses, which go into certificates as salted hashes: still personal data
        </span>
      </label>
      <div class="btns">
        <button class="btn primary" type="button" disabled={chosen.length === 0} onClick={save}>
          {chosen.length === 1 ? 'Save the batch of one' : `Save the batch of ${chosen.length}`}
        </button>
        <a class="btn" href={siteLink('/issue/')} target="_blank" rel="noopener">
          Open the issuer’s page
        </a>
      </div>
    </section>
  );
}

/** The first reason, and the others on demand: whoever lacks one thing often lacks what follows from it. */
function Why({ reasons: [first, ...others] }: { readonly reasons: readonly string[] }) {
  if (others.length === 0) return <>{first}</>;
  return (
    <>
      {first}
      <details class="certify-more">
        <summary>
          {others.length === 1 ? 'One more reason' : `${others.length} more reasons`}
        </summary>
        <ul>
          {others.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function recordWords(record: GradedEvidence, known: PanelProps['catalogue']['labs']): string {
  if (isExamRecord(record)) {
    const { right, of } = record.score;
    return `Knowledge exam: ${right} of ${of} right`;
  }
  const { lab, score } = record;
  const title = known.find(({ id }) => id === lab.id)?.title;
  return `${title ?? lab.id}: ${score.points} of ${score.maxPoints}`;
}

function partWords(
  { knowledge, practical: { labs, atLeast, passPercent } }: CertificateKind,
  known: PanelProps['catalogue']['labs'],
): string {
  const titles = labs.map((id) => `“${known.find((lab) => lab.id === id)?.title ?? id}”`);
  const what = titles.length > 0 ? titles.join(' and ') : `${atLeast} labs`;
  const exam = knowledge ? `its knowledge exam with ${knowledge.passPercent}% right, and ` : '';
  return `${exam}${what} with ${passPercent} of 100 points`;
}
