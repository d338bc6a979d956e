import type { WebContainer } from '@webcontainer/api';
import { LabError } from '#container';

/** `/engine/webcontainer.json`: there when the site's configuration switches WebContainers on. */
export interface ToolsManifest {
  /** The bundle of the lab's own programs, beside this file. */
  readonly file: string;
  readonly sizeBytes: number;
}

/** The folder of the tools, from the working directory of the real container. */
export const TOOLS_FOLDER = '.tools';
const BUNDLE = 'plumbline-tools.cjs';

/** The lab's shell, git and other programs in a real container. */
export interface LabTools {
  /** Absolute path of the bundle: `node <bundle> <tool> <arguments…>`. */
  readonly bundle: string;
  /** Absolute path of the folder with a command for each tool. */
  readonly binFolder: string;
}

/**
 * Fetches the tools from the site and mounts them.
 *
 * @param onLoaded told of bytes so far and of all
 * @throws LabError `EngineNotLoaded` when the site does not have them.
 */
export async function installTools(
  container: WebContainer,
  baseUrl: URL,
  onLoaded: (loadedBytes: number, totalBytes: number) => void,
): Promise<LabTools> {
  const { file, sizeBytes } = (await (
    await fetched(new URL('webcontainer.json', baseUrl))
  ).json()) as ToolsManifest;
  onLoaded(0, sizeBytes);
  const response = await fetched(new URL(file, baseUrl));
  const bundle = new Uint8Array(await response.arrayBuffer());
  onLoaded(sizeBytes, sizeBytes);
  await container.fs.mkdir(TOOLS_FOLDER, { recursive: true });
  await container.fs.writeFile(`${TOOLS_FOLDER}/${BUNDLE}`, bundle);
  const folder = `${container.workdir}/${TOOLS_FOLDER}`;
  const tools = { bundle: `${folder}/${BUNDLE}`, binFolder: `${folder}/bin` };
  const process = await container.spawn('node', [tools.bundle, 'install'], { output: false });
  const code = await process.exit;
  if (code !== 0) throw notLoaded(`the lab's programs could not be installed (exit code ${code})`);
  return tools;
}

async function fetched(url: URL): Promise<Response> {
  const response = await fetch(url).catch((error: unknown) => {
    throw notLoaded(error instanceof Error ? error.message : String(error));
  });
  if (!response.ok) throw notLoaded(`${url.pathname}: the site answered ${response.status}`);
  return response;
}

const notLoaded = (reason: string): LabError =>
  new LabError(
    'EngineNotLoaded',
    `A part of the lab could not be loaded: ${reason}.`,
    'Check the connection and try again; nothing of your work is lost.',
  );
