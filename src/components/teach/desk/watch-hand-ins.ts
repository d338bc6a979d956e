import { handInKey, type CohortStore, type HandIn } from '#cohort';

/**
 * Tells of all hand-ins of a cohort, then again whenever one of them changes: of that one alone is read what stands. A batch
 * changes hundreds, and each carries its record.
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
      tell(
        known.flatMap((one) => (handInKey(one) === handInKey(key) ? (now ? [now] : []) : [one])),
      );
    }, fail);
  });
  const whole = store.handIns(cohort).then(tell);
  whole.catch(fail);
  return () => {
    isOver = true;
    stop();
  };
}
