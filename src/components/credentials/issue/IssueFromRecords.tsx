import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CertificateKind, GradedEvidence } from '#cohort';
import { withGrader } from '#credentials';
import { saveFile } from '../save-file.ts';
import type { Brought, BroughtRecord, Wanted } from './batch.ts';
import { Field } from './Field.tsx';
import { loadBatch } from './load-batch.ts';
import type { KeptIssuer } from './issuer-store.ts';
import { Told, type Doing } from './Told.tsx';

interface Props extends Doing {
  readonly issuer: KeptIssuer;
  readonly kinds: readonly CertificateKind[];
  readonly titles: Readonly<Record<string, string>>;
  readonly onKeep: (issuer: KeptIssuer) => Promise<void>;
}

type Level = 'A1' | 'A2' | 'A3';
const LEVELS: readonly (readonly [Level, string])[] = [
  ['A1', 'A1: graded again by you; authorship not supervised'],
  ['A2', 'A2: and a named instructor heard the learner explain it'],
  ['A3', 'A3: supervised, with the identity checked'],
];

/** Signs certificates for what records of re-grading show. Only records come to this page, never learners' work. */
export function IssueFromRecords({ issuer, kinds, titles, onKeep, attempt, outcome }: Props) {
  const [{ records: brought, batch }, setBrought] = useState<Brought>(NOTHING);
  const [kindId, setKindId] = useState(kinds[0]?.id ?? '');
  const [level, setLevel] = useState<Level>('A1');
  const [by, setBy] = useState('');
  const [people, setPeople] = useState<
    Readonly<Record<string, { readonly name: string; readonly email: string }>>
  >({});
  const { graders } = issuer.register;
  // Once the page stands: a page that was opened once signs without a network.
  useEffect(() => void loadBatch(), []);

  const strangers = [
    ...new Set(
      brought.flatMap((one) =>
        'signer' in one && !graders.includes(one.signer) ? [one.signer] : [],
      ),
    ),
  ];
  const learners = useMemo(() => groupByLearner(brought, graders), [brought, graders]);
  const kind = kinds.find(({ id }) => id === kindId);
  const person = (learner: string) => people[learner] ?? { name: '', email: '' };
  const bring = async (files: readonly File[]): Promise<string> => {
    const { bringFiles } = await loadBatch();
    const found = await bringFiles(files);
    setBrought(found);
    setPeople(found.people);
    const wanted = kinds.find(({ id }) => id === found.batch?.program);
    if (wanted) setKindId(wanted.id);
    return found.batch ? `Brought: the batch of ${found.batch.name}.` : '';
  };

  const sign = async (): Promise<string> => {
    if (!kind) throw new RangeError('Choose a certificate.');
    const wanted: readonly Wanted[] = [...learners].map(([learner, records]) => ({
      learner,
      records,
      ...person(learner),
    }));
    const { issueBatch } = await loadBatch();
    const made = await issueBatch(
      issuer,
      {
        kind,
        assurance: level,
        confirmedBy: by,
        titles,
        wanted,
        ...(batch && { cohort: batch.cohort }),
      },
      new Date(),
    );
    if ('faults' in made) throw new RangeError(`Nothing was signed. ${made.faults.join(' ')}`);
    // The register is kept before any certificate leaves: it alone can revoke.
    await onKeep(made.issuer);
    saveFile('certificates.zip', made.zip, 'application/zip');
    setBrought(NOTHING);
    return `${made.count} signed and saved as certificates.zip: give "issued" to the holders, publish "public", keep "register.json". An instructor brings the ZIP back to the cohort.`;
  };

  return (
    <section class="row sect" aria-labelledby="issue">
      <div class="at tick">Issue</div>
      <div class="on">
        <h2 id="issue">Certificates from re-grade records</h2>
        <div class="drop">
          <label class="grow">
            <b>Choose the records</b> of one learner or of many: regrades.zip, *.regrade.json of
            labs, *.exam-regrade.json of exams; or the batch of a cohort, *.batch.json.
            <input
              type="file"
              multiple
              accept=".json,.zip"
              onChange={(event) => {
                const files = Array.from(event.currentTarget.files ?? []);
                attempt('issue', () => bring(files));
              }}
            />
          </label>
        </div>
        {brought.map((one) =>
          'fault' in one ? (
            <p class="notice is-fail" role="alert" key={one.file}>
              {one.file}: {one.fault}
            </p>
          ) : null,
        )}
        {strangers.map((did) => (
          <div class="notice" key={did}>
            <p>
              Some records were signed by <span class="mono fine">{did}</span>, whose records you do
              not accept yet. They are left out.
            </p>
            <button
              class="btn tight"
              type="button"
              onClick={() =>
                attempt('issue', async () => {
                  await onKeep({ ...issuer, register: withGrader(issuer.register, did) });
                  return 'Records of this grader are accepted from now on.';
                })
              }
            >
              That is our grader: accept it
            </button>
          </div>
        ))}
        {learners.size > 0 && (
          <form
            class="issue-form"
            onSubmit={(event) => {
              event.preventDefault();
              attempt('issue', sign);
            }}
          >
            <label>
              Certificate
              <select
                class="field"
                value={kindId}
                onChange={(event) => setKindId(event.currentTarget.value)}
              >
                {kinds.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Assurance
              <select
                class="field"
                value={level}
                onChange={(event) => setLevel(event.currentTarget.value as Level)}
              >
                {LEVELS.map(([id, words]) => (
                  <option key={id} value={id}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
            {level !== 'A1' && <Field label="Who confirmed it" value={by} onValue={setBy} />}
            <Holders count={learners.size}>
              {[...learners].map(([learner, records]) => (
                <fieldset key={learner}>
                  <legend>
                    {learner}: {records.map((record) => foundIn(record, titles)).join(', ')}
                  </legend>
                  <Field
                    label="Name to print; it stands in the certificate for everybody to read"
                    value={person(learner).name}
                    onValue={(name) =>
                      setPeople({ ...people, [learner]: { ...person(learner), name } })
                    }
                  />
                  <Field
                    label="E-mail address, kept as a salted hash; empty for none"
                    type="email"
                    value={person(learner).email}
                    onValue={(email) =>
                      setPeople({ ...people, [learner]: { ...person(learner), email } })
                    }
                  />
                </fieldset>
              ))}
            </Holders>
            <button class="btn primary" type="submit">
              Sign {learners.size === 1 ? 'one certificate' : `${learners.size} certificates`}
            </button>
          </form>
        )}
        <Told outcome={outcome} at="issue" />
      </div>
    </section>
  );
}

const NOTHING: Brought = { records: [], people: {} };
/** More holders than this stand behind a line: their names came with the batch. */
const MOST_AT_ONCE = 6;

function Holders({
  count,
  children,
}: {
  readonly count: number;
  readonly children: ComponentChildren;
}) {
  if (count <= MOST_AT_ONCE) return <>{children}</>;
  return (
    <details>
      <summary>Names and addresses of the {count} holders</summary>
      {children}
    </details>
  );
}

function foundIn(record: GradedEvidence, titles: Props['titles']): string {
  if (record.format === 'plumbline-exam-regrade') {
    return `exam ${record.title} ${record.score.right} of ${record.score.of}`;
  }
  const { lab, score } = record;
  return `${titles[lab.id] ?? lab.id} ${score.points} of ${score.maxPoints}`;
}

function groupByLearner(
  brought: readonly BroughtRecord[],
  graders: readonly string[],
): ReadonlyMap<string, readonly GradedEvidence[]> {
  const groups = new Map<string, GradedEvidence[]>();
  for (const one of brought) {
    if ('fault' in one || !graders.includes(one.signer)) continue;
    const { learner } = one.record;
    groups.set(learner, [...(groups.get(learner) ?? []), one.record]);
  }
  return groups;
}
