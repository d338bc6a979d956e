import { computed } from '@preact/signals';
import type { Bench } from './bench.ts';

/**
 * Waits until an engine that is on its way is there, or cannot be.
 *
 * @returns false when the Check that waited was called off, which `isCheckAwaited` says
 */
export async function untilEngine({
  engine,
  isCheckAwaited,
}: Pick<Bench, 'engine' | 'isCheckAwaited'>): Promise<boolean> {
  const isSettled = (): boolean => ['ready', 'failed'].includes(engine.value.kind);
  if (isSettled()) return true;
  isCheckAwaited.value = true;
  const isOver = computed(() => isSettled() || !isCheckAwaited.value);
  await new Promise<void>((resolve) => {
    const stop = isOver.subscribe((over) => {
      if (!over) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
  const isWanted = isCheckAwaited.value;
  isCheckAwaited.value = false;
  return isWanted;
}
