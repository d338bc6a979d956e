import { useState } from 'preact/hooks';
import type { BroughtCohort, Cohort, CohortStore } from '#cohort';
import { YourFolder } from '../folder/YourFolder.tsx';
import { BringCohort } from './BringCohort.tsx';
import { dayOf, retentionWords } from './dates.ts';
import { siteLink } from '../../site/site-link.ts';
import { NewCohort } from './NewCohort.tsx';
import { OFFERS } from './offers.ts';
import { fragmentOf, type Place } from './place.ts';
import { ReplaceCohort } from './ReplaceCohort.tsx';
import { WithoutNetwork } from './WithoutNetwork.tsx';

interface Props {
  readonly openStore: () => Promise<CohortStore>;
  readonly cohorts: readonly Cohort[];
  readonly attempt: (work: () => Promise<string>) => void;
  readonly onOpen: (place: Place) => void;
}

/** All cohorts of this browser, and the ways to have another. */
export function CohortList({ openStore, cohorts, attempt, onOpen }: Props) {
  const [progress, setProgress] = useState('');
  const [waiting, setWaiting] = useState<BroughtCohort>();
  const open = (cohort: string): void => onOpen({ cohort, tab: 'cohort', detail: '' });
  const take = async (brought: BroughtCohort, replacing: boolean): Promise<string> => {
    const store = await openStore();
    await store.take(brought, brought.bundle, replacing);
    open(brought.cohort.id);
    return '';
  };
  const bring = async (brought: BroughtCohort): Promise<string> => {
    const store = await openStore();
    const isHere = (await store.cohorts()).some(({ id }) => id === brought.cohort.id);
    if (!isHere) return take(brought, false);
    setWaiting(brought);
    return '';
  };
  return (
    <div class="teach-home">
      <section aria-labelledby="kept">
        <h2 id="kept">In this browser</h2>
        {cohorts.length === 0 ? (
          <p class="teach-say">There is no cohort yet.</p>
        ) : (
          <table class="t stack teach-cohorts">
            <caption class="vh">Cohorts that are kept in this browser</caption>
            <thead>
              <tr>
                <th scope="col">Cohort</th>
                <th scope="col">Issuer</th>
                <th scope="col" class="r">
                  Learners
                </th>
                <th scope="col" class="r">
                  Assignments
                </th>
                <th scope="col">Kept until</th>
              </tr>
            </thead>
            <tbody>
              {cohorts.map((cohort) => {
                const retention = retentionWords(cohort, new Date());
                return (
                  <tr key={cohort.id}>
                    <td>
                      <a href={fragmentOf({ cohort: cohort.id, tab: 'cohort', detail: '' })}>
                        {cohort.name}
                      </a>
                      {cohort.archivedAt !== undefined && <span class="tag">archived</span>}
                    </td>
                    <td>{cohort.issuer.name}</td>
                    <td class="r" data-l="Learners">
                      {cohort.learners.length}
                    </td>
                    <td class="r" data-l="Assignments">
                      {cohort.assignments.length}
                    </td>
                    <td data-l="Kept until">
                      {dayOf(cohort.retainUntil)}
                      {retention.isNear && <span class="fine teach-due">{retention.words}</span>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
        <WithoutNetwork />
      </section>
      <div class="teach-ways">
        <NewCohort openStore={openStore} attempt={attempt} onOpen={open} />
        <div class="teach-others">
          {OFFERS.map(({ label, words, make }) => (
            <section key={label} class="teach-way">
              <h2>Try it first</h2>
              <p class="teach-say">{words}</p>
              <button
                class="btn"
                type="button"
                disabled={progress !== ''}
                onClick={() => {
                  setProgress('It is being made.');
                  attempt(async () => {
                    try {
                      open(await make(await openStore(), setProgress));
                    } finally {
                      setProgress('');
                    }
                    return '';
                  });
                }}
              >
                {label}
              </button>
              <p class="small dim" role="status">
                {progress}
              </p>
            </section>
          ))}
          <BringCohort attempt={attempt} bring={bring} />
          <YourFolder openStore={openStore} attempt={attempt} bring={bring} />
          <section class="teach-way" aria-labelledby="in-lms">
            <h2 id="in-lms">You have an LMS</h2>
            <p class="teach-say">
              A lab, a quiz or a course can be uploaded to it as one file (SCORM or cmi5). Its
              scores are self-reported then; what counts is handed in, and graded again here.
            </p>
            <a class="btn" href={siteLink('/packages/')}>
              Make a package
            </a>
          </section>
        </div>
      </div>
      {waiting && (
        <ReplaceCohort
          brought={waiting}
          onReplace={() => {
            setWaiting(undefined);
            attempt(() => take(waiting, true));
          }}
          onLeave={() => setWaiting(undefined)}
        />
      )}
    </div>
  );
}
