import {
  aliasFault,
  faultSentence,
  readMlModel,
  readRegisteredModel,
  sameMeaning,
  type FormatFault,
  type ModelVersion,
  type RegisteredModel,
} from '#formats';
import {
  cannotTell,
  doesNotHold,
  firstDifference,
  holds,
  shownJson,
  type Check,
  type DoesNotHold,
  type Finding,
  type Probe,
  type SharedLook,
} from '#grading';
import { packageOf, runFiles } from './generate.ts';
import { brokenRules, ranking } from './policy.ts';
import { ROLES, type LabRuns, type Role, type Run } from './runs.ts';

const PACKAGE = 'versioning-and-reproducibility/model-package-and-signature';
const ALIAS = /\/aliases\/[^/]+$/;
export const REGISTRY = 'versioning-and-reproducibility/registry-aliases-rollback';
/** The runs that the second task asks for. */
const ASKED: readonly Role[] = ['full', 'wide', 'regularised'];

const decoder = new TextDecoder();

/** The files of the work, by path. */
async function filesOf(probe: Probe): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map(
    Object.entries(await probe.tree()).flatMap(([path, entry]): [string, Uint8Array][] =>
      entry.kind === 'file' ? [[path, entry.bytes]] : [],
    ),
  );
}

/** A registered model, the runs of which it may have versions, and what the checks look at once per grading. */
export interface ModelRegistry {
  readonly model: string;
  /** Of the model in the file store. */
  readonly folder: string;
  readonly runs: (seed: string) => LabRuns;
  readonly lab: SharedLook<LabRuns>;
  readonly seen: SharedLook<RegistrySeen>;
}

/** The registry: what can be read of it, and what cannot. */
export interface RegistrySeen {
  /** Without the aliases that cannot be read; `undefined` when more than that is broken. */
  readonly model: RegisteredModel | undefined;
  readonly faults: readonly FormatFault[];
}

/** A constant of a lab's `checks.ts`: looks are known by their identity. */
export function modelRegistry(model: string, runs: (seed: string) => LabRuns): ModelRegistry {
  const folder = `registry/models/${model}`;
  return {
    model,
    folder,
    runs,
    lab: { run: (probe) => Promise.resolve(runs(probe.seed)) },
    seen: {
      async run(probe) {
        const files = await filesOf(probe);
        const { value, faults = [] } = readRegisteredModel(files, folder);
        if (value) return { model: value, faults };
        // An alias that cannot be read is one fault, no reason to be silent about all versions.
        const broken = new Set(faults.map(({ file }) => file).filter((file) => ALIAS.test(file)));
        const rest = new Map([...files].filter(([path]) => !broken.has(path)));
        return { model: readRegisteredModel(rest, folder).value, faults };
      },
    },
  };
}

/** The model as it is registered, or `undefined` when its files cannot be read. */
export async function registeredModel(
  probe: Probe,
  registry: ModelRegistry,
): Promise<RegisteredModel | undefined> {
  return (await probe.shared(registry.seen)).model;
}

/** The run that a version is of, if it is one of the lab's. */
export async function runOf(
  probe: Probe,
  registry: ModelRegistry,
  version: ModelVersion,
): Promise<Run | undefined> {
  const { runs } = await probe.shared(registry.lab);
  return ROLES.map((role) => runs[role]).find(({ runId }) => runId === version.runId);
}

export const signatureIsComplete = (registry: ModelRegistry): Check => ({
  id: 'signature-is-complete',
  async run(probe) {
    const run = (await probe.shared(registry.lab)).runs.full;
    const path = `${packageOf(run)}/MLmodel`;
    const about = { ran: `cat ${path}`, lookAt: { path, lesson: PACKAGE } };
    const text = await probe.readText(path);
    if (text === undefined) return cannotTell(`There is no ${path}.`);
    const { value, faults } = readMlModel(text, path);
    const wanted = `inputs: the ${run.features.length} columns of model.json, in its order, each {"type": "double", "name": …}; outputs: p_default, as the other runs have it`;
    if (!value) {
      return doesNotHold({
        ...about,
        summary: 'MLflow could not read the MLmodel of the run “full”.',
        cameBack: faults.map(faultSentence).join('\n'),
        expected: wanted,
      });
    }
    if (!value.signature) {
      return doesNotHold({
        ...about,
        summary: 'The MLmodel of the run “full” has no signature: nobody can tell what goes in.',
        cameBack: 'no key "signature"',
        expected: wanted,
      });
    }
    const column = (name: string) => ({ type: 'double', name });
    const expected = { inputs: run.features.map(column), outputs: [column('p_default')] };
    const difference = firstDifference(value.signature, expected);
    const optional = [...value.signature.inputs].find(({ required }) => required === false);
    if (!difference && !optional) return holds;
    return doesNotHold({
      ...about,
      summary: optional
        ? `The signature says that ${optional.name ?? ''} may be left out, and the model needs it.`
        : 'The signature of the run “full” is not that of its model.',
      cameBack: difference
        ? `${difference.path}: ${shownJson(difference.found)}`
        : shownJson(optional),
      expected: difference ? `${difference.path}: ${shownJson(difference.expected)}` : wanted,
    });
  },
});

export const packagesAreAsTrained = (registry: ModelRegistry): Check => ({
  id: 'packages-are-as-trained',
  async run(probe) {
    const lab = await probe.shared(registry.lab);
    for (const role of ROLES) {
      const run = lab.runs[role];
      for (const [path, entry] of Object.entries(runFiles(run))) {
        const given = entry.kind === 'file' ? decoder.decode(entry.bytes) : '';
        const text = await probe.readText(path);
        const own = role === 'full' && path.endsWith('/MLmodel');
        const same =
          text !== undefined && (own ? otherKeysAgree(text, given) : isSameFile(path, text, given));
        if (same) continue;
        return doesNotHold({
          summary: `The run “${run.name}” is no longer as training wrote it.`,
          ran: `git diff ${path}`,
          cameBack: text === undefined ? 'the file is gone' : 'another content',
          expected: own
            ? 'Every other key as it was: only the signature is new.'
            : 'The content as it was: a run is a fact.',
          lookAt: { path, lesson: PACKAGE },
        });
      }
    }
    return holds;
  },
});

function otherKeysAgree(text: string, given: string): boolean {
  const [now, then] = [readMlModel(text).value?.content, readMlModel(given).value?.content];
  // What cannot be read is the other check's business.
  if (!now || !then) return true;
  const others = Object.entries(now).filter(([key]) => key !== 'signature');
  return sameMeaning(Object.fromEntries(others), then);
}

/** YAML may have been written anew by a tool; everything else is bytes. */
function isSameFile(path: string, text: string, given: string): boolean {
  if (text === given) return true;
  if (!path.endsWith('/MLmodel')) return false;
  const [now, then] = [readMlModel(text).value?.content, readMlModel(given).value?.content];
  return sameMeaning(now, then);
}

export const registryKeepsToTheFileStore = (registry: ModelRegistry): Check => ({
  id: 'registry-keeps-to-the-file-store',
  async run(probe) {
    const { faults } = await probe.shared(registry.seen);
    const [first] = faults;
    if (!first) return holds;
    return doesNotHold({
      summary: 'The registry is not one that MLflow’s file store would read.',
      ran: `ls -R ${registry.folder}`,
      cameBack: faults.slice(0, 4).map(faultSentence).join('\n'),
      expected: 'The files that docs/file-store.md describes.',
      lookAt: { path: first.file, lesson: REGISTRY },
    });
  },
});

export const threeRunsAreRegistered = (registry: ModelRegistry): Check => ({
  id: 'three-runs-are-registered',
  async run(probe) {
    const [model, lab] = [await registeredModel(probe, registry), await probe.shared(registry.lab)];
    if (!model) return cannotTell('The registry cannot be read.');
    const present = model.versions.filter(({ deleted }) => !deleted);
    const lacking = ASKED.find((role) =>
      present.every(({ runId }) => runId !== lab.runs[role].runId),
    );
    if (!lacking) return holds;
    return doesNotHold({
      summary: `The run “${lacking}” is no version of ${registry.model}.`,
      ran: `mlreg show ${registry.model}`,
      cameBack:
        present
          .map(({ version, runId }) => `version ${version}: run_id ${runId ?? 'null'}`)
          .join('\n') || 'no version',
      expected: `A version whose run_id is ${lab.runs[lacking].runId}, and of “${ASKED.filter((role) => role !== lacking).join('” and “')}” too.`,
      lookAt: { lesson: REGISTRY },
    });
  },
});

export const versionsTellTheirRun = ofVersions(
  'versions-tell-their-run',
  async (version, probe, registry) => {
    const run = await runOf(probe, registry, version);
    const path = `${registry.folder}/version-${version.version}`;
    const no = (summary: string, cameBack: string, expected: string): DoesNotHold =>
      doesNotHold({
        summary,
        ran: `cat ${path}/meta.yaml; head ${path}/tags/*`,
        cameBack,
        expected,
        lookAt: { path: `${path}/meta.yaml`, lesson: REGISTRY },
      });
    if (!run) {
      return no(
        `Version ${version.version} is of no run that is here.`,
        `run_id: ${version.runId ?? 'null'}`,
        'The run_id of one of the runs under mlruns/0.',
      );
    }
    if (!leadsTo(version.source, packageOf(run))) {
      return no(
        `The source of version ${version.version} does not lead to the package of its run.`,
        `source: ${version.source}`,
        `source: ${packageOf(run)}`,
      );
    }
    const tags: readonly (readonly [key: string, value: string, of: string])[] = [
      ['git_commit', run.commit, 'mlflow.source.git.commit'],
      ['data_md5', run.dataMd5, 'data_md5'],
    ];
    for (const [key, value, of] of tags) {
      const found = version.tags.get(key)?.trim();
      if (found === value) continue;
      return no(
        `The tag ${key} of version ${version.version} is not what its run says.`,
        `${key}: ${found ?? 'no such tag'}`,
        `${key}: ${value}, which is the run’s tag ${of}`,
      );
    }
    return holds;
  },
);

export const statusFollowsThePolicy = ofVersions(
  'status-follows-the-policy',
  async (version, probe, registry) => {
    const [run, lab] = [await runOf(probe, registry, version), await probe.shared(registry.lab)];
    if (!run) return cannotTell(`Version ${version.version} is of no run that is here.`);
    const broken = brokenRules(run, lab);
    const due = broken.length === 0 ? 'passed' : 'failed';
    const path = `${registry.folder}/version-${version.version}/tags/validation_status`;
    const found = version.tags.get('validation_status')?.trim();
    if (found === due) return holds;
    return doesNotHold({
      summary: `The validation_status of version ${version.version} is not what the policy says of its run.`,
      ran: `cat ${path}; cat policy/promotion.yaml`,
      cameBack: `validation_status: ${found ?? 'no such tag'}`,
      expected:
        due === 'failed'
          ? `validation_status: failed, because ${broken[0] ?? ''}`
          : 'validation_status: passed, because it keeps all rules',
      lookAt: { path, lesson: REGISTRY },
    });
  },
);

/** A check of every version that was not deleted. */
function ofVersions(
  id: string,
  says: (version: ModelVersion, probe: Probe, registry: ModelRegistry) => Promise<Finding>,
): (registry: ModelRegistry) => Check {
  return (registry) => ({
    id,
    async run(probe) {
      const model = await registeredModel(probe, registry);
      const versions = model?.versions.filter(({ deleted }) => !deleted) ?? [];
      if (versions.length === 0) return cannotTell('No version is registered.');
      for (const version of versions) {
        const finding = await says(version, probe, registry);
        if (finding.status !== 'pass') return finding;
      }
      return holds;
    },
  });
}

/** Whether a source as MLflow or a hand writes it leads to this folder of the work. */
function leadsTo(source: string, folder: string): boolean {
  const ofRun = folder.replace(/^mlruns\/0\/([^/]+)\/artifacts\//, 'runs:/$1/');
  const path = source.replace(/\/+$/, '').replace(/^\.\//, '');
  if (path === folder || path.replace(/^runs:\/+/, 'runs:/') === ofRun) return true;
  // An absolute path: the real client writes one, of the machine on which it ran.
  return /^(?:file:\/\/)?\//.test(path) && path.endsWith(`/${folder}`);
}

export const aliasIs =
  (id: string, alias: 'champion' | 'challenger', place: number) =>
  (registry: ModelRegistry): Check => ({
    id,
    async run(probe) {
      const [model, lab] = [
        await registeredModel(probe, registry),
        await probe.shared(registry.lab),
      ];
      if (!model) return cannotTell('The registry cannot be read.');
      const about = {
        ran: `mlreg show ${registry.model}; cat policy/promotion.yaml`,
        lookAt: { lesson: REGISTRY },
      };
      const expected =
        alias === 'champion'
          ? 'A version of the eligible run with the highest auc.'
          : 'A version of the eligible run that comes next after the champion’s.';
      const number = model.aliases.get(alias);
      if (number === undefined && (await probe.readFile(`${registry.folder}/aliases/${alias}`))) {
        return cannotTell(`What ${registry.folder}/aliases/${alias} holds is no version.`);
      }
      if (number === undefined) {
        const staged = model.versions.find(({ currentStage }) => currentStage === 'Production');
        return doesNotHold({
          ...about,
          summary: `Nothing has the alias ${alias}.`,
          cameBack: staged
            ? `version ${staged.version} has the stage Production; stages are not looked at`
            : `aliases: ${[...model.aliases.keys()].join(', ') || 'none'}`,
          expected,
        });
      }
      const version = model.versions.find((one) => one.version === number);
      const run = version && (await runOf(probe, registry, version));
      const due = ranking(lab)[place];
      if (run && run.role === due) return holds;
      if (!run) return cannotTell(`Version ${number} is of no run that is here.`);
      const [broken] = brokenRules(run, lab);
      return doesNotHold({
        ...about,
        summary: `The ${alias} is not the one that the policy chooses.`,
        cameBack: `${alias} is version ${number}, of the run “${run.name}”: ${broken === undefined ? `eligible, with an auc of ${run.metrics.auc}` : `${broken}, so it is not eligible`}`,
        expected,
      });
    },
  });

export const aliasesAreNoVersions = (registry: ModelRegistry): Check => ({
  id: 'aliases-are-no-versions',
  async run(probe) {
    const model = await registeredModel(probe, registry);
    if (!model || model.aliases.size === 0) return cannotTell('There is no alias to look at.');
    for (const alias of model.aliases.keys()) {
      const fault = aliasFault(alias);
      if (fault === undefined) continue;
      return doesNotHold({
        summary: `MLflow takes no alias “${alias}”: ${fault}.`,
        ran: `ls ${registry.folder}/aliases`,
        cameBack: [...model.aliases.keys()].join(', '),
        expected: 'Names that nobody takes for a version: not latest, not v and a number.',
        lookAt: { path: `${registry.folder}/aliases/${alias}`, lesson: REGISTRY },
      });
    }
    return holds;
  },
});
