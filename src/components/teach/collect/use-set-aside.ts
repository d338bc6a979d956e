import { useEffect, useState } from 'preact/hooks';
import type { HandIn, SetAsideFile } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';

export interface KeptHandIns {
  readonly handIns: readonly HandIn[];
  readonly setAside: readonly SetAsideFile[];
}

/** What was collected for a cohort, read again whenever it changes; `undefined` until it is read. */
export function useHandIns({
  store,
  cohort,
  changes,
  attempt,
}: Pick<PanelProps, 'store' | 'cohort' | 'changes' | 'attempt'>): KeptHandIns | undefined {
  const [kept, setKept] = useState<KeptHandIns>();
  useEffect(() => {
    let isOld = false;
    Promise.all([store.handIns(cohort.id), store.setAside(cohort.id)]).then(
      ([handIns, setAside]) => {
        if (!isOld) setKept({ handIns, setAside });
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
  return kept;
}
