import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeWhole } from '../embedded/host/build-step.ts';
import { bundleTools } from './build-tools.ts';
import type { ToolsManifest } from './lab-tools.ts';

/** What a site that allows WebContainers serves under `/engine/` besides the embedded engine. */
export interface WebContainerAssets {
  /** Absolute. */
  readonly folder: string;
  /** `webcontainer.json` and the bundle that it names. */
  readonly paths: readonly string[];
}

/** Builds the lab's own programs for WebContainers. Only what changed is built again. */
export async function buildWebContainerAssets(): Promise<WebContainerAssets> {
  const bundle = await bundleTools();
  const folder = dirname(bundle);
  const file = basename(bundle);
  const manifest: ToolsManifest = { file, sizeBytes: (await readFile(bundle)).length };
  await writeWhole(join(folder, 'webcontainer.json'), JSON.stringify(manifest));
  return { folder, paths: ['webcontainer.json', file] };
}
