import {
  bumpOf,
  compareSignatures,
  type Bump,
  type ColumnChange,
  type Signature,
  type SignatureColumn,
} from '#formats';
import { FEATURES } from '#harborlight';

/** The release that the candidate would follow. */
export const CURRENT = '4.0.0';

const double = (name: string): SignatureColumn => ({ type: 'double', name, required: true });

/** The signature of run B, as the lesson prints it. */
export const SERVING: Signature = {
  inputs: FEATURES.map(double),
  outputs: [double('p_default')],
};

const change = (
  name: string,
  to: (column: SignatureColumn) => readonly SignatureColumn[],
): readonly SignatureColumn[] =>
  SERVING.inputs.flatMap((column) => (column.name === name ? to(column) : [column]));

/** Candidates to begin from; what the learner makes of them is edited as text. */
export const CANDIDATES: readonly {
  readonly id: string;
  readonly label: string;
  readonly signature: Signature;
}[] = [
  { id: 'weights', label: 'other weights only', signature: SERVING },
  {
    id: 'rename',
    label: 'Freja’s Friday',
    signature: { ...SERVING, inputs: change('late', () => [double('late_payments')]) },
  },
  {
    id: 'order',
    label: 'dti and burden exchanged',
    signature: {
      ...SERVING,
      inputs: [double('burden'), double('dti'), ...SERVING.inputs.slice(2)],
    },
  },
  {
    id: 'long',
    label: 'bureau as long',
    signature: { ...SERVING, inputs: change('bureau', (one) => [{ ...one, type: 'long' }]) },
  },
  {
    id: 'region',
    label: 'an optional region',
    signature: {
      ...SERVING,
      inputs: [...SERVING.inputs, { type: 'string', name: 'region', required: false }],
    },
  },
  {
    id: 'output',
    label: 'p_default as float',
    signature: { ...SERVING, outputs: [{ type: 'float', name: 'p_default', required: true }] },
  },
];

/** A signature's columns as an editor shows them: JSON, one column a line. */
export function columnsText(columns: readonly SignatureColumn[]): string {
  return `[\n${columns.map((column) => JSON.stringify(column)).join(',\n')}\n]`;
}

/** Columns from JSON text, or what is wrong with it in words. */
export function readColumns(text: string): readonly SignatureColumn[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `not JSON yet: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!Array.isArray(value)) return 'a list of columns was expected';
  const odd = value.findIndex((one: unknown) => {
    const { type, name, required } = (one ?? {}) as Record<string, unknown>;
    return (
      typeof type !== 'string' ||
      typeof name !== 'string' ||
      (required !== undefined && typeof required !== 'boolean')
    );
  });
  return odd < 0
    ? (value as SignatureColumn[])
    : `column ${odd + 1} must have a type and a name as text, and required as true or false`;
}

/** What a release of the candidate would be. */
export interface Release {
  readonly changes: readonly ColumnChange[];
  readonly bump: Bump;
  /** The smallest version number that tells the truth. */
  readonly needs: string;
}

export function releaseOf(candidate: Signature): Release {
  const changes = compareSignatures(SERVING, candidate);
  const bump = bumpOf(changes);
  const [major = 0, minor = 0, patch = 0] = CURRENT.split('.').map(Number);
  const needs =
    bump === 'major'
      ? `${major + 1}.0.0`
      : bump === 'minor'
        ? `${major}.${minor + 1}.0`
        : `${major}.${minor}.${patch + 1}`;
  return { changes, bump, needs };
}

/** What a change means for whoever calls the model. */
export function sayChange({ of, what, bump, after }: ColumnChange): string {
  const output = of === 'outputs';
  switch (what) {
    case 'removed':
      return output ? 'a caller looks for it in vain' : 'what callers send is dropped';
    case 'added':
      return bump === 'major' ? 'every old call lacks it' : 'may be used';
    case 'widened':
      return output ? 'a caller may be unable to hold it' : 'all old values still fit';
    case 'narrowed':
      return `${after?.type ?? ''} does not hold every old value`;
    case 'required':
      return 'calls that left it out fail';
    case 'optional':
      return output ? 'a caller may wait in vain' : 'may be left out now';
    case 'moved':
      return 'nothing, for whoever sends names';
  }
}
