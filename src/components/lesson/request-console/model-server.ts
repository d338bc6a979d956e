import { decide, FEATURES, probabilityOfDefault, type LoanDefault } from '#harborlight';
import { read, Refusal, type Inference } from './read-inference.ts';

/** A model server between two requests: what it has loaded, and what it has counted and logged. */
export interface Server {
  readonly models: Readonly<Record<string, LoanDefault>>;
  /** The version that answers when none is asked for; `undefined` while the model is being fetched. */
  readonly champion: string | undefined;
  /** Answers to infer, by `version code`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Lines of `logs/predictions.jsonl`. */
  readonly log: readonly string[];
}

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string;
}

export interface Response {
  readonly status: number;
  /** JSON, or Prometheus text for `/metrics`. */
  readonly body: unknown;
  readonly server: Server;
}

const NAME = 'loan-default';

/**
 * Answers one request as a server of the Open Inference Protocol (V2, HTTP) does that has the model `loan-default`.
 *
 * For the health addresses the status is the answer: 200 is yes, 400 is no. An error is `{"error": "…"}`.
 */
export function answer(server: Server, request: Request): Response {
  try {
    return route(server, request);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      status: error.status,
      body: { error: error.message },
      server: error.counted ?? server,
    };
  }
}

function route(server: Server, { method, path, body }: Request): Response {
  const ok = (answered: unknown): Response => ({ status: 200, body: answered, server });
  const get = method === 'GET';
  if (get && path === '/v2/health/live') return ok({ live: true });
  if (get && path === '/v2/health/ready') {
    if (server.champion === undefined) throw new Refusal(400, 'no model is loaded yet');
    return ok({ ready: true });
  }
  if (get && path === '/v2') {
    return ok({ name: 'harborlight-scoring', version: '1.0.0', extensions: [] });
  }
  if (get && path === '/metrics') return ok(metricsOf(server));
  const [, name, version, action] =
    /^\/v2\/models\/([^/]+)(?:\/versions\/([^/]+))?(\/ready|\/infer)?$/.exec(path) ?? [];
  if (name !== undefined && !get && action === '/infer') return infer(server, name, version, body);
  if (name !== undefined && get && action !== '/infer') {
    versionOf(server, name, version);
    return ok(action === '/ready' ? { name, ready: true } : metadataOf(server));
  }
  throw new Refusal(404, `there is no ${method} ${path}`);
}

function versionOf(server: Server, name: string, asked: string | undefined) {
  if (name !== NAME) throw new Refusal(404, `there is no model ${name}`);
  const version = asked ?? server.champion;
  if (version === undefined) throw new Refusal(400, 'no model is loaded yet');
  const model = server.champion === undefined ? undefined : server.models[version];
  if (!model) throw new Refusal(404, `${NAME} has no version ${version}`);
  return { version, model };
}

function infer(server: Server, name: string, asked: string | undefined, body: string): Response {
  const { version, model } = versionOf(server, name, asked);
  const counted = (code: number): Server => {
    const key = `${version} ${code}`;
    return { ...server, counts: { ...server.counts, [key]: (server.counts[key] ?? 0) + 1 } };
  };
  let inference: Inference;
  try {
    inference = read(body);
  } catch (error) {
    if (error instanceof Refusal) error.counted = counted(error.status);
    throw error;
  }
  const { id, rows } = inference;
  const scores = rows.map((row) => probabilityOfDefault(model, row));
  const decisions = scores.map((p) => decide(model, p));
  const lines = scores.map((p, i) =>
    JSON.stringify({ request_id: id ?? null, model_version: version, p, decision: decisions[i] }),
  );
  const outputs = [
    { name: 'p_default', shape: [rows.length], datatype: 'FP64', data: scores },
    { name: 'decision', shape: [rows.length], datatype: 'BYTES', data: decisions },
  ];
  return {
    status: 200,
    body: {
      ...(id === undefined ? {} : { id }),
      model_name: NAME,
      model_version: version,
      outputs,
    },
    server: { ...counted(200), log: [...server.log, ...lines] },
  };
}

function metadataOf({ models }: Server) {
  return {
    name: NAME,
    versions: Object.keys(models).sort((a, b) => Number(a) - Number(b)),
    platform: 'harborlight-logit',
    inputs: [{ name: 'features', datatype: 'FP64', shape: [-1, FEATURES.length] }],
    outputs: [
      { name: 'p_default', datatype: 'FP64', shape: [-1] },
      { name: 'decision', datatype: 'BYTES', shape: [-1] },
    ],
  };
}

function metricsOf({ counts }: Server): string {
  const lines = Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => {
      const [version = '', code = ''] = key.split(' ');
      return `inference_requests_total{model="${NAME}",version="${version}",code="${code}"} ${count}`;
    });
  return ['# TYPE inference_requests_total counter', ...lines].join('\n');
}
