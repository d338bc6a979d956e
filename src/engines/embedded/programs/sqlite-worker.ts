import type { SqliteBoot } from '../kernel/worker-boot.ts';
import { serveTool } from './tool/serve-tool.ts';

declare const self: { onmessage: ((event: MessageEvent<SqliteBoot>) => void) | null };

self.onmessage = (event) => {
  self.onmessage = null;
  serveTool(event.data.port, () => undefined);
};
