import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useBench } from '../bench-context.ts';
import type { ExamStrip } from './ExamStrip.tsx';

/** The strip of an exam, whose code comes only where one is sat. */
export function ExamStripOnDemand() {
  const { bench } = useBench();
  const strip = useSignal<{ readonly View: typeof ExamStrip } | undefined>(undefined);
  const isExam = bench.isExam.value;
  useEffect(() => {
    if (!isExam) return;
    void import('./ExamStrip.tsx').then(({ ExamStrip: View }) => {
      strip.value = { View };
    });
  }, [isExam]);
  if (!isExam || !strip.value) return null;
  const { View } = strip.value;
  return <View />;
}
