import { useSignal, useSignalEffect } from '@preact/signals';
import { useBench } from '../bench-context.ts';
import type { HandInDialog } from './HandInDialog.tsx';

/** The hand-in, whose code is loaded when it is asked for. */
export function HandInOnDemand() {
  const { bench, session } = useBench();
  const dialog = useSignal<{ readonly View: typeof HandInDialog } | undefined>(undefined);
  useSignalEffect(() => {
    if (!bench.isHandingIn.value || dialog.peek()) return;
    import('./HandInDialog.tsx').then(
      ({ HandInDialog: View }) => {
        dialog.value = { View };
      },
      () => {
        bench.isHandingIn.value = false;
        session.peek()?.say('The hand-in could not be loaded. Try again in a moment.');
      },
    );
  });
  if (!bench.isHandingIn.value || !dialog.value) return null;
  const { View } = dialog.value;
  return <View onClose={() => (bench.isHandingIn.value = false)} />;
}
