import type { ProjectFiles } from '../dvc/project-files.ts';
import type { Reading } from '../format-fault.ts';
import { anything, anyText, holdTo, type Shape } from '../yaml/shape.ts';
import { readYamlDocument } from '../yaml/yaml-document.ts';

/** A run of MLflow's tracking file store. */
export interface TrackedRun {
  readonly runId: string;
  readonly name: string | undefined;
  /** Where its artifacts lie, as MLflow wrote it: a path or an address. */
  readonly artifactUri: string;
  /** The last value of each. */
  readonly metrics: ReadonlyMap<string, number>;
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
}

const RUN: Shape = {
  kind: 'mapping',
  required: { run_id: anyText, artifact_uri: anyText },
  optional: { run_name: anyText },
  others: anything,
};

const decoder = new TextDecoder();

/**
 * Reads a run of MLflow's tracking file store.
 *
 * @param folder the run's: `mlruns/0/<run id>`
 */
export function readTrackedRun(files: ProjectFiles, folder: string): Reading<TrackedRun> {
  const file = `${folder}/meta.yaml`;
  const bytes = files.get(file);
  if (!bytes) {
    return {
      faults: [
        { file, line: 1, path: '', found: 'no such file', wanted: 'the meta.yaml of a run' },
      ],
    };
  }
  const document = readYamlDocument(decoder.decode(bytes), file, 'pyyaml');
  if (document.faults) return document;
  const held = holdTo<{
    readonly run_id: string;
    readonly artifact_uri: string;
    readonly run_name?: string;
  }>(document.value, RUN);
  if (held.faults) return held;
  const texts = (kind: string) =>
    [...files].flatMap(([path, text]): [string, string][] =>
      path.startsWith(`${folder}/${kind}/`)
        ? [[path.slice(folder.length + kind.length + 2), decoder.decode(text)]]
        : [],
    );
  const metrics = texts('metrics').map(([name, text]): [string, number] => [
    name,
    // One line for each time that it was logged: time, value, step.
    Number(text.trim().split('\n').at(-1)?.split(' ')[1] ?? 'NaN'),
  ]);
  return {
    value: {
      runId: held.value.run_id,
      name: held.value.run_name,
      artifactUri: held.value.artifact_uri,
      metrics: new Map(metrics),
      params: new Map(texts('params')),
      tags: new Map(texts('tags')),
    },
  };
}
