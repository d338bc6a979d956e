import { sameMeaning } from '../same-meaning.ts';
import type { DvcEntry } from './dvc-file.ts';
import type { LockedStage } from './dvc-lock.ts';
import type { DvcStage } from './dvc-yaml.ts';
import type { Digest } from './file-digest.ts';

/** The project as it is now. Paths are from the project's folder. */
export interface ProjectState {
  /** Of a file or folder; `undefined` when there is none. */
  digestOf(path: string): Digest | undefined;
  /** The content of a params file; `undefined` when there is none. */
  paramsIn(file: string): unknown;
}

/** Why a stage would run again. */
export type StageChange =
  | { readonly what: 'cmd' }
  | { readonly what: 'deps' | 'outs'; readonly path: string; readonly how: ChangeKind }
  | {
      readonly what: 'params';
      readonly file: string;
      readonly key: string;
      readonly how: ChangeKind;
    };

export type ChangeKind = 'new' | 'modified' | 'deleted';

/**
 * What differs between a stage as `dvc.yaml` has it, as the lock remembers it, and the project now. Empty: the stage
 * need not run.
 *
 * @param locked `undefined` when the lock does not know the stage: then everything is new
 */
export function stageChanges(
  stage: DvcStage,
  locked: LockedStage | undefined,
  project: ProjectState,
): readonly StageChange[] {
  const changes: StageChange[] = [];
  if (!sameMeaning(stage.cmd, locked?.cmd ?? [])) changes.push({ what: 'cmd' });
  const compare = (what: 'deps' | 'outs', paths: readonly string[], known: readonly DvcEntry[]) => {
    for (const path of paths) {
      const entry = known.find((one) => one.path === path);
      const how = difference(entry, project.digestOf(inProject(stage, path)));
      if (how) changes.push({ what, path, how });
    }
    for (const { path } of known) {
      if (!paths.includes(path)) changes.push({ what, path, how: 'deleted' });
    }
  };
  compare('deps', stage.deps, locked?.deps ?? []);
  compare(
    'outs',
    stage.outs.map(({ path }) => path),
    locked?.outs ?? [],
  );
  return [...changes, ...paramChanges(stage, locked, project)];
}

/** A path of a stage as one from the project's folder. */
export function inProject(stage: DvcStage, path: string): string {
  const parts: string[] = [];
  for (const part of `${stage.wdir}/${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The value of a parameter: of `train.l2`, what stands under `l2` in `train`. `undefined` when there is none. */
export function paramValue(content: unknown, key: string): unknown {
  return key.split('.').reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      return undefined;
    return (value as Record<string, unknown>)[part];
  }, content);
}

/** The values that a stage's lock must remember, by file and key. */
export function paramsNow(
  stage: DvcStage,
  project: ProjectState,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(
    Object.entries(stage.params).map(([file, keys]) => {
      const content = project.paramsIn(inProject(stage, file));
      const named =
        keys ?? (typeof content === 'object' && content !== null ? Object.keys(content) : []);
      const values = named.map((key) => [key, paramValue(content, key)] as const);
      return [file, Object.fromEntries(values.filter(([, value]) => value !== undefined))];
    }),
  );
}

function difference(entry: DvcEntry | undefined, now: Digest | undefined): ChangeKind | undefined {
  if (!now) return 'deleted';
  if (!entry) return 'new';
  return entry.md5 === now.md5 ? undefined : 'modified';
}

function paramChanges(
  stage: DvcStage,
  locked: LockedStage | undefined,
  project: ProjectState,
): StageChange[] {
  const now = paramsNow(stage, project);
  const files = new Set([...Object.keys(stage.params), ...Object.keys(locked?.params ?? {})]);
  return [...files].flatMap((file) => {
    const [then, here] = [locked?.params[file] ?? {}, now[file] ?? {}];
    const wanted = stage.params[file] ?? Object.keys(here);
    const keys = new Set([...wanted, ...Object.keys(then)]);
    return [...keys].flatMap((key): StageChange[] => {
      const isNow = Object.hasOwn(here, key);
      const wasThen = Object.hasOwn(then, key);
      if (isNow && wasThen && sameMeaning(here[key], then[key])) return [];
      const how = !isNow ? 'deleted' : wasThen ? 'modified' : 'new';
      return [{ what: 'params', file, key, how }];
    });
  });
}
