import type { ProjectFiles } from '../dvc/project-files.ts';
import { inWords, type FormatFault, type Reading } from '../format-fault.ts';
import { anything, anyText, holdTo, type Shape } from '../yaml/shape.ts';
import { readYamlDocument } from '../yaml/yaml-document.ts';

/** A version of a registered model: a fact, numbered for ever. */
export interface ModelVersion {
  readonly version: number;
  /** Where its package lies: a path, a `file://` or a `runs:/` address, as registered. */
  readonly source: string;
  readonly runId: string | undefined;
  readonly status: string;
  /** `None` unless somebody used a stage, which MLflow has given up for aliases. */
  readonly currentStage: string;
  /** True when it was deleted: the number stays taken, and nobody gets the version any more. */
  readonly deleted: boolean;
  readonly tags: ReadonlyMap<string, string>;
}

/** A registered model as the file store has it. */
export interface RegisteredModel {
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  /** By number. */
  readonly versions: readonly ModelVersion[];
  /** The version that each alias names. */
  readonly aliases: ReadonlyMap<string, number>;
}

/** The stage of a version that was deleted. */
export const DELETED_STAGE = 'Deleted_Internal';

const MILLISECONDS: Shape = { kind: 'integer', least: 1, words: 'a time in milliseconds' };
const NOTHING: Shape = { kind: 'nothing' };
const TEXT_OR_NOTHING: Shape = { kind: 'either', of: [anyText, NOTHING], words: 'text or null' };
const NAME: Shape = { kind: 'text', matches: /./, words: 'the name of the model, as text' };

const MODEL: Shape = {
  kind: 'mapping',
  required: { name: NAME, creation_timestamp: MILLISECONDS, last_updated_timestamp: MILLISECONDS },
  optional: { description: TEXT_OR_NOTHING },
  others: anything,
};
const VERSION: Shape = {
  kind: 'mapping',
  required: {
    name: NAME,
    version: { kind: 'integer', least: 1, words: 'the number of the version, from 1' },
    creation_timestamp: MILLISECONDS,
    last_updated_timestamp: MILLISECONDS,
    current_stage: {
      kind: 'text',
      matches: /^(?:None|Staging|Production|Archived|Deleted_Internal)$/,
      words: '"None", as text (or a stage of old)',
    },
    source: { kind: 'text', matches: /./, words: 'where the package lies, as text' },
    status: {
      kind: 'text',
      matches: /^(?:READY|PENDING_REGISTRATION|FAILED_REGISTRATION)$/,
      words: '"READY"',
    },
  },
  optional: { run_id: TEXT_OR_NOTHING, description: TEXT_OR_NOTHING },
  others: anything,
};

interface WrittenModel {
  readonly name: string;
  readonly description?: string | null;
}

interface WrittenVersion {
  readonly name: string;
  readonly version: number;
  readonly current_stage: string;
  readonly source: string;
  readonly status: string;
  readonly run_id?: string | null;
}

const decoder = new TextDecoder();

/**
 * Reads a model of MLflow's file-store registry. Names of aliases are not held to MLflow's rules here, as MLflow holds
 * them only when one is set: that is `aliasFault`.
 *
 * @param files by path; others than those of the model do not matter
 * @param folder the model's folder: `registry/models/loan-default`
 * @see curriculum.md 4.4; the layout is that of mlflow/store/model_registry/file_store.py
 */
export function readRegisteredModel(files: ProjectFiles, folder: string): Reading<RegisteredModel> {
  const faults: FormatFault[] = [];
  const read = (path: string, shape: Shape): unknown => {
    const bytes = files.get(path);
    if (!bytes) {
      faults.push({ file: path, line: 1, path: '', found: 'no such file', wanted: 'meta.yaml' });
      return undefined;
    }
    const document = readYamlDocument(decoder.decode(bytes), path, 'pyyaml');
    const held = document.faults ? document : holdTo<unknown>(document.value, shape);
    if (held.faults) faults.push(...held.faults);
    return held.value;
  };
  const expect = (path: string, key: string, found: unknown, wanted: unknown) => {
    if (found === wanted) return;
    faults.push({ file: path, line: 1, path: key, found: inWords(found), wanted: inWords(wanted) });
  };

  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const meta = read(`${folder}/meta.yaml`, MODEL) as WrittenModel | undefined;
  if (meta) expect(`${folder}/meta.yaml`, 'name', meta.name, name);

  const versions: ModelVersion[] = [];
  for (const [number, path] of versionFolders(files, folder)) {
    const file = `${path}/meta.yaml`;
    if (number === undefined) {
      const found = `the folder ${path.slice(folder.length + 1)}`;
      faults.push({ file: path, line: 1, path: '', found, wanted: 'version-<number>, from 1' });
      continue;
    }
    const written = read(file, VERSION) as WrittenVersion | undefined;
    if (!written) continue;
    expect(file, 'name', written.name, name);
    expect(file, 'version', written.version, number);
    versions.push({
      version: number,
      source: written.source,
      runId: written.run_id ?? undefined,
      status: written.status,
      currentStage: written.current_stage,
      deleted: written.current_stage === DELETED_STAGE,
      tags: textsUnder(files, `${path}/tags`),
    });
  }

  const aliases = new Map<string, number>();
  for (const [alias, text] of textsUnder(files, `${folder}/aliases`)) {
    const named = versions.find(({ version }) => String(version) === text);
    if (named && !named.deleted) {
      aliases.set(alias, named.version);
      continue;
    }
    const found = !/^[1-9]\d*$/.test(text)
      ? `the text ${JSON.stringify(text)}`
      : `${text}, which is no version${named ? ' any more' : ''}`;
    const wanted = 'the number of a version and nothing else: no word, no space, no line end';
    faults.push({ file: `${folder}/aliases/${alias}`, line: 1, path: '', found, wanted });
  }

  const [first, ...others] = faults;
  if (first || !meta) return { faults: first ? [first, ...others] : [noModel(folder)] };
  return {
    value: {
      name,
      description: meta.description ?? undefined,
      tags: textsUnder(files, `${folder}/tags`),
      versions: versions.sort((a, b) => a.version - b.version),
      aliases,
    },
  };
}

/** A registered model as plain data, without times. */
export interface RegistryMeaning {
  readonly name: string;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, number>>;
  /** By number. */
  readonly versions: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly runId: string | null;
        readonly status: string;
        readonly currentStage: string;
        readonly tags: Readonly<Record<string, string>>;
      }
    >
  >;
}

/** What a model of the registry means: for comparing two by meaning, whatever their times and the order of keys. */
export function registryMeaning(model: RegisteredModel): RegistryMeaning {
  const { name, description, tags, versions, aliases } = model;
  return {
    name,
    description: description ?? null,
    tags: Object.fromEntries(tags),
    aliases: Object.fromEntries(aliases),
    versions: Object.fromEntries(
      versions.map(({ version, source, runId, status, currentStage, tags: own }) => [
        version,
        { source, runId: runId ?? null, status, currentStage, tags: Object.fromEntries(own) },
      ]),
    ),
  };
}

const noModel = (folder: string): FormatFault => ({
  file: `${folder}/meta.yaml`,
  line: 1,
  path: '',
  found: 'no model',
  wanted: 'a registered model',
});

/** The folders that begin as those of versions do, with the number of each that names one. */
function versionFolders(files: ProjectFiles, folder: string): [number | undefined, string][] {
  const names = new Set<string>();
  for (const path of files.keys()) {
    if (!path.startsWith(`${folder}/version-`)) continue;
    const [name = '', ...inside] = path.slice(folder.length + 1).split('/');
    if (inside.length > 0) names.add(name);
  }
  return [...names].map((name) => {
    const digits = /^version-([1-9]\d*)$/.exec(name)?.[1];
    return [digits === undefined ? undefined : Number(digits), `${folder}/${name}`];
  });
}

/** The files of a folder as text, by path in it; a name may have "/" in it, as MLflow's tags may. */
function textsUnder(files: ProjectFiles, folder: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [path, bytes] of files) {
    if (path.startsWith(`${folder}/`)) {
      texts.set(path.slice(folder.length + 1), decoder.decode(bytes));
    }
  }
  return texts;
}
