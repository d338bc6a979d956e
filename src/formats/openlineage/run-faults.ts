import type { FormatFault } from '../format-fault.ts';
import type { EventInFile, RunEventType } from './run-event.ts';

const ENDS: readonly RunEventType[] = ['COMPLETE', 'ABORT', 'FAIL'];

/**
 * Where the runs of a file do not keep to the rule that each has one START and one end, all of the same job, told at
 * the run's last event.
 *
 * @see OpenLineage, "The Run Cycle"
 */
export function runFaults(events: readonly EventInFile[], file: string): readonly FormatFault[] {
  const runs = new Map<string, EventInFile[]>();
  for (const one of events) {
    const { runId } = one.event.run;
    runs.set(runId, [...(runs.get(runId) ?? []), one]);
  }
  return [...runs.values()].flatMap((run) => {
    const last = run.at(-1);
    if (!last) return [];
    const fault = (path: string, found: string, wanted: string): FormatFault => ({
      file,
      line: last.line,
      path,
      found,
      wanted,
    });
    const types = run.map(({ event }) => event.eventType);
    const starts = types.filter((type) => type === 'START').length;
    const ends = types.filter((type) => type !== undefined && ENDS.includes(type));
    const jobs = new Set(run.map(({ event: { job } }) => `${job.namespace} ${job.name}`));
    return [
      ...(starts === 1 ? [] : [fault('eventType', times(starts, 'START'), 'one START a run')]),
      ...(ends.length === 1
        ? []
        : [
            fault(
              'eventType',
              ends.length === 0 ? 'no end' : `the ends ${ends.join(', ')}`,
              `one of ${ENDS.join(', ')} a run`,
            ),
          ]),
      ...(jobs.size === 1
        ? []
        : [fault('run.runId', `the jobs ${[...jobs].join(', ')}`, 'a run of one job')]),
    ];
  });
}

function times(count: number, what: string): string {
  return count === 0 ? `no ${what}` : `${count} times ${what}`;
}
