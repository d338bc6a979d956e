import { sameMeaning } from '../same-meaning.ts';
import type { Signature, SignatureColumn } from './ml-model.ts';

/** The part of a semantic version that a change of the package calls for. */
export type Bump = 'major' | 'minor' | 'patch';

/** What happened to one column between two signatures, as a caller sees it. */
export interface ColumnChange {
  readonly of: 'inputs' | 'outputs';
  /** The column's name; of one without a name, its place: `#0`. */
  readonly name: string;
  readonly what: 'removed' | 'added' | 'widened' | 'narrowed' | 'required' | 'optional' | 'moved';
  readonly before: SignatureColumn | undefined;
  readonly after: SignatureColumn | undefined;
  readonly bump: Bump;
}

/** Types whose values another type holds without loss, as an input is converted. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  double: ['float', 'long', 'integer'],
  long: ['integer'],
};

/**
 * Compares two signatures by name, as a caller that sends names depends on them; order and spaces do not count.
 *
 * @see curriculum.md 5.10 for which change is major, minor or patch
 */
export function compareSignatures(before: Signature, after: Signature): readonly ColumnChange[] {
  return [
    ...columnChanges('inputs', before.inputs, after.inputs),
    ...columnChanges('outputs', before.outputs, after.outputs),
  ];
}

/** The largest bump of a list; a package without a change of its signature is a patch. */
export function bumpOf(changes: readonly ColumnChange[]): Bump {
  const bumps = changes.map(({ bump }) => bump);
  return bumps.includes('major') ? 'major' : bumps.includes('minor') ? 'minor' : 'patch';
}

/** A column is required unless it says otherwise. */
export const isRequired = ({ required }: SignatureColumn): boolean => required ?? true;

function columnChanges(
  of: ColumnChange['of'],
  before: readonly SignatureColumn[],
  after: readonly SignatureColumn[],
): ColumnChange[] {
  const [old, now] = [byName(before), byName(after)];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].flatMap((name): ColumnChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    const change = (what: ColumnChange['what'], bump: Bump): ColumnChange => ({
      of,
      name,
      what,
      before: was?.column,
      after: is?.column,
      bump,
    });
    if (!is) return [change('removed', 'major')];
    if (!was) {
      const breaks = of === 'inputs' && isRequired(is.column);
      return [change('added', breaks ? 'major' : 'minor')];
    }
    const changes: ColumnChange[] = [];
    if (!sameType(was.column, is.column)) {
      const holds = HOLDS[is.column.type]?.includes(was.column.type) ?? false;
      changes.push(
        change(holds ? 'widened' : 'narrowed', holds && of === 'inputs' ? 'minor' : 'major'),
      );
    }
    if (isRequired(was.column) !== isRequired(is.column)) {
      const isNow = isRequired(is.column);
      const breaks = of === 'inputs' ? isNow : !isNow;
      changes.push(change(isNow ? 'required' : 'optional', breaks ? 'major' : 'minor'));
    }
    if (changes.length === 0 && was.place !== is.place) changes.push(change('moved', 'patch'));
    return changes;
  });
}

interface Placed {
  readonly column: SignatureColumn;
  readonly place: number;
}

const byName = (columns: readonly SignatureColumn[]): ReadonlyMap<string, Placed> =>
  new Map(columns.map((column, place) => [column.name ?? `#${place}`, { column, place }]));

/** Types agree, and of tensors what is inside as well. */
function sameType(a: SignatureColumn, b: SignatureColumn): boolean {
  const inside = (column: SignatureColumn): unknown =>
    (column as unknown as Readonly<Record<string, unknown>>)['tensor-spec'];
  return a.type === b.type && sameMeaning(inside(a), inside(b));
}
