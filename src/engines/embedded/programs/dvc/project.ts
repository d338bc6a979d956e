import { stringify } from 'yaml';
import {
  CACHE_FOLDER,
  digestOfBytes,
  digestOfFolder,
  directoryObject,
  faultSentence,
  objectPath,
  readDvcConfig,
  readDvcFile,
  readDvcLock,
  readDvcYaml,
  readYamlDocument,
  type Digest,
  type DvcConfig,
  type DvcEntry,
  type DvcFile,
  type DvcLock,
  type DvcStage,
  type Reading,
} from '#formats';
import type { ProgramContext } from '../../kernel/process.ts';
import { isFile, isFolder, resolvePath, type Inode, type Tree } from '../../kernel/tree.ts';
import { DvcError, EXIT_NOT_A_PROJECT } from './dvc-error.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();
/** Never part of a folder's data. */
const NEVER_DATA = new Set(['.git', '.dvc']);

/** A `.dvc` file of the project and where it stands. */
export interface Pointer {
  /** From the project's folder: `data/applications.csv.dvc`. */
  readonly file: string;
  readonly outs: readonly DvcEntry[];
  /** The folder that paths in it are from. */
  readonly folder: string;
}

/** A DVC project in the lab's tree. Paths are from the project's folder, with "/" and without "..". */
export class Project {
  readonly root: string;
  readonly tree: Tree;

  constructor(tree: Tree, root: string) {
    this.tree = tree;
    this.root = root;
  }

  /** The project that a folder belongs to. @throws DvcError when it belongs to none. */
  static around({ tree, cwd }: ProgramContext): Project {
    for (let folder = cwd; ; folder = resolvePath(folder, '..')) {
      const dvc = tree.tryLookup(`${folder}/.dvc`);
      if (dvc && isFolder(dvc)) return new Project(tree, folder);
      if (folder === '/') break;
    }
    throw new DvcError(
      "you are not inside of a DVC repository (checked up to mount point '/')",
      EXIT_NOT_A_PROJECT,
    );
  }

  absolute(path: string): string {
    return resolvePath(this.root, path);
  }

  /** A path as typed in `cwd`, seen from the project. @throws DvcError when it leads out of it. */
  inside(cwd: string, typed: string): string {
    const full = resolvePath(cwd, typed);
    if (full === this.root) return '.';
    if (!full.startsWith(`${this.root === '/' ? '' : this.root}/`)) {
      throw new DvcError(`output '${typed}' is outside of the project`);
    }
    return full.slice(this.root === '/' ? 1 : this.root.length + 1);
  }

  exists(path: string): boolean {
    return this.tree.exists(this.absolute(path));
  }

  readText(path: string): string | undefined {
    const node = this.tree.tryLookup(this.absolute(path));
    return node && isFile(node) ? decoder.decode(node.data ?? new Uint8Array(0)) : undefined;
  }

  write(path: string, contents: string | Uint8Array, mode?: number): void {
    const full = this.absolute(path);
    this.tree.mkdir(full.slice(0, full.lastIndexOf('/')) || '/', { recursive: true });
    // The tree keeps the bytes it is given; they may belong to another file of it.
    const own = typeof contents === 'string' ? contents : contents.slice();
    this.tree.writeFile(full, own, mode === undefined ? {} : { mode });
  }

  remove(path: string): void {
    this.tree.rm(this.absolute(path), { recursive: true, force: true });
  }

  /** The files at a path: itself as `''`, or all in the folder by their path in it. `undefined`: nothing is there. */
  filesAt(path: string): ReadonlyMap<string, Uint8Array> | undefined {
    const node = this.tree.tryLookup(this.absolute(path));
    if (!node) return undefined;
    const files = new Map<string, Uint8Array>();
    if (isFile(node)) files.set('', node.data ?? new Uint8Array(0));
    else this.#collect(this.absolute(path), node, '', files);
    return files;
  }

  #collect(full: string, node: Inode, prefix: string, files: Map<string, Uint8Array>): void {
    for (const name of node.children?.keys() ?? []) {
      if (NEVER_DATA.has(name)) continue;
      // Links are followed, as DVC does; one that leads nowhere is passed over.
      const child = this.tree.tryLookup(`${full}/${name}`);
      if (!child) continue;
      if (isFolder(child)) this.#collect(`${full}/${name}`, child, `${prefix}${name}/`, files);
      else files.set(`${prefix}${name}`, child.data ?? new Uint8Array(0));
    }
  }

  digestOf(path: string): Digest | undefined {
    const files = this.filesAt(path);
    if (!files) return undefined;
    const single = files.get('');
    if (single) return digestOfBytes(single);
    return digestOfFolder([...files].map(([name, bytes]) => [name, digestOfBytes(bytes)]));
  }

  paramsIn(file: string): unknown {
    const text = this.readText(file);
    if (text === undefined) return undefined;
    return unwrap(readYamlDocument(text, file, 'ruamel'), file).value;
  }

  /** Puts what stands at a path into the cache; its entry for a `.dvc` file or the lock. */
  store(path: string): Digest {
    const files = this.filesAt(path);
    const digest = this.digestOf(path);
    if (!files || !digest) throw new DvcError(`output '${path}' does not exist`);
    const entries = [...files].map(([relpath, bytes]) => {
      const { md5 } = digestOfBytes(bytes);
      this.#storeObject(md5, bytes);
      return { relpath, md5 };
    });
    if (digest.nfiles !== undefined) {
      this.#storeObject(digest.md5, encoder.encode(directoryObject(entries)));
    }
    return digest;
  }

  #storeObject(md5: string, bytes: Uint8Array): void {
    const path = `${CACHE_FOLDER}/${objectPath(md5)}`;
    if (!this.exists(path)) this.write(path, bytes, 0o444);
  }

  get config(): DvcConfig {
    const own = readDvcConfig(this.readText('.dvc/config.local') ?? '');
    const shared = readDvcConfig(this.readText('.dvc/config') ?? '');
    const sections = new Set([...Object.keys(shared), ...Object.keys(own)]);
    return Object.fromEntries(
      [...sections].map((name) => [name, { ...shared[name], ...own[name] }]),
    );
  }

  /** All `.dvc` files, by path. */
  pointers(): readonly Pointer[] {
    const found: string[] = [];
    const walk = (folder: string) => {
      for (const name of this.tree.readdir(this.absolute(folder)).sort()) {
        if (NEVER_DATA.has(name)) continue;
        const path = folder === '.' ? name : `${folder}/${name}`;
        const node = this.tree.tryLookup(this.absolute(path), false);
        if (node && isFolder(node)) walk(path);
        else if (node && isFile(node) && name.endsWith('.dvc') && name !== '.dvc') found.push(path);
      }
    };
    walk('.');
    return found.map((file) => this.pointer(file));
  }

  pointer(file: string): Pointer {
    const text = this.readText(file);
    if (text === undefined) throw new DvcError(`'${file}' does not exist`);
    const { outs } = unwrap<DvcFile>(readDvcFile(text, file), file);
    return { file, outs, folder: file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.' };
  }

  stages(): readonly DvcStage[] {
    const text = this.readText('dvc.yaml');
    return text === undefined ? [] : unwrap(readDvcYaml(text), 'dvc.yaml').stages;
  }

  lock(): DvcLock {
    const text = this.readText('dvc.lock');
    if (text === undefined || text.trim() === '') return { schema: '2.0', stages: {} };
    return unwrap(readDvcLock(text), 'dvc.lock');
  }

  writeYaml(path: string, content: unknown): void {
    this.write(path, yamlText(content));
  }
}

/** A path as it leads from the folder of a `.dvc` file. */
export function outPath(pointer: Pointer, out: DvcEntry): string {
  return pointer.folder === '.' ? out.path : `${pointer.folder}/${out.path}`;
}

/** YAML as DVC writes it: lists not indented, quotes only where they are needed. */
export function yamlText(content: unknown): string {
  return stringify(content, { indentSeq: false, lineWidth: 0, singleQuote: true });
}

function unwrap<T>(reading: Reading<T>, file: string): T {
  if (reading.faults) {
    const sentences = reading.faults.map((fault) => `  ${faultSentence(fault)}`);
    throw new DvcError(`'${file}' is invalid.\n${sentences.join('\n')}`);
  }
  return reading.value;
}
