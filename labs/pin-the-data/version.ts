import type { FileTree } from '#container';
import {
  CACHE_FOLDER,
  defaultRemote,
  digestOfBytes,
  faultSentence,
  inProject,
  objectPath,
  readDirectoryObject,
  readDvcConfig,
  readDvcFile,
  readDvcLock,
  readDvcYaml,
  type DvcEntry,
  type DvcFile,
  type DvcLock,
  type DvcStage,
  type ProjectFiles,
  type Reading,
} from '#formats';
import type { Probe } from '#grading';

const decoder = new TextDecoder();

/** A file of the learner's as its format says, or why it cannot be read, in one sentence. */
export type Read<T> =
  | { readonly value: T; readonly because?: undefined }
  | { readonly value?: undefined; readonly because: string };

/** What a colleague has who clones the repository at a revision and runs `dvc checkout`. */
export interface Version {
  readonly revision: string;
  readonly commit: string;
  /** What Git has, and what pointer and lock name as far as an object of it can be found. */
  readonly files: ProjectFiles;
  /** Paths that Git has. */
  readonly inGit: ReadonlySet<string>;
  readonly pointer: Read<DvcEntry>;
  readonly stages: Read<readonly DvcStage[]>;
  readonly lock: Read<DvcLock>;
}

/** The version of the table `data` at a revision, or `undefined` when there is no such commit. */
export async function versionAt(
  probe: Probe,
  revision: string,
  data: string,
): Promise<Version | undefined> {
  const commit = await probe.git.resolve(revision);
  if (commit === undefined) return undefined;
  const paths = await probe.git.paths(commit);
  const files = new Map<string, Uint8Array>();
  // What somebody put into Git that does not belong there is no part of the project.
  for (const path of paths.filter((one) => !/^(?:lake|inbox|\.dvc\/cache)\//.test(one))) {
    const blob = await probe.git.blob(commit, path);
    if (blob) files.set(path, blob);
  }
  const text = (path: string) => {
    const bytes = files.get(path);
    return bytes && decoder.decode(bytes);
  };
  const where = `the commit of ${nameOf(revision)}`;
  const read = <T>(
    path: string,
    reader: (content: string, file: string) => Reading<T>,
  ): Read<T> => {
    const content = text(path);
    if (content === undefined) return { because: `There is no ${path} in ${where}.` };
    const { value, faults } = reader(content, path);
    return faults ? { because: faults.map(faultSentence).join(' ') } : { value };
  };
  const pointer = pointerIn(read<DvcFile>(`${data}.dvc`, readDvcFile), data);
  const pipeline = read('dvc.yaml', readDvcYaml);
  const stages = pipeline.value ? { value: pipeline.value.stages } : pipeline;
  const lock = read('dvc.lock', readDvcLock);
  const work = await probe.tree();
  const lay = (path: string, entry: DvcEntry) => {
    if (files.has(path)) return;
    for (const [name, bytes] of bytesOf(work, entry)) {
      files.set(name === '' ? path : `${path}/${name}`, bytes);
    }
  };
  if (pointer.value) lay(data, pointer.value);
  for (const stage of stages.value ?? []) {
    for (const entry of lock.value?.stages[stage.name]?.outs ?? []) {
      lay(inProject(stage, entry.path), entry);
    }
  }
  return { revision, commit, files, inGit: new Set(paths), pointer, stages, lock };
}

function pointerIn(file: Read<DvcFile>, data: string): Read<DvcEntry> {
  if (!file.value) return file;
  const [out, ...others] = file.value.outs;
  if (!out || others.length > 0)
    return { because: `${data}.dvc names ${others.length + 1} files, not one.` };
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(data) ?? [];
  if (out.path.replace(/^\.\//, '') !== name) {
    return {
      because: `${data}.dvc has the path ${JSON.stringify(out.path)}; from the folder ${folder} the file is "${name}".`,
    };
  }
  return { value: out };
}

/** `HEAD`, or the name of a tag. */
export const nameOf = (revision: string): string => revision.replace(/^refs\/tags\//, '');

/** The files of an entry by path in it (`''` for a single file), from the cache or else the lake; empty if it is in neither. */
function bytesOf(work: FileTree, entry: DvcEntry): [string, Uint8Array][] {
  const object = (md5: string) => {
    const stores = [CACHE_FOLDER, remoteFolder(work)?.folder];
    for (const store of stores) {
      const bytes = store === undefined ? undefined : objectIn(work, store, md5);
      if (bytes && digestOfBytes(bytes).md5 === md5.replace(/\.dir$/, '')) return bytes;
    }
    return undefined;
  };
  const own = object(entry.md5);
  if (!own) return [];
  if (!entry.md5.endsWith('.dir')) return [['', own]];
  const files = readDirectoryObject(decoder.decode(own), entry.md5);
  if (!Array.isArray(files)) return [];
  return files.flatMap(({ relpath, md5 }): [string, Uint8Array][] => {
    const bytes = object(md5);
    return bytes ? [[relpath, bytes]] : [];
  });
}

/** An object of a cache or remote that is a folder of the work. */
export function objectIn(work: FileTree, folder: string, md5: string): Uint8Array | undefined {
  const entry = work[`${folder}/${objectPath(md5)}`];
  return entry?.kind === 'file' ? entry.bytes : undefined;
}

/** The default remote as `.dvc/config` of the work has it, and the folder of the work that it is. */
export function remoteFolder(
  work: FileTree,
):
  { readonly name: string; readonly url: string; readonly folder: string | undefined } | undefined {
  const config = ['.dvc/config', '.dvc/config.local'].map((path) => {
    const entry = work[path];
    return readDvcConfig(entry?.kind === 'file' ? decoder.decode(entry.bytes) : '');
  });
  const remote = defaultRemote({ ...config[0], ...config[1] });
  return remote && { ...remote, folder: folderOf(remote.url) };
}

/** A url of `.dvc/config` as a path of the work; `undefined` when it leads out of it. */
function folderOf(url: string): string | undefined {
  // Whoever works in the lab's terminal stands in /home/<folder>, and may have written all of the path.
  const fromTop = /^\/home\/[^/]+\/(.+)$/.exec(url)?.[1];
  if (fromTop === undefined && (url.startsWith('/') || url.includes('://'))) return undefined;
  const parts: string[] = fromTop === undefined ? ['.dvc'] : [];
  for (const part of (fromTop ?? url).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
