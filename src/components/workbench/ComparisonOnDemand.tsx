import { useSignal, useSignalEffect } from '@preact/signals';
import { useBench } from './bench-context.ts';
import type { CompareDialog } from './CompareDialog.tsx';

/** The comparison, whose code is loaded when it is asked for. */
export function ComparisonOnDemand() {
  const { bench } = useBench();
  const dialog = useSignal<{ readonly View: typeof CompareDialog } | undefined>(undefined);
  useSignalEffect(() => {
    if (!bench.comparison.value || dialog.peek()) return;
    void import('./CompareDialog.tsx').then(({ CompareDialog: View }) => {
      dialog.value = { View };
    });
  });
  const comparison = bench.comparison.value;
  if (!comparison || !dialog.value) return null;
  const { View } = dialog.value;
  return <View comparison={comparison} />;
}
