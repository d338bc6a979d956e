import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { readSittingFiles, type CohortStore, type IssuersSitting } from '#cohort';
import { LabError } from '#container';

const known = new WeakMap<CohortStore, Signal<readonly IssuersSitting[]>>();

/**
 * Sittings whose folders were brought on this page. They are kept nowhere: the draw tells every question, and goes with the page.
 */
export function sittingsOf(store: CohortStore): ReadonlySignal<readonly IssuersSitting[]> {
  return writable(store);
}

/**
 * Takes the folder that `npm run cohort -- pack` has made, in the place of an earlier one of the same sitting.
 *
 * @throws LabError `SittingUnreadable`
 */
export async function bringSitting(
  store: CohortStore,
  files: readonly File[],
): Promise<IssuersSitting> {
  const draw = files.find(({ name }) => name === 'sitting.json');
  const packs = files.filter(({ name }) => name.endsWith('.exam-pack.json'));
  if (!draw || packs.length === 0) {
    throw new LabError(
      'SittingUnreadable',
      `Among these ${files.length} files ${draw ? 'is no pack' : 'is no sitting.json'}.`,
      'Choose the folder that "npm run cohort -- pack" has made, with its packs.',
    );
  }
  const read = async (file: File) => ({
    path: file.webkitRelativePath || file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  const sitting = readSittingFiles(await read(draw), await Promise.all(packs.map(read)));
  const sittings = writable(store);
  sittings.value = [
    ...sittings.value.filter((other) => other.draw.sitting !== sitting.draw.sitting),
    sitting,
  ];
  return sitting;
}

function writable(store: CohortStore): Signal<readonly IssuersSitting[]> {
  const own = known.get(store) ?? signal<readonly IssuersSitting[]>([]);
  known.set(store, own);
  return own;
}
