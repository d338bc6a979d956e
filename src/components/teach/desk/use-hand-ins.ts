import { useEffect, useState } from 'preact/hooks';
import type { HandIn } from '#cohort';
import type { PanelProps } from './teach-panel.ts';

/** The hand-ins of the cohort as they stand now; `undefined` until they are read. */
export function useHandIns({
  store,
  cohort,
  changes,
  attempt,
}: PanelProps): readonly HandIn[] | undefined {
  const [handIns, setHandIns] = useState<readonly HandIn[]>();
  useEffect(() => {
    let isOld = false;
    // Only a failure is told: what was said of the change that brought this about is to stay.
    store.handIns(cohort.id).then(
      (found) => {
        if (!isOld) setHandIns(found);
      },
      (error: unknown) => {
        const fault = error instanceof Error ? error : new Error(String(error));
        attempt(() => Promise.reject(fault));
      },
    );
    return () => {
      isOld = true;
    };
  }, [store, cohort.id, changes]);
  return handIns;
}
