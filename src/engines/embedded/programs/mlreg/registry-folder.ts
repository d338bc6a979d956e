import { stringify } from 'yaml';
import {
  DELETED_STAGE,
  faultSentence,
  readRegisteredModel,
  readYamlDocument,
  type ModelVersion,
  type RegisteredModel,
} from '#formats';
import { isFile, isFolder, resolvePath, type Tree } from '../../kernel/tree.ts';
import { MlregError } from './mlreg-error.ts';

const decoder = new TextDecoder();

/** The files under a folder of the tree, by path from the tree's top without its first "/". */
export function filesUnder(tree: Tree, folder: string): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const walk = (path: string) => {
    const node = tree.tryLookup(path);
    if (!node) return;
    if (isFile(node)) files.set(path.slice(1), node.data ?? new Uint8Array(0));
    else if (isFolder(node)) for (const name of tree.readdir(path)) walk(`${path}/${name}`);
  };
  walk(folder);
  return files;
}

/** A registry in the lab's tree, in the files of MLflow's file store. */
export class RegistryFolder {
  readonly #tree: Tree;
  /** Absolute. */
  readonly root: string;

  constructor(tree: Tree, root: string) {
    this.#tree = tree;
    this.root = root;
  }

  names(): readonly string[] {
    const models = `${this.root}/models`;
    const node = this.#tree.tryLookup(models);
    if (!node || !isFolder(node)) return [];
    return this.#tree.readdir(models).filter((name) => this.has(name));
  }

  has(name: string): boolean {
    return this.#tree.exists(`${this.#folder(name)}/meta.yaml`);
  }

  /** @throws MlregError when there is none, or when its files are not those of MLflow. */
  model(name: string): RegisteredModel {
    if (!this.has(name)) throw new MlregError(`Registered Model with name=${name} not found`);
    const folder = this.#folder(name);
    const { value, faults } = readRegisteredModel(filesUnder(this.#tree, folder), folder.slice(1));
    if (value) return value;
    const sentences = faults.map(
      (fault) => `  ${faultSentence({ ...fault, file: this.#shown(fault.file) })}`,
    );
    throw new MlregError(`The registry's files of '${name}' are broken:\n${sentences.join('\n')}`);
  }

  /** @throws MlregError also for a version that was deleted. */
  version(name: string, typed: string): ModelVersion {
    const model = this.model(name);
    if (!/^\d+$/.test(typed)) {
      throw new MlregError(`Model version must be an integer, got '${typed}'`);
    }
    const version = model.versions.find((one) => one.version === Number(typed));
    if (!version || version.deleted) {
      throw new MlregError(`Model Version (name=${name}, version=${typed}) not found`);
    }
    return version;
  }

  createModel(name: string): void {
    const now = Date.now();
    this.#writeYaml(`${this.#folder(name)}/meta.yaml`, {
      creation_timestamp: now,
      description: null,
      last_updated_timestamp: now,
      name,
    });
  }

  /** Adds a version; gives its number: the highest that there ever was, and one. */
  createVersion(
    name: string,
    {
      source,
      runId,
      description,
    }: { source: string; runId: string | null; description: string | null },
  ): number {
    const version = Math.max(0, ...this.model(name).versions.map((one) => one.version)) + 1;
    const now = Date.now();
    this.#writeYaml(`${this.#folder(name)}/version-${version}/meta.yaml`, {
      creation_timestamp: now,
      current_stage: 'None',
      description,
      last_updated_timestamp: now,
      name,
      run_id: runId,
      run_link: null,
      source,
      status: 'READY',
      status_message: null,
      storage_location: source,
      user_id: null,
      version,
    });
    this.#touch(name);
    return version;
  }

  setTag(name: string, version: string, key: string, value: string): void {
    const number = this.version(name, version).version;
    this.#write(`${this.#folder(name)}/version-${number}/tags/${key}`, value);
    this.#touch(name);
  }

  deleteTag(name: string, version: string, key: string): void {
    const number = this.version(name, version).version;
    this.#tree.rm(`${this.#folder(name)}/version-${number}/tags/${key}`, { force: true });
    this.#touch(name);
  }

  setAlias(name: string, alias: string, version: string): void {
    const number = this.version(name, version).version;
    this.#write(`${this.#folder(name)}/aliases/${alias}`, String(number));
    this.#touch(name);
  }

  deleteAlias(name: string, alias: string): void {
    this.model(name);
    this.#tree.rm(`${this.#folder(name)}/aliases/${alias}`, { force: true });
    this.#touch(name);
  }

  /** Marks a version as deleted, as MLflow does: the number stays taken, its aliases go. */
  deleteVersion(name: string, version: string): void {
    const number = this.version(name, version).version;
    for (const [alias, named] of this.model(name).aliases) {
      if (named === number) this.deleteAlias(name, alias);
    }
    this.#change(`${this.#folder(name)}/version-${number}/meta.yaml`, {
      current_stage: DELETED_STAGE,
    });
    this.#touch(name);
  }

  #folder(name: string): string {
    return `${this.root}/models/${name}`;
  }

  /** A path of the tree, seen from the registry's parent folder, where learners stand. */
  #shown(path: string): string {
    const above = resolvePath(this.root, '..');
    return `/${path}`.startsWith(`${above}/`) ? `/${path}`.slice(above.length + 1) : `/${path}`;
  }

  #touch(name: string): void {
    this.#change(`${this.#folder(name)}/meta.yaml`, {});
  }

  /** Alters keys of a meta.yaml, and says when. Other keys stay. */
  #change(path: string, changes: Readonly<Record<string, unknown>>): void {
    const text = decoder.decode(this.#tree.readFile(path));
    const { value } = readYamlDocument(text, path, 'pyyaml');
    const before = value?.value as Readonly<Record<string, unknown>>;
    this.#writeYaml(path, { ...before, ...changes, last_updated_timestamp: Date.now() });
  }

  #writeYaml(path: string, content: Readonly<Record<string, unknown>>): void {
    // MLflow's own is PyYAML: keys sorted, and quotes where YAML 1.1 would take a text for something else.
    this.#write(
      path,
      stringify(content, { version: '1.1', lineWidth: 0, singleQuote: true, sortMapEntries: true }),
    );
  }

  #write(path: string, text: string): void {
    this.#tree.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
    this.#tree.writeFile(path, text);
  }
}
