import { sameMeaning } from '../same-meaning.ts';
import type { LineageDataset, RunEvent } from './run-event.ts';

/** True when two events mean the same: keys and data sets in any order, times as moments. */
export function sameRunEvent(a: RunEvent, b: RunEvent): boolean {
  return sameMeaning(plain(a), plain(b));
}

function plain(event: RunEvent) {
  return {
    ...event,
    eventTime: Date.parse(event.eventTime),
    run: { ...event.run, runId: event.run.runId.toLowerCase() },
    inputs: byName(event.inputs),
    outputs: byName(event.outputs),
  };
}

/** No list of data sets and an empty one say the same. */
function byName(datasets: readonly LineageDataset[] = []) {
  const key = ({ namespace, name }: LineageDataset) => JSON.stringify([namespace, name]);
  return datasets.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
