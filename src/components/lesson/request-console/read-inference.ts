import { FEATURES } from '#harborlight';
import type { Server } from './model-server.ts';

/** A request that gets an error in place of an answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** The server that has counted it, when it was a call of infer. */
  counted: Server | undefined;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An inference request that has passed every guard. */
export interface Inference {
  readonly id: string | undefined;
  /** One list of 13 numbers for each applicant. */
  readonly rows: readonly (readonly number[])[];
}

const MOST_BYTES = 1_000_000;
const WIDTH = FEATURES.length;

/**
 * Reads the body of an infer call: six guards, each before the first computation.
 *
 * @throws Refusal with 400 and a sentence that says what was found and what was expected
 */
export function read(body: string): Inference {
  if (body.length > MOST_BYTES)
    throw new Refusal(400, `the body has more than ${MOST_BYTES} bytes`);
  const request = object(parsed(body), 'the body');
  const inputs = request['inputs'];
  if (!Array.isArray(inputs))
    throw new Refusal(400, 'inputs is missing; a list of tensors is expected');
  const found = inputs.map((one, i) => object(one, `inputs[${i}]`));
  const tensor = found.find(({ name }) => name === 'features');
  if (!tensor || found.length !== 1) {
    const names = found.map(({ name }) => say(name)).join(', ') || 'none';
    throw new Refusal(400, `inputs: exactly one tensor "features" is expected, found ${names}`);
  }
  if (tensor['datatype'] !== 'FP64') {
    throw new Refusal(400, `features: datatype FP64 is expected, found ${say(tensor['datatype'])}`);
  }
  const count = rowsIn(tensor['shape']);
  const data = flat(tensor['data'], count);
  if (data.length !== count * WIDTH) {
    throw new Refusal(
      400,
      `features: shape [${count}, ${WIDTH}] needs ${count * WIDTH} numbers, got ${data.length}`,
    );
  }
  const odd = data.findIndex((one) => typeof one !== 'number' || !Number.isFinite(one));
  if (odd >= 0) {
    throw new Refusal(
      400,
      `features: data[${odd}] is ${say(data[odd])}; finite numbers are expected`,
    );
  }
  const { id } = request;
  if (id !== undefined && typeof id !== 'string') {
    throw new Refusal(400, `id: a text is expected, found ${say(id)}`);
  }
  const numbers = data as readonly number[];
  return {
    id,
    rows: Array.from({ length: count }, (_, i) => numbers.slice(i * WIDTH, (i + 1) * WIDTH)),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    const constant = /(?<![\w"])(?:NaN|-?Infinity)(?!\w)/.exec(body)?.[0];
    throw new Refusal(
      400,
      constant === undefined ? 'the body is not JSON' : `the body is not JSON: ${constant} is none`,
    );
  }
}

function object(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, `${what}: an object is expected, found ${say(value)}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function rowsIn(shape: unknown): number {
  const [count, width] = Array.isArray(shape) ? (shape as readonly unknown[]) : [];
  const isRight =
    Array.isArray(shape) &&
    shape.length === 2 &&
    width === WIDTH &&
    Number.isInteger(count) &&
    (count as number) >= 1;
  if (!isRight) {
    throw new Refusal(
      400,
      `features: shape [N, ${WIDTH}] with N of 1 or more is expected, found ${say(shape)}`,
    );
  }
  return count as number;
}

/** Data as one flat list; nested data must have the tensor's shape. */
function flat(data: unknown, count: number): readonly unknown[] {
  if (!Array.isArray(data))
    throw new Refusal(400, `features: data must be a list, found ${say(data)}`);
  const rows = data as readonly unknown[];
  if (!rows.some(Array.isArray)) return rows;
  const isShaped =
    rows.length === count && rows.every((row) => Array.isArray(row) && row.length === WIDTH);
  if (!isShaped) {
    throw new Refusal(400, `features: nested data must be ${count} lists of ${WIDTH} numbers`);
  }
  return rows.flat();
}

const say = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
