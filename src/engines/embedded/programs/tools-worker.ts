import type { ToolsBoot } from '../kernel/worker-boot.ts';
import { gzip } from './archive/gzip.ts';
import { tar } from './archive/tar.ts';
import { unzip } from './archive/unzip.ts';
import { zip } from './archive/zip.ts';
import { make } from './make/make.ts';
import { serveTool } from './tool/serve-tool.ts';
import type { Tool } from './tool/tool.ts';
import { yq } from './yq/yq.ts';

/** One worker is one process of one of these: it waits as a warm spare, runs one program, and is thrown away. */
const TOOLS: Readonly<Record<string, Tool>> = {
  tar,
  gzip,
  gunzip: gzip,
  zcat: gzip,
  zip,
  unzip,
  make,
  yq,
};

declare const self: { onmessage: ((event: MessageEvent<ToolsBoot>) => void) | null };

self.onmessage = (event) => {
  self.onmessage = null;
  serveTool(event.data.port, (name) => (Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined));
};
