import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Signal } from '@preact/signals';
import type { Bench } from './bench.ts';
import type { LabSheet } from './lab-sheet.ts';
import type { Layout } from './layout.ts';
import type { LabSession } from './session.ts';

/** What every pane of the workbench is given. */
export interface BenchShared {
  readonly sheet: LabSheet;
  readonly bench: Bench;
  readonly layout: Layout;
  /** `undefined` until the session's code is loaded and the learner's work is open. */
  readonly session: Signal<LabSession | undefined>;
  /** Runs an action of the session; what goes wrong is said to the learner, never swallowed. */
  readonly act: (action: (session: LabSession) => Promise<void> | void) => void;
}

export const BenchContext = createContext<BenchShared | undefined>(undefined);

export function useBench(): BenchShared {
  const shared = useContext(BenchContext);
  if (!shared) throw new Error('A pane of the workbench stands outside of it.');
  return shared;
}
