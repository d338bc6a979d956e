/** What a client sends along that must never reach the log. */
export const CANARIES = { national_id: 'PL-48213-7', email: 'user311@example.test' } as const;

export interface TensorOptions {
  readonly nested?: boolean;
  readonly id?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A request with one tensor. */
export interface TensorRequest {
  readonly id?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly inputs: readonly [Readonly<Record<string, unknown>>];
}

/** A sound request for these rows. */
export function tensor(
  rows: readonly (readonly number[])[],
  options: TensorOptions = {},
): TensorRequest {
  const { nested = false, id, parameters } = options;
  const data = nested ? rows : rows.flat();
  return {
    ...(id === undefined ? {} : { id }),
    ...(parameters ? { parameters } : {}),
    inputs: [{ name: 'features', shape: [rows.length, 13], datatype: 'FP64', data }],
  };
}

export interface BadRequest {
  /** What is wrong with it, in words. */
  readonly what: string;
  readonly path?: string;
  readonly body: unknown;
  readonly statuses: readonly number[];
}

/** Eighteen requests that the protocol refuses. */
export function badRequests(
  rows: readonly (readonly number[])[],
  model: string,
): readonly BadRequest[] {
  const row = rows[0] ?? [];
  const [input] = tensor([row]).inputs;
  const withInput = (more: Readonly<Record<string, unknown>>) => ({
    inputs: [{ ...input, ...more }],
  });
  const literal = (word: string) =>
    JSON.stringify(withInput({ data: ['?', ...row.slice(1)] })).replace('"?"', word);
  const sound = tensor([row]);
  const bad = (what: string, body: unknown, statuses: readonly number[] = [400]): BadRequest => ({
    what,
    body,
    statuses,
  });
  return [
    bad('JSON that breaks off', JSON.stringify(sound).slice(0, -9)),
    bad('JSON that is no object', JSON.stringify([sound])),
    bad('no inputs', { id: 'x' }),
    bad('two tensors', { inputs: [input, input] }),
    bad('a tensor of another name', withInput({ name: 'x' })),
    bad('datatype INT64', withInput({ datatype: 'INT64' })),
    bad('shape [1, 12]', withInput({ shape: [1, 12], data: row.slice(0, 12) })),
    bad('a shape that promises more numbers than there are', withInput({ shape: [2, 13] })),
    bad(
      'nested rows of another length than the shape says',
      withInput({ shape: [2, 13], data: [row.slice(1), [...row, row[0]]] }),
    ),
    bad('a text among the numbers', withInput({ data: ['0.3', ...row.slice(1)] })),
    bad('null among the numbers', withInput({ data: [null, ...row.slice(1)] })),
    bad('the literal NaN', literal('NaN')),
    bad('the literal Infinity', literal('-Infinity')),
    bad('true among the numbers', withInput({ data: [true, ...row.slice(1)] })),
    bad('an empty batch', withInput({ shape: [0, 13], data: [] })),
    bad(
      'a body of more than 1 MB',
      JSON.stringify({ ...sound, parameters: { pad: 'x'.repeat(1_100_000) } }),
      [400, 413],
    ),
    { ...bad('a model that is not there', sound, [404]), path: '/v2/models/churn/infer' },
    {
      ...bad('a version that is not there', sound, [404]),
      path: `/v2/models/${model}/versions/77/infer`,
    },
  ];
}
