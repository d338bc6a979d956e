import { Container } from './container.ts';
import type { FromKernel, ToKernel } from './host-protocol.ts';
import { programs } from './programs.ts';
import { RemoteHost } from './remote-host.ts';
import type { KernelBoot } from './worker-boot.ts';

declare const self: { onmessage: ((event: MessageEvent<KernelBoot>) => void) | null };

self.onmessage = (event) => {
  self.onmessage = null;
  const { port } = event.data;
  const host = new RemoteHost(port);
  port.onmessage = ({ data }: MessageEvent<ToKernel>) => {
    if (data.type === 'serve') new Container(data.port, host, programs, data.options);
    else host.hear(data);
  };
  const ready: FromKernel = { type: 'ready' };
  port.postMessage(ready);
};
