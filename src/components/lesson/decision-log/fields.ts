/** A field that a line of the log may hold. */
export interface Field {
  readonly id: string;
  /** As it stands in the line of the lesson. */
  readonly sample: string;
  /** True when the field itself names a person. */
  readonly names?: boolean;
}

export const FIELDS: readonly Field[] = [
  { id: 'seq', sample: '4812' },
  { id: 'ts', sample: '2026-04-07T07:54:20Z' },
  { id: 'event', sample: 'decision' },
  { id: 'application_id', sample: 'A-003001' },
  { id: 'subject_token', sample: 'k2.d84468bc4daa5a4e' },
  { id: 'email', sample: 'a user’s address', names: true },
  { id: 'model_version', sample: '3' },
  { id: 'data_md5', sample: '9f356cb81300c9da632089b420cb45da' },
  { id: 'input_digest', sample: 'digest of the feature vector' },
  { id: 'features', sample: 'all thirteen values' },
  { id: 'p', sample: '0.0966' },
  { id: 'threshold', sample: '0.2' },
  { id: 'decision', sample: 'approve' },
  { id: 'status_code', sample: '200' },
  { id: 'latency_ms', sample: '14' },
  { id: 'prev, hash', sample: 'the chain' },
];

/** What a letter asks of the log. Each group is a way to answer; a group needs all of its fields. */
export interface Demand {
  readonly id: string;
  readonly asks: string;
  readonly ways: readonly (readonly string[])[];
}

export const LETTER: readonly Demand[] = [
  { id: 'person', asks: 'All decisions on one person', ways: [['subject_token'], ['email']] },
  { id: 'period', asks: 'between 1 March and 30 April', ways: [['ts']] },
  { id: 'version', asks: 'the version of the system', ways: [['model_version']] },
  { id: 'inputs', asks: 'the essential inputs', ways: [['input_digest'], ['features']] },
  { id: 'result', asks: 'the result', ways: [['p', 'threshold', 'decision']] },
  { id: 'human', asks: 'whether a human changed it', ways: [['event', 'application_id']] },
  { id: 'unaltered', asks: 'evidence that nothing is altered', ways: [['seq', 'prev, hash']] },
];

/** No six months in a row are longer. */
export const LEAST_DAYS = 184;

export interface Reply {
  readonly demand: Demand;
  /** Fields that are still missing on the shortest way; empty when the log answers. */
  readonly missing: readonly string[];
}

/** What the log answers, demand by demand. */
export function replies(chosen: ReadonlySet<string>): readonly Reply[] {
  return LETTER.map((demand) => {
    const gaps = demand.ways.map((way) => way.filter((field) => !chosen.has(field)));
    const [first = []] = gaps.toSorted((a, b) => a.length - b.length);
    return { demand, missing: first };
  });
}

/** What is wrong with the design although it answers. */
export function objections(chosen: ReadonlySet<string>, days: number): readonly string[] {
  const found: string[] = [];
  for (const { id, names } of FIELDS) {
    if (names && chosen.has(id)) {
      found.push(
        `${id} names a person, in the table that is kept longest and read by everybody on call.`,
      );
    }
  }
  if (chosen.has('features')) {
    found.push('features are thirteen facts about a person; a digest proves them and says none.');
  }
  if (days < LEAST_DAYS) {
    found.push(`${days} days are less than six months: ${LEAST_DAYS} is the least.`);
  }
  return found;
}
