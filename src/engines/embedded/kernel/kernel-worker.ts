import { Container } from './container.ts';
import type { FromKernel, ToKernel } from './host-protocol.ts';
import { loadPrograms, programs } from './late-programs.ts';
import { RemoteHost } from './remote-host.ts';
import type { KernelBoot } from './worker-boot.ts';

/** When the first prompt of a container stands for sure, nobody waits for it, and what is typed next may be a program. */
const AFTER_FIRST_PROMPT_MS = 500;

declare const self: { onmessage: ((event: MessageEvent<KernelBoot>) => void) | null };

self.onmessage = (event) => {
  self.onmessage = null;
  const { port, warm } = event.data;
  if (warm) loadPrograms();
  const host = new RemoteHost(port);
  port.onmessage = ({ data }: MessageEvent<ToKernel>) => {
    if (data.type === 'serve') {
      new Container(data.port, host, programs, data.options);
      setTimeout(loadPrograms, AFTER_FIRST_PROMPT_MS);
    } else host.hear(data);
  };
  const ready: FromKernel = { type: 'ready' };
  port.postMessage(ready);
};
