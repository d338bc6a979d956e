import { useEffect, useRef, useState } from 'preact/hooks';
import type { LabError } from '#container';
import { asLabError } from './as-lab-error.ts';
import { keepCopy, readCopy, removeCopy, type CourseCopy } from './course-copy.ts';
import { OnePage } from './OnePage.tsx';

interface Props {
  readonly course: string;
  /** Path of the site's root. */
  readonly base: string;
}

const BYTES_A_MB = 1_000_000;
/** Kept and to be kept, in megabytes with one decimal. */
const mb = (bytes: number): string => (bytes / BYTES_A_MB).toFixed(1);
/** Said aloud at every quarter. */
const QUARTERS = 4;

/** Keeps a course on this device, tells how far it is and what is kept, and takes it off again; or makes one page of it. */
export function KeepCourse({ course, base }: Props) {
  const [copy, setCopy] = useState<CourseCopy>();
  const [running, setRunning] = useState<AbortController>();
  const [fetched, setFetched] = useState(0);
  const [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState<LabError>();
  const words = useRef<HTMLParagraphElement>(null);

  const look = (): Promise<CourseCopy | undefined> =>
    readCopy(base, `courses/${course}/offline.json`).then(
      (found) => {
        setCopy(found);
        setFetched(found.keptBytes);
        return found;
      },
      (error: unknown) => {
        setTrouble(asLabError(error));
        return undefined;
      },
    );
  useEffect(() => {
    void look();
  }, [course, base]);

  const keep = async (from: CourseCopy): Promise<void> => {
    const controller = new AbortController();
    setTrouble(undefined);
    setRunning(controller);
    let bytes = from.keptBytes;
    try {
      await keepCopy(
        from,
        (more) => {
          bytes += more;
          setFetched(Math.min(bytes, from.bytes));
        },
        controller.signal,
      );
      // Asked for, not relied on: some browsers grant it only to sites that are used often, some ask the learner.
      await navigator.storage.persist().catch(() => false);
    } catch (error) {
      if (!controller.signal.aborted) setTrouble(asLabError(error));
    }
    setRunning(undefined);
    const now = await look();
    const isWhole = now && now.keptBytes === now.bytes;
    setSaid(isWhole ? 'The course is kept on this device.' : 'Stopped. What was fetched stays.');
    if (isWhole) words.current?.focus();
  };
  const remove = async (from: CourseCopy): Promise<void> => {
    await removeCopy(from).catch((error: unknown) => setTrouble(asLabError(error)));
    await look();
    setSaid('The course was removed from this device.');
    words.current?.focus();
  };

  const whole = copy && copy.keptBytes === copy.bytes;
  const some = copy && copy.keptBytes > 0;
  const quarter = copy ? Math.floor((fetched / copy.bytes) * QUARTERS) : 0;
  return (
    <div class="keep">
      <p ref={words} tabIndex={-1}>
        {copy ? (
          <Standing copy={copy} fetched={running ? fetched : undefined} />
        ) : (
          'Looking at what is kept here.'
        )}
      </p>
      {running && copy && (
        <progress aria-label="Kept so far" max={copy.bytes} value={fetched}>
          {mb(fetched)} MB
        </progress>
      )}
      {copy && (
        <p class="btns">
          {!whole && (
            <button
              class="btn"
              type="button"
              onClick={() => (running ? running.abort() : void keep(copy))}
            >
              {running ? 'Stop' : 'Keep this course offline'}
            </button>
          )}
          {some && !running && (
            <button class="btn quiet" type="button" onClick={() => void remove(copy)}>
              {whole ? 'Remove it from this device' : 'Remove what is here'}
            </button>
          )}
        </p>
      )}
      {trouble && (
        <p class="keep-trouble" role="alert">
          <strong>{trouble.message}</strong> {trouble.hint}
        </p>
      )}
      <p class="vh" role="status">
        {running && quarter > 0 ? `${quarter * 25} percent kept.` : said}
      </p>
      <OnePage course={course} base={base} />
    </div>
  );
}

function Standing({
  copy,
  fetched,
}: {
  readonly copy: CourseCopy;
  readonly fetched: number | undefined;
}) {
  const { list, bytes, keptBytes } = copy;
  const what = `${list.holds}${list.labs ? ', and the engine of the labs' : ''}`;
  if (fetched !== undefined)
    return (
      <>
        <span class="num">
          {mb(fetched)} of {mb(bytes)} MB
        </span>{' '}
        are here. Leaving this page stops it; what was fetched stays.
      </>
    );
  if (keptBytes === bytes)
    return (
      <>
        Kept on this device: {what}, <span class="num">{mb(bytes)} MB</span>. All of it opens
        without a network, and follows when the site is updated.
      </>
    );
  return (
    <>
      {what.charAt(0).toUpperCase() + what.slice(1)}: <span class="num">{mb(bytes)} MB</span> on
      this device
      {keptBytes > 0 && (
        <>
          , of which <span class="num">{mb(keptBytes)} MB</span> are here already
        </>
      )}
      . What you open is kept in any case.
    </>
  );
}
