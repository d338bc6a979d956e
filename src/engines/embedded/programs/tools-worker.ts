import type { ToolsBoot } from '../kernel/worker-boot.ts';
import { serveTool } from './tool/serve-tool.ts';
import { TOOLS } from './tools.ts';

/** One worker is one process of one tool: it waits as a warm spare, runs one program, and is thrown away. */

declare const self: { onmessage: ((event: MessageEvent<ToolsBoot>) => void) | null };

self.onmessage = (event) => {
  self.onmessage = null;
  serveTool(event.data.port, (name) => (Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined));
};
