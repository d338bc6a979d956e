import { readYamlDocument } from '../yaml/yaml-document.ts';
import { digestOfBytes, digestOfFolder, type Digest } from './file-digest.ts';
import type { ProjectState } from './stage-status.ts';

/** The files of a project by path from its folder. */
export type ProjectFiles = ReadonlyMap<string, Uint8Array>;

const decoder = new TextDecoder();

/** A project that is nothing but these files, for `stageChanges`. A params file that cannot be read has no values. */
export function projectState(files: ProjectFiles): ProjectState {
  const known = new Map<string, Digest>();
  const digestOfFile = (path: string, bytes: Uint8Array): Digest => {
    const digest = known.get(path) ?? digestOfBytes(bytes);
    known.set(path, digest);
    return digest;
  };
  return {
    digestOf(path) {
      const bytes = files.get(path);
      if (bytes) return digestOfFile(path, bytes);
      const prefix = path === '' ? '' : `${path}/`;
      const inside = [...files].filter(([file]) => file.startsWith(prefix) && !isDvcsOwn(file));
      if (inside.length === 0) return undefined;
      return digestOfFolder(
        inside.map(([file, data]) => [file.slice(prefix.length), digestOfFile(file, data)]),
      );
    },
    paramsIn(file) {
      const bytes = files.get(file);
      if (!bytes) return undefined;
      const reading = readYamlDocument(decoder.decode(bytes), file, 'ruamel');
      return reading.faults ? undefined : reading.value.value;
    },
  };
}

/** Folders that are never part of a folder's data. */
const isDvcsOwn = (path: string): boolean => /(?:^|\/)\.(?:git|dvc)\//.test(`${path}/`);
