import type { Visit } from './browser-visit.ts';

/** The group of its rows. */
export const SLOW_PHONE = 'Slow phone: 1.6 Mbit/s, 150 ms away, a CPU four times slower';
export const PHONE = { viewport: { width: 390, height: 844 }, serviceWorkers: 'block' } as const;

const BYTES_A_SECOND = 200_000;
const LATENCY_MS = 150;
const TIMES_SLOWER = 4;

/** Holds a page to the line and the processor of a slow phone. Its workers are not slowed: Chromium cannot. */
export async function slowDown({ context, page }: Visit): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_A_SECOND,
    uploadThroughput: BYTES_A_SECOND,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER });
}
