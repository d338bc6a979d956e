import type { FormatFault, Reading } from '../format-fault.ts';
import { anything, anyText, holdTo, truth, type Shape } from '../yaml/shape.ts';
import { readYamlDocument } from '../yaml/yaml-document.ts';

/** A stage of a pipeline, in one form however `dvc.yaml` wrote it. Paths are as written, from `wdir`. */
export interface DvcStage {
  readonly name: string;
  /** Run one after the other. */
  readonly cmd: readonly string[];
  /** From the folder of `dvc.yaml`; `.` unless told. */
  readonly wdir: string;
  readonly deps: readonly string[];
  /** Keys by file; `null` means all of the file. */
  readonly params: Readonly<Record<string, readonly string[] | null>>;
  /** `outs`, `metrics` and `plots` together. */
  readonly outs: readonly DvcStageOut[];
  readonly frozen: boolean;
  readonly alwaysChanged: boolean;
}

export interface DvcStageOut {
  readonly path: string;
  readonly kind: 'outs' | 'metrics' | 'plots';
  /** False when Git keeps it and DVC's cache does not. */
  readonly cache: boolean;
  /** True when it is not deleted before the stage runs. */
  readonly persist: boolean;
}

export interface DvcYaml {
  readonly stages: readonly DvcStage[];
}

export const PARAMS_FILE = 'params.yaml';

const PATH: Shape = { kind: 'text', matches: /./, words: 'a path' };
const OUT_OPTIONS: Shape = {
  kind: 'mapping',
  optional: {
    cache: truth,
    persist: truth,
    checkpoint: truth,
    remote: anyText,
    push: truth,
    desc: anyText,
    type: anyText,
    labels: anything,
    meta: anything,
    x: anything,
    y: anything,
    template: anything,
    title: anything,
    x_label: anything,
    y_label: anything,
    header: anything,
    hash: anyText,
  },
};
const OUTS: Shape = listOf({
  kind: 'either',
  of: [PATH, { kind: 'mapping', others: OUT_OPTIONS, exactly: 1 }],
  words: 'a path, or a path with options such as {cache: false}',
});
const PARAM_KEYS: Shape = {
  kind: 'either',
  of: [{ kind: 'list', of: anyText }, { kind: 'nothing' }],
  words: 'a list of keys, or nothing for the whole file',
};
const COMMAND: Shape = {
  kind: 'either',
  of: [PATH, { kind: 'list', of: PATH, atLeast: 1 }],
  words: 'a command, or a list of commands',
};
const STAGE: Shape = {
  kind: 'mapping',
  required: { cmd: COMMAND },
  optional: {
    wdir: PATH,
    deps: listOf({
      kind: 'either',
      of: [PATH, { kind: 'mapping', others: anything, exactly: 1 }],
      words: 'a path',
    }),
    params: listOf({
      kind: 'either',
      of: [anyText, { kind: 'mapping', others: PARAM_KEYS }],
      words: 'a key of params.yaml, or {file: [keys]}',
    }),
    outs: OUTS,
    metrics: OUTS,
    plots: OUTS,
    frozen: truth,
    always_changed: truth,
    desc: anyText,
    meta: anything,
  },
};
const DVC_YAML: Shape = {
  kind: 'mapping',
  required: {
    stages: { kind: 'mapping', others: STAGE },
  },
  optional: {
    vars: anything,
    params: anything,
    metrics: anything,
    plots: anything,
    artifacts: anything,
    datasets: anything,
  },
};

function listOf(of: Shape): Shape {
  return { kind: 'list', of };
}

interface WrittenStage {
  readonly cmd: string | readonly string[];
  readonly wdir?: string;
  readonly deps?: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly params?: readonly (string | Readonly<Record<string, readonly string[] | null>>)[];
  readonly outs?: readonly WrittenOut[];
  readonly metrics?: readonly WrittenOut[];
  readonly plots?: readonly WrittenOut[];
  readonly frozen?: boolean;
  readonly always_changed?: boolean;
}

type WrittenOut =
  | string
  | Readonly<Record<string, { readonly cache?: boolean; readonly persist?: boolean } | null>>;

/**
 * Reads `dvc.yaml` as DVC 3 does.
 *
 * Templates (`foreach`, `matrix`, `${…}`) are DVC's too, but are faults here: nothing in Plumbline unfolds them.
 */
export function readDvcYaml(text: string, file = 'dvc.yaml'): Reading<DvcYaml> {
  const document = readYamlDocument(text, file, 'ruamel');
  if (document.faults) return document;
  const template = templateFault(document.value.value, file, document.value.lineOf);
  if (template) return { faults: [template] };
  const held = holdTo<{ stages: Readonly<Record<string, WrittenStage>> }>(document.value, DVC_YAML);
  if (held.faults) return held;
  const stages = Object.entries(held.value.stages);
  return { value: { stages: stages.map(([name, stage]) => inOneForm(name, stage)) } };
}

/** True of a fault that comes from a template of DVC's, which the file may well have. */
export function isTemplateFault({ wanted }: FormatFault): boolean {
  return wanted === WITHOUT_TEMPLATES;
}

const WITHOUT_TEMPLATES =
  'a stage that is written out (DVC has such templates; Plumbline does not unfold them)';

function templateFault(
  value: unknown,
  file: string,
  lineOf: (path: readonly (string | number)[]) => number,
): FormatFault | undefined {
  const { stages } = (value ?? {}) as { readonly stages?: Readonly<Record<string, unknown>> };
  for (const [name, stage] of Object.entries(stages ?? {})) {
    const keys = typeof stage === 'object' && stage !== null ? Object.keys(stage) : [];
    const key = keys.find((one) => one === 'foreach' || one === 'matrix' || one === 'do');
    const path = ['stages', name, ...(key === undefined ? [] : [key])];
    const interpolated = /\$\{[^}]*\}/.exec(JSON.stringify(stage))?.[0];
    if (key === undefined && interpolated === undefined) continue;
    const found = key === undefined ? `the template ${interpolated ?? ''}` : `the key "${key}"`;
    return { file, line: lineOf(path), path: path.join('.'), found, wanted: WITHOUT_TEMPLATES };
  }
  return undefined;
}

function inOneForm(name: string, stage: WrittenStage): DvcStage {
  const params: Record<string, string[] | null> = {};
  for (const entry of stage.params ?? []) {
    const byFile = typeof entry === 'string' ? { [PARAMS_FILE]: [entry] } : entry;
    for (const [paramsFile, keys] of Object.entries(byFile)) {
      const known = params[paramsFile];
      params[paramsFile] = keys === null || known === null ? null : [...(known ?? []), ...keys];
    }
  }
  return {
    name,
    cmd: typeof stage.cmd === 'string' ? [stage.cmd] : stage.cmd,
    wdir: stage.wdir ?? '.',
    deps: (stage.deps ?? []).map((dep) =>
      typeof dep === 'string' ? dep : (Object.keys(dep)[0] ?? ''),
    ),
    params,
    outs: (['outs', 'metrics', 'plots'] as const).flatMap((kind) =>
      (stage[kind] ?? []).map((out) => {
        const [path, options] =
          typeof out === 'string' ? [out, null] : (Object.entries(out)[0] ?? ['', null]);
        return { path, kind, cache: options?.cache ?? true, persist: options?.persist ?? false };
      }),
    ),
    frozen: stage.frozen ?? false,
    alwaysChanged: stage.always_changed ?? false,
  };
}
