import { useEffect, useRef, useState } from 'preact/hooks';
import { openCohortStore, type Cohort, type CohortStore } from '#cohort';
import { whenIdle } from '../../site/when-idle.ts';
import { CATALOGUE_ID, type Catalogue } from './catalogue.ts';
import { CohortDesk } from './CohortDesk.tsx';
import { CohortList } from './CohortList.tsx';
import { keepGradingHere } from './grading-copy.ts';
import { fragmentOf, placeOf, type Place } from './place.ts';
import { faultOf } from './fault-words.ts';

const START: Place = { tab: 'cohort', detail: '' };

/** The instructor's page. Everything on it is kept in this browser. */
export function TeachPage() {
  const [store, setStore] = useState<CohortStore>();
  const [cohorts, setCohorts] = useState<readonly Cohort[]>();
  const [place, setPlace] = useState<Place>(START);
  const [changes, setChanges] = useState(0);
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  /** Somebody went from one place to another; a page that was just opened leaves the focus where it is. */
  const hasMoved = useRef(false);
  const opening = useRef<Promise<CohortStore>>();
  const openStore = (): Promise<CohortStore> => (opening.current ??= storeOfPage());

  const attempt = (work: () => Promise<string>): void => {
    setSaid('');
    setFault('');
    work().then(setSaid, (error: unknown) => setFault(faultOf(error)));
  };
  const go = (next: Place): void => {
    location.hash = fragmentOf(next);
  };

  useEffect(() => {
    const follow = (): void => {
      setPlace(placeOf(location.hash));
      setSaid('');
      setFault('');
    };
    const move = (): void => {
      hasMoved.current = true;
      follow();
    };
    follow();
    addEventListener('hashchange', move);
    let opened: CohortStore | undefined;
    let isGone = false;
    attempt(async () => {
      opened = await openStore();
      if (isGone) {
        opened.close();
        return '';
      }
      opened.onChange(({ handIn }) => {
        if (!handIn) setChanges((count) => count + 1);
      });
      setStore(opened);
      // Many megabytes: the page itself comes first.
      void whenIdle().then(keepGradingHere);
      return '';
    });
    return () => {
      isGone = true;
      removeEventListener('hashchange', move);
      opened?.close();
    };
  }, []);

  useEffect(() => {
    if (!store) return;
    let isOld = false;
    store.cohorts().then(
      (found) => {
        if (!isOld) setCohorts(found);
      },
      (error: unknown) => setFault(faultOf(error)),
    );
    return () => {
      isOld = true;
    };
  }, [store, changes]);

  const cohort = cohorts?.find(({ id }) => id === place.cohort);
  const isLost = cohorts !== undefined && place.cohort !== undefined && !cohort;
  // Whoever opens another cohort, or leaves one, begins to read at the head of what stands there then.
  useEffect(() => {
    if (hasMoved.current) heading.current?.focus({ preventScroll: true });
  }, [cohort?.id]);

  const notices = (
    <div class="teach-said">
      {fault !== '' && (
        <p class="notice is-fail" role="alert">
          {fault}
        </p>
      )}
      <p class={said === '' ? 'vh' : 'notice'} role="status">
        {said}
      </p>
    </div>
  );
  if (store && cohort) {
    return (
      <CohortDesk
        heading={heading}
        notices={notices}
        place={place}
        props={{
          store,
          cohort,
          changes,
          catalogue: catalogue(),
          attempt,
          open: (tab, detail = '') => go({ cohort: cohort.id, tab, detail }),
          detail: place.detail,
        }}
      />
    );
  }
  return (
    <>
      <header class="teach-head">
        <div>
          <p class="crumb">For instructors</p>
          <h1 ref={heading} tabIndex={-1}>
            Cohorts
          </h1>
          <p class="teach-say">
            A cohort is a roster, what you assign, what comes back and what you make of it. All of
            it lies in this browser’s storage on this device, and nowhere else: nothing is sent.
          </p>
        </div>
      </header>
      {isLost && (
        <p class="notice" role="alert">
          The cohort of this address is not kept in this browser. It may have been deleted, or lies
          in another browser: bring its file in below.
        </p>
      )}
      {notices}
      <div data-until-read={cohorts ? undefined : ''}>
        <CohortList openStore={openStore} cohorts={cohorts ?? []} attempt={attempt} onOpen={go} />
      </div>
    </>
  );
}

/** @throws RangeError in a page that stands inside another one */
async function storeOfPage(): Promise<CohortStore> {
  // A page around this one could show it under something else and have it pressed.
  if (window.top !== window.self) {
    throw new RangeError(
      'This page stands inside another one, and shows nothing there. Open it by itself.',
    );
  }
  return openCohortStore();
}

let read: Catalogue | undefined;

/** What the site has to teach with, from the page. */
function catalogue(): Catalogue {
  read ??= JSON.parse(document.getElementById(CATALOGUE_ID)?.textContent ?? '') as Catalogue;
  return read;
}
