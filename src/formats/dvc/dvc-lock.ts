import type { Reading } from '../format-fault.ts';
import { anything, holdTo, type Shape } from '../yaml/shape.ts';
import { readYamlDocument } from '../yaml/yaml-document.ts';
import { ENTRY, type DvcEntry } from './dvc-file.ts';

/** What a stage was when it last ran. */
export interface LockedStage {
  readonly cmd: readonly string[];
  readonly deps: readonly DvcEntry[];
  readonly outs: readonly DvcEntry[];
  /** Values by file and key. */
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What `dvc.lock` says. */
export interface DvcLock {
  readonly schema: '2.0';
  readonly stages: Readonly<Record<string, LockedStage>>;
}

const COMMAND: Shape = {
  kind: 'either',
  of: [
    { kind: 'text', words: 'a command' },
    { kind: 'list', of: { kind: 'text', words: 'a command' }, atLeast: 1 },
  ],
  words: 'a command, or a list of commands',
};
const ENTRIES: Shape = { kind: 'list', of: ENTRY };
const DVC_LOCK: Shape = {
  kind: 'mapping',
  required: {
    schema: {
      kind: 'text',
      matches: /^2\.0$/,
      words: "the text '2.0', in quotes (without them it is a number)",
    },
    stages: {
      kind: 'mapping',
      others: {
        kind: 'mapping',
        required: { cmd: COMMAND },
        optional: {
          deps: ENTRIES,
          outs: ENTRIES,
          params: { kind: 'mapping', others: { kind: 'mapping', others: anything } },
        },
      },
    },
  },
  optional: { datasets: anything },
};

interface WrittenLock {
  readonly schema: '2.0';
  readonly stages: Readonly<
    Record<string, Partial<LockedStage> & { readonly cmd: string | readonly string[] }>
  >;
}

/** Reads `dvc.lock` as DVC 3 does. */
export function readDvcLock(text: string, file = 'dvc.lock'): Reading<DvcLock> {
  const document = readYamlDocument(text, file, 'ruamel');
  if (document.faults) return document;
  const held = holdTo<WrittenLock>(document.value, DVC_LOCK);
  if (held.faults) return held;
  const stages = Object.entries(held.value.stages).map(([name, stage]) => {
    const { cmd, deps = [], outs = [], params = {} } = stage;
    return [name, { cmd: typeof cmd === 'string' ? [cmd] : cmd, deps, outs, params }] as const;
  });
  return { value: { schema: '2.0', stages: Object.fromEntries(stages) } };
}
