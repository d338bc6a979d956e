import { handInKey, type CohortStore, type HandIn } from '#cohort';

/**
 * Tells of all hand-ins of a cohort, then again whenever one comes or changes: of that one alone is read what stands, and the
 * others are the same objects as before. A batch changes hundreds, and each carries its record.
 *
 * @returns the function that ends it; nothing is told afterwards.
 */
export function watchHandIns(
  store: Pick<CohortStore, 'handIns' | 'handIn' | 'onChange'>,
  cohort: string,
  onHandIns: (handIns: readonly HandIn[]) => void,
  onFault: (fault: Error) => void,
): () => void {
  let isOver = false;
  let known: readonly HandIn[] = [];
  const tell = (handIns: readonly HandIn[]): void => {
    known = handIns;
    if (!isOver) onHandIns(known);
  };
  const fail = (error: unknown): void => {
    if (!isOver) onFault(error instanceof Error ? error : new Error(String(error)));
  };
  // From now on: what changes while the whole is read may be in it or not.
  const stop = store.onChange(({ handIn: key }) => {
    if (key?.cohort !== cohort) return;
    Promise.all([store.handIn(key), whole]).then(([now]) => {
      tell(withHandIn(known, handInKey(key), now));
    }, fail);
  });
  const whole = store.handIns(cohort).then(tell);
  whole.catch(fail);
  return () => {
    isOver = true;
    stop();
  };
}

/** The hand-ins with one as it stands now, in the order of their keys as the store gives them; without it where it is gone. */
function withHandIn(
  handIns: readonly HandIn[],
  key: string,
  now: HandIn | undefined,
): readonly HandIn[] {
  const after = handIns.findIndex((one) => handInKey(one) >= key);
  const at = after === -1 ? handIns.length : after;
  const before = handIns[at];
  const isHere = before !== undefined && handInKey(before) === key;
  return [...handIns.slice(0, at), ...(now ? [now] : []), ...handIns.slice(isHere ? at + 1 : at)];
}
