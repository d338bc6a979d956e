import { faultSentence, readRunEvents, runFaults, type DatasetName } from '#formats';
import type { Finding } from '#grading';
import { EVENTS } from './hidden-lakes.ts';
import { changedFiles, linesAdded } from './lake-changes.ts';
import type { Erasure } from './erasure.ts';

const WANTED = 'A START and a COMPLETE of OpenLineage 2-0-2 with one new run id, added at the end.';

/**
 * What is wrong with the events that an erasure added, or `undefined`.
 *
 * @param runIds ids of runs seen before; the new one is added
 */
export function lineageFault(
  { lake, ran, wrong }: Erasure,
  runIds: Set<string>,
): Finding | undefined {
  const added = linesAdded(lake.files[EVENTS] ?? '', ran.files[EVENTS]);
  if (!added || added.length === 0) {
    return wrong(
      'The erasure adds no event to the lineage.',
      added ? 'no line' : 'earlier lines were changed',
      WANTED,
    );
  }
  const read = readRunEvents(added.join('\n'), `${EVENTS} (new lines)`);
  if (!read.value) {
    return wrong(
      'An event is none of OpenLineage.',
      read.faults.slice(0, 3).map(faultSentence).join('\n'),
      WANTED,
    );
  }
  const events = read.value.map(({ event }) => event);
  const ids = new Set(events.map(({ run }) => run.runId.toLowerCase()));
  const [fault] = runFaults(read.value, EVENTS);
  if (ids.size !== 1 || fault) {
    const found = fault ? fault.found : `${ids.size} run ids`;
    return wrong(
      'The events are not those of one run.',
      `${found}: ${events.map(({ eventType }) => eventType ?? 'none').join(', ')}`,
      WANTED,
    );
  }
  const [id = ''] = ids;
  if (runIds.has(id) || (lake.files[EVENTS] ?? '').toLowerCase().includes(id)) {
    return wrong('The run has an id that another run has.', id, 'A new run id for each run.');
  }
  runIds.add(id);
  if (!events.some(({ eventType }) => eventType === 'COMPLETE')) {
    return wrong(
      'An erasure that was done is not told as complete.',
      events.map(({ eventType }) => eventType ?? 'none').join(', '),
      WANTED,
    );
  }
  const changed = changedFiles(lake.files, ran.files).flatMap((path) => lake.reached[path] ?? []);
  const [inputs, outputs] = (['inputs', 'outputs'] as const).map((side) =>
    namesOf(events.flatMap((event) => event[side] ?? [])),
  );
  const wanted = namesOf(changed);
  if (String(outputs) !== String(wanted)) {
    return wrong(
      'The outputs are not the data sets that it changed.',
      `outputs: ${outputs?.join(', ') ?? ''}`,
      wanted.join(', '),
    );
  }
  const missing = wanted.find((name) => !inputs?.includes(name));
  if (missing === undefined) return undefined;
  return wrong(
    'The inputs are not the data sets that it looked through.',
    `inputs: ${inputs?.join(', ') ?? ''}`,
    `${missing} among them: what it changed it read.`,
  );
}

function namesOf(datasets: readonly DatasetName[]): readonly string[] {
  return [...new Set(datasets.map(({ namespace, name }) => `${namespace}/${name}`))].sort();
}
