import { useEffect, useState } from 'preact/hooks';

/** How much of what grading needs lies on this device. */
export type GradingCopy =
  | { readonly state: 'looking' | 'kept' }
  | { readonly state: 'fetching'; readonly keptBytes: number; readonly bytes: number }
  | { readonly state: 'missing'; readonly why: string };

let copy: GradingCopy = { state: 'looking' };
let isUnderWay = false;
const listeners = new Set<(now: GradingCopy) => void>();

function tell(now: GradingCopy): void {
  copy = now;
  for (const listener of listeners) listener(now);
}

export function useGradingCopy(): GradingCopy {
  const [shown, setShown] = useState(copy);
  useEffect(() => {
    setShown(copy);
    listeners.add(setShown);
    return () => {
      listeners.delete(setShown);
    };
  }, []);
  return shown;
}

/**
 * Keeps on this device what grades hand-ins again, the engine of the labs included, so that it works without a network. What
 * is here already is not fetched again; one run at a time. A failure is told by `useGradingCopy`, and stops nothing else.
 */
export async function keepGradingHere(): Promise<void> {
  if (isUnderWay || copy.state === 'kept') return;
  isUnderWay = true;
  try {
    const { keepGrading } = await import('./keep-grading.ts');
    tell(await keepGrading(tell));
  } catch {
    // The part that fetches did not come itself.
    tell({ state: 'missing', why: 'The network went away.' });
  } finally {
    isUnderWay = false;
  }
}
