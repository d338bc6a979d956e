import { useEffect, useState } from 'preact/hooks';
import { openRecord, type KeptAssignment, type LearnerRecord } from '#progress';
import { AssignmentSection } from './AssignmentSection.tsx';
import { keptOf, openLink, type OpenedLink } from './open-link.ts';
import { readKept, type ShownAssignment } from './read-kept.ts';
import { siteLink } from '../site-link.ts';
import { TakeLink } from './TakeLink.tsx';

/** What is due: reads a link from the address, keeps it in the record, and shows all that were kept. */
export function AssignedPage() {
  const [record, setRecord] = useState<LearnerRecord>();
  const [shown, setShown] = useState<readonly ShownAssignment[]>();
  const [fault, setFault] = useState('');
  const [said, setSaid] = useState('');
  /** A link that asks for something before it is kept. */
  const [waiting, setWaiting] = useState<OpenedLink>();

  const show = async (from: LearnerRecord): Promise<void> =>
    setShown(await readKept(from, siteLink));
  const keep = async (to: LearnerRecord, kept: KeptAssignment): Promise<void> => {
    await to.keepAssignment(kept);
    // What the link carried is in the record now; it need not stand in the address, where others read it.
    history.replaceState(null, '', location.pathname);
    setWaiting(undefined);
    setFault('');
    setSaid(`“${kept.title}” is kept in this browser. You find it here again without the link.`);
    await show(to);
  };
  const follow = async (to: LearnerRecord): Promise<void> => {
    if (!location.hash.startsWith('#a1=')) return;
    const opening = openLink(location.hash, await to.assignments());
    if (opening.fault !== undefined) {
      setFault(`This link cannot be read. ${opening.fault}`);
      return;
    }
    const { opened } = opening;
    if (opened.read.link.learner === undefined || opened.doubts.length > 0) setWaiting(opened);
    else await keep(to, keptOf(opened, opened.learner, new Date()));
  };
  const attempt = (work: Promise<void>): void => {
    work.catch((error: unknown) => {
      const { message, hint } = error as { message?: string; hint?: string };
      setFault([message ?? 'The browser did not carry it out.', hint].filter(Boolean).join(' '));
    });
  };

  useEffect(() => {
    let stop = (): void => undefined;
    const begin = async (): Promise<void> => {
      const opened = await openRecord();
      setRecord(opened);
      await follow(opened);
      await show(opened);
      const again = (): void => attempt(follow(opened));
      addEventListener('hashchange', again);
      const unheard = opened.onChange(() => attempt(show(opened)));
      stop = () => {
        removeEventListener('hashchange', again);
        unheard();
      };
    };
    attempt(begin());
    return () => stop();
  }, []);

  const open = shown?.filter(({ fault: broken }) => broken === undefined).length ?? 0;
  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <h1>Assigned to you</h1>
          <p class="lead" role="status" data-until-read={shown ? undefined : ''}>
            {open === 0
              ? 'Nothing is kept in this browser yet. Open the link that your instructor gave you.'
              : `${open} ${open === 1 ? 'assignment' : 'assignments'}, kept in this browser.`}
          </p>
          {record?.place === 'memory' && (
            <p class="notice is-fail">
              This browser keeps nothing for the site: what you open and do lasts until you close
              the page. {record.whyMemory?.hint}
            </p>
          )}
          {fault !== '' && (
            <p class="notice is-fail" role="alert">
              {fault}
            </p>
          )}
          <p class={said === '' ? 'vh' : 'notice'} role="status">
            {said}
          </p>
        </div>
      </header>
      {waiting && record && (
        <TakeLink
          key={waiting.text}
          opened={waiting}
          onKeep={(learner) =>
            attempt(
              Promise.resolve().then(() => keep(record, keptOf(waiting, learner, new Date()))),
            )
          }
          onLeave={() => {
            history.replaceState(null, '', location.pathname);
            setWaiting(undefined);
          }}
        />
      )}
      {record &&
        shown?.map((one) => (
          <AssignmentSection
            key={one.kept.id}
            record={record}
            shown={one}
            onHandedIn={() => attempt(show(record))}
            onDrop={() =>
              attempt(
                record.dropAssignment(one.kept.id).then(() => {
                  setSaid(`“${one.kept.title}” is taken off. The work that you did for it stays.`);
                  return show(record);
                }),
              )
            }
          />
        ))}
      <section class="row sect pad-foot" aria-labelledby="how">
        <div class="at tick">How it goes</div>
        <div class="on">
          <h2 id="how">From the link to the grade</h2>
          <p class="safety">
            The link holds the assignment and the seeds of your own data. Labs and quizzes that you
            open from here use them. When you are done, <i>Hand in</i> makes one file with your
            work, which you give to your instructor: nothing is sent from here. They grade it again;
            what this browser says of it, as that a lesson was read, is self-assessed.
          </p>
          <p class="safety">
            Whoever made the link signed it, so nothing in it was changed since. Whose key that is,
            a link cannot prove.
          </p>
        </div>
      </section>
    </>
  );
}
