import { useEffect, useState } from 'preact/hooks';
import type { HandIn } from '#cohort';
import type { PanelProps } from './teach-panel.ts';
import { watchHandIns } from './watch-hand-ins.ts';

/** The hand-ins of the cohort as they stand now; `undefined` until they are read. */
export function useHandIns({
  store,
  cohort,
  changes,
  attempt,
}: Pick<PanelProps, 'store' | 'cohort' | 'changes' | 'attempt'>): readonly HandIn[] | undefined {
  const [handIns, setHandIns] = useState<readonly HandIn[]>();
  useEffect(
    () =>
      // Only a failure is told: what was said of the change that brought this about is to stay.
      watchHandIns(store, cohort.id, setHandIns, (fault) => {
        attempt(() => Promise.reject(fault));
      }),
    [store, cohort.id, changes],
  );
  return handIns;
}
