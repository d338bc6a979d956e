import './plain-order.ts';
import type { ShellBoot } from '../kernel/worker-boot.ts';
import { KernelLink } from './kernel-link.ts';
import { serveShell } from './serve-shell.ts';
import { supplyDigests } from './subtle-digest.ts';

declare const self: { onmessage: ((event: MessageEvent<ShellBoot>) => void) | null };

supplyDigests();

self.onmessage = (event: MessageEvent<ShellBoot>) => {
  self.onmessage = null;
  const { port, warm } = event.data;
  void serveShell(new KernelLink(port), { warm });
};
