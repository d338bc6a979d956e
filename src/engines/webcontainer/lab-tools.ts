import type { WebContainer } from '@webcontainer/api';
import { LabError, textFile, toFileSystemTree } from '#container';

/** `/engine/webcontainer.json`: there when the site's configuration switches WebContainers on. */
export interface ToolsManifest {
  /** The lab's own programs, for Node. */
  readonly bundle: ToolsFile;
  /** The Python packages that every lab has: JSON of texts by path. */
  readonly packages: ToolsFile;
}

/** A file beside the manifest. */
export interface ToolsFile {
  readonly file: string;
  readonly sizeBytes: number;
}

/** Texts by path. */
export type PythonPackages = Readonly<Record<string, string>>;

/** The folder of the tools, from the working directory of the real container. */
export const TOOLS_FOLDER = '.tools';
const BUNDLE = 'plumbline-tools.cjs';
/** Beside the bundle; its programs put it into Python's path. */
const PYTHON_FOLDER = 'python';

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
  const manifest = await fetched(new URL('webcontainer.json', baseUrl));
  const { bundle, packages } = (await manifest.json()) as ToolsManifest;
  const totalBytes = bundle.sizeBytes + packages.sizeBytes;
  onLoaded(0, totalBytes);
  const script = await (await fetched(new URL(bundle.file, baseUrl))).arrayBuffer();
  onLoaded(bundle.sizeBytes, totalBytes);
  const texts = (await (await fetched(new URL(packages.file, baseUrl))).json()) as PythonPackages;
  onLoaded(totalBytes, totalBytes);
  const python = `${TOOLS_FOLDER}/${PYTHON_FOLDER}`;
  await container.fs.mkdir(python, { recursive: true });
  await container.fs.writeFile(`${TOOLS_FOLDER}/${BUNDLE}`, new Uint8Array(script));
  const files = Object.entries(texts).map(([path, text]) => [path, textFile(text)] as const);
  await container.mount(toFileSystemTree(Object.fromEntries(files)), { mountPoint: python });
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
