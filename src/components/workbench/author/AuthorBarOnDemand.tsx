import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AuthorBar } from './AuthorBar.tsx';

/** The author mode under `npm run dev`. A built site has neither its code nor the answers that it shows. */
export function AuthorBarOnDemand() {
  const bar = useSignal<{ readonly View: typeof AuthorBar } | undefined>(undefined);
  useEffect(() => {
    if (!import.meta.env.DEV) return;
    void import('./AuthorBar.tsx').then(({ AuthorBar: View }) => {
      bar.value = { View };
    });
  }, []);
  if (!bar.value) return null;
  const { View } = bar.value;
  return <View />;
}
