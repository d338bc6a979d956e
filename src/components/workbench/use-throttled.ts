import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

/** What `read` gives from signals, told on at most once in `everyMs`; the last value always comes. */
export function useThrottled(read: () => string, everyMs: number): string {
  const [told, setTold] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let newest = '';
    const stop = effect(() => {
      newest = read();
      timer ??= setTimeout(() => {
        timer = undefined;
        setTold(newest);
      }, everyMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return told;
}
