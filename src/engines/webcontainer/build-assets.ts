import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeWhole } from '../embedded/host/build-step.ts';
import { bundlePythonPackages } from './build-python.ts';
import { bundleTools } from './build-tools.ts';
import type { ToolsFile, ToolsManifest } from './lab-tools.ts';

/** What a site that allows WebContainers serves under `/engine/` besides the embedded engine. */
export interface WebContainerAssets {
  /** Absolute. */
  readonly folder: string;
  /** `webcontainer.json` and the files that it names. */
  readonly paths: readonly string[];
}

/** Builds the lab's own programs and Python packages for WebContainers. Only what changed is built again. */
export async function buildWebContainerAssets(): Promise<WebContainerAssets> {
  const bundle = await bundleTools();
  const packages = await bundlePythonPackages();
  const folder = dirname(bundle);
  const manifest: ToolsManifest = {
    bundle: await described(bundle),
    packages: await described(packages),
  };
  await writeWhole(join(folder, 'webcontainer.json'), JSON.stringify(manifest));
  return { folder, paths: ['webcontainer.json', manifest.bundle.file, manifest.packages.file] };
}

async function described(path: string): Promise<ToolsFile> {
  return { file: basename(path), sizeBytes: (await stat(path)).size };
}
