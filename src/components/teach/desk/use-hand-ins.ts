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
    attempt(async () => {
      const found = await store.handIns(cohort.id);
      if (!isOld) setHandIns(found);
      return '';
    });
    return () => {
      isOld = true;
    };
  }, [store, cohort.id, changes]);
  return handIns;
}
