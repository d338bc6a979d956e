import {
  CACHE_FOLDER,
  objectPath,
  readDirectoryObject,
  remoteSection,
  type DvcEntry,
} from '#formats';
import { resolvePath } from '../../kernel/tree.ts';
import { DvcError, EXIT_CONFIG } from './dvc-error.ts';
import { outPath, type Project } from './project.ts';

const decoder = new TextDecoder();

/** Something that DVC keeps in the cache, and where it belongs in the project. */
export interface Kept {
  /** From the project's folder. */
  readonly path: string;
  readonly entry: DvcEntry;
}

/** All that the pointers and the lock of the project say is in the cache; only at `targets` when there are some. */
export function keptBy(project: Project, targets: readonly string[] = []): readonly Kept[] {
  const lock = project.lock();
  const kept: (Kept & { readonly by: string })[] = [
    ...project
      .pointers()
      .flatMap((pointer) =>
        pointer.outs.map((entry) => ({ path: outPath(pointer, entry), entry, by: pointer.file })),
      ),
    ...project.stages().flatMap((stage) =>
      stage.outs.flatMap(({ path, cache }) => {
        const entry = lock.stages[stage.name]?.outs.find((out) => out.path === path);
        return cache && entry ? [{ path, entry, by: stage.name }] : [];
      }),
    ),
  ];
  const unknown = targets.find(
    (target) => !kept.some(({ path, by }) => path === target || by === target),
  );
  if (unknown !== undefined) {
    throw new DvcError(`'${unknown}' does not exist as an output or a stage name in 'dvc.yaml'`);
  }
  return kept.filter(
    ({ path, by }) => targets.length === 0 || targets.includes(path) || targets.includes(by),
  );
}

/** A store of objects: the cache, or a remote that is a folder. */
export class ObjectStore {
  readonly #project: Project;
  readonly #folder: string;

  constructor(project: Project, folder: string) {
    this.#project = project;
    this.#folder = folder;
  }

  static cacheOf(project: Project): ObjectStore {
    return new ObjectStore(project, project.absolute(CACHE_FOLDER));
  }

  /** The remote of this name, or the default one. @throws DvcError when there is none, or it is not a folder. */
  static remoteOf(project: Project, name?: string): ObjectStore & { readonly name?: string } {
    const { config } = project;
    const chosen = name ?? config['core']?.['remote'];
    if (chosen === undefined) {
      throw new DvcError(
        `config file error: no remote specified in ${project.root}. Create a default remote with\n    dvc remote add -d <remote name> <remote url>`,
        EXIT_CONFIG,
      );
    }
    const url = config[remoteSection(chosen)]?.['url'];
    if (url === undefined) {
      throw new DvcError(`config file error: remote '${chosen}' doesn't exist`, EXIT_CONFIG);
    }
    if (/^[a-z][\w+-]*:\/\//i.test(url)) {
      throw new DvcError(
        `remote '${chosen}' is at ${url}; a lab has no network, so the lab edition knows folders only`,
        EXIT_CONFIG,
      );
    }
    return new ObjectStore(project, resolvePath(project.absolute('.dvc'), url));
  }

  read(md5: string): Uint8Array | undefined {
    const path = `${this.#folder}/${objectPath(md5)}`;
    return this.#project.tree.exists(path) ? this.#project.tree.readFile(path) : undefined;
  }

  write(md5: string, bytes: Uint8Array): void {
    const path = `${this.#folder}/${objectPath(md5)}`;
    this.#project.tree.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
    this.#project.tree.writeFile(path, bytes.slice(), { mode: 0o444 });
  }

  /** The objects of an entry by md5: the file's, or a folder's own and those of its files. */
  objectsOf(entry: DvcEntry): readonly string[] {
    if (!entry.md5.endsWith('.dir')) return [entry.md5];
    return [entry.md5, ...(this.filesOf(entry) ?? []).map(({ md5 }) => md5)];
  }

  /** The files of an entry by path in it; `undefined` when a folder's object is not here. */
  filesOf(
    entry: DvcEntry,
  ): readonly { readonly relpath: string; readonly md5: string }[] | undefined {
    if (!entry.md5.endsWith('.dir')) return [{ relpath: '', md5: entry.md5 }];
    const bytes = this.read(entry.md5);
    if (!bytes) return undefined;
    const files = readDirectoryObject(decoder.decode(bytes), entry.md5);
    if (!Array.isArray(files)) throw new DvcError(`the object ${entry.md5} is damaged`);
    return files;
  }
}

/** Copies what `to` lacks of these entries; how many objects that were. Missing ones are named in the error. */
export function copyObjects(kept: readonly Kept[], from: ObjectStore, to: ObjectStore): number {
  const missing: string[] = [];
  const copied = new Set<string>();
  for (const { path, entry } of kept) {
    const known = from.read(entry.md5) ? from : to;
    for (const md5 of known.objectsOf(entry)) {
      if (to.read(md5) || copied.has(md5)) continue;
      const bytes = from.read(md5);
      if (!bytes) {
        missing.push(`${path} (md5: ${md5})`);
        continue;
      }
      to.write(md5, bytes);
      copied.add(md5);
    }
  }
  if (missing.length > 0) {
    throw new DvcError(
      `${missing.length} files failed to transfer; not found:\n${missing.join('\n')}`,
    );
  }
  return copied.size;
}
