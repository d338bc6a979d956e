import type { DatasetName, RunEvent } from './run-event.ts';

/**
 * A data set and all that was made of it: the outputs of every job that ever read a data set of the list, nearest
 * first. Events of a job are taken together, because START often names what is read and the end what was written, and
 * a run that failed may have written.
 */
export function downstreamDatasets(
  events: readonly RunEvent[],
  start: DatasetName,
): readonly DatasetName[] {
  const jobs = new Map<string, { inputs: Set<string>; outputs: DatasetName[] }>();
  for (const { job, inputs = [], outputs = [] } of events) {
    const known = jobs.get(key(job)) ?? { inputs: new Set(), outputs: [] };
    for (const input of inputs) known.inputs.add(key(input));
    known.outputs.push(...outputs);
    jobs.set(key(job), known);
  }
  const reached = new Map([[key(start), start]]);
  // A map hands out what is added while it is walked, so the walk is breadth first and ends in a cycle too.
  for (const [from] of reached) {
    for (const { inputs, outputs } of jobs.values()) {
      if (!inputs.has(from)) continue;
      for (const { namespace, name } of outputs) {
        const to = key({ namespace, name });
        if (!reached.has(to)) reached.set(to, { namespace, name });
      }
    }
  }
  return [...reached.values()];
}

function key({ namespace, name }: DatasetName): string {
  return JSON.stringify([namespace, name]);
}
