import { useEffect, useState } from 'preact/hooks';
import {
  assignmentSha256,
  instructorKey,
  letterFor,
  lettersCsv,
  published,
  type Assignment,
  type SentLetter,
} from '#cohort';
import { siteLink } from '../../site/site-link.ts';
import { saveBlob } from '../desk/save-blob.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { AllInOne } from './AllInOne.tsx';
import { LinkRow } from './LinkRow.tsx';

interface Props extends PanelProps {
  readonly assignment: Assignment;
}

/** The links of an assignment: one for each learner, or one for all. Each is signed by this browser's key. */
export function GiveOut({ store, cohort, attempt, open, assignment }: Props) {
  const { terms } = assignment;
  const digest = assignmentSha256(terms);
  const edition = assignment.published.find(({ sha256 }) => sha256 === digest);
  const [letters, setLetters] = useState<readonly SentLetter[]>();
  const [common, setCommon] = useState<SentLetter>();
  const isOpen = cohort.archivedAt === undefined;

  const give = async (asCommonLink: boolean): Promise<string> => {
    await store.update(cohort.id, (now) => ({
      ...now,
      assignments: now.assignments.map((one) =>
        one.terms.id === terms.id ? published(one, new Date(), asCommonLink) : one,
      ),
    }));
    return '';
  };
  const publishedAt = edition?.publishedAt;
  const hasCommonLink = edition?.hasCommonLink ?? false;
  useEffect(() => {
    if (publishedAt === undefined) return;
    let isOld = false;
    attempt(async () => {
      const how = {
        key: await instructorKey(store),
        // The time is that of the first making, so that the same link comes out each time.
        at: new Date(publishedAt),
        page: new URL(siteLink('/assigned/'), location.href).href,
      };
      const made: SentLetter[] = [];
      for (const learner of cohort.learners) {
        made.push(await letterFor(cohort, assignment, learner, how));
      }
      const all = hasCommonLink ? await letterFor(cohort, assignment, undefined, how) : undefined;
      if (isOld) return '';
      setLetters(made);
      setCommon(all);
      return '';
    });
    return () => {
      isOld = true;
    };
  }, [digest, publishedAt, hasCommonLink, cohort.learners]);

  const save = async (): Promise<string> => {
    const name = `${terms.id}-links.csv`;
    saveBlob(name, new Blob([lettersCsv(letters ?? [])], { type: 'text/csv' }));
    return Promise.resolve(`Saved as ${name}: a line for each learner, for a mail merge.`);
  };

  return (
    <section aria-labelledby="give-out">
      <div class="teach-bar">
        <h2 id="give-out">Links to “{terms.title}”</h2>
        <button class="btn tight quiet" type="button" onClick={() => open('assign')}>
          All assignments
        </button>
      </div>
      <p class="teach-say">
        A link holds the whole assignment, signed by this browser’s key, behind the “#” of the
        address: browsers send that part to no server. Whoever opens it finds what is due and when.
      </p>
      {!edition && (
        <div class="teach-two assign-ways">
          <section class="teach-way" aria-labelledby="each">
            <h3 id="each">One link for each learner</h3>
            <p class="teach-say">
              It carries the learner’s id and seeds that only you can draw: everybody’s data differ,
              and nobody can make another’s.
            </p>
            <button
              class="btn primary"
              type="button"
              disabled={!isOpen || cohort.learners.length === 0}
              onClick={() => attempt(() => give(false))}
            >
              Make the links
            </button>
            {cohort.learners.length === 0 && (
              <p class="small dim">The roster is empty: there is nobody to make one for.</p>
            )}
          </section>
          <AllInOne isOpen={isOpen} onMake={() => attempt(() => give(true))} />
        </div>
      )}
      {edition && letters && (
        <>
          <div class="teach-bar">
            <p class="small dim" role="status">
              {letters.length} {letters.length === 1 ? 'link' : 'links'}, one for each learner
            </p>
            <button class="btn tight" type="button" onClick={() => attempt(save)}>
              Save all as CSV
            </button>
          </div>
          <div
            class="scroll-x teach-roster"
            tabIndex={0}
            role="region"
            aria-label="One for each learner"
          >
            <table class="t dense stack">
              <thead>
                <tr>
                  <th scope="col">Learner</th>
                  <th scope="col">E-mail</th>
                  <th scope="col">Id in hand-ins</th>
                  <th scope="col">
                    <span class="vh">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {letters.map((sent) => (
                  <LinkRow key={sent.learner?.id ?? ''} sent={sent} attempt={attempt} />
                ))}
              </tbody>
            </table>
          </div>
          <div class="assign-common">
            {common ? (
              <table class="t dense stack">
                <caption class="vh">The link for all</caption>
                <tbody>
                  <LinkRow sent={common} attempt={attempt} />
                </tbody>
              </table>
            ) : (
              !hasCommonLink && (
                <AllInOne isOpen={isOpen} onMake={() => attempt(() => give(true))} />
              )
            )}
          </div>
        </>
      )}
    </section>
  );
}
