/** The states that a run event may tell. Each run has one START, and one of COMPLETE, ABORT and FAIL. */
export type RunEventType = 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL' | 'OTHER';

/** What every facet says of itself; what else it says depends on its name. */
export interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
  readonly [key: string]: unknown;
}

export type Facets = Readonly<Record<string, Facet>>;

/** A data set by its full name: names mean something inside their namespace only. */
export interface DatasetName {
  readonly namespace: string;
  readonly name: string;
}

export interface LineageDataset extends DatasetName {
  readonly facets?: Facets;
  readonly inputFacets?: Facets;
  readonly outputFacets?: Facets;
}

/** What a run says of itself at one moment, as OpenLineage 2-0-2 has it. */
export interface RunEvent {
  readonly eventType?: RunEventType;
  /** RFC 3339. */
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets?: Facets };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets?: Facets };
  readonly inputs?: readonly LineageDataset[];
  readonly outputs?: readonly LineageDataset[];
}

/** An event of a file of events. */
export interface EventInFile {
  /** Where it stands, from 1. */
  readonly line: number;
  readonly event: RunEvent;
}
