import { useEffect, useState } from 'preact/hooks';
import type { SetAsideFile } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';

/** What was collected and set aside, read again whenever the cohort changes; `undefined` until it is read. */
export function useSetAside({
  store,
  cohort,
  changes,
  attempt,
}: Pick<PanelProps, 'store' | 'cohort' | 'changes' | 'attempt'>):
  readonly SetAsideFile[] | undefined {
  const [files, setFiles] = useState<readonly SetAsideFile[]>();
  useEffect(() => {
    let isOld = false;
    store.setAside(cohort.id).then(
      (found) => {
        if (!isOld) setFiles(found);
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
  return files;
}
