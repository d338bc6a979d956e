import { textFile, type FileTree } from '#container';
import {
  askAsgi,
  type AsgiSeen,
  type AsgiSession,
  type AsgiStep,
  type Probe,
  type SharedLook,
} from '#grading';
import { probabilityOfDefault } from '#harborlight';
import { modelFiles, vectors, type Models } from './generate.ts';
import { badRequests, CANARIES, tensor } from './hidden-requests.ts';

export const LOG = 'logs/predictions.jsonl';
const get = (path: string): AsgiStep => ({ method: 'GET', path });
const post = (path: string, body: unknown): AsgiStep => ({ method: 'POST', path, body });

/** What is served: the names of the model and of its first output, and its versions by seed. */
export interface Serving {
  readonly model: string;
  readonly probability: string;
  readonly draw: (seed: string) => Models;
}

/** What the hidden sessions of a grading are drawn from. */
export interface Hidden {
  readonly serving: Serving;
  readonly models: Models;
  readonly rows: readonly (readonly number[])[];
  readonly batches: readonly (readonly (readonly number[])[])[];
}

function hiddenOf(probe: Probe, serving: Serving): Hidden {
  const models = serving.draw(probe.hiddenSeed(1));
  const rows = tellingRows(models, vectors(probe.hiddenSeed(2), 400));
  const more = vectors(probe.hiddenSeed(3), 72);
  const batches = [more.slice(0, 1), more.slice(1, 8), more.slice(8, 72)];
  return { serving, models, rows, batches };
}

/** Fifty rows: two are extreme, and the last ones lie between the thresholds of the two versions: there the versions must differ. */
function tellingRows(
  models: Models,
  drawn: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const all = Object.values(models.versions);
  const thresholds = all.map(({ threshold }) => threshold).sort();
  const [low = 0, high = 1] = thresholds;
  const telling = all.flatMap((model) => {
    const between = drawn.find((row) => {
      const p = probabilityOfDefault(model, row);
      return p > low && p < high;
    });
    return between ? [between] : [];
  });
  // Finite and far out: exp overflows for whoever takes it of the wrong sign.
  const [first = []] = drawn;
  const extreme = [first.with(0, 9e3), first.with(0, -9e3)];
  return [...drawn.slice(0, 48 - telling.length), ...extreme, ...telling];
}

export type SessionName =
  | 'empty'
  | 'headless'
  | 'metadata'
  | 'predictions'
  | 'bad'
  | 'routes'
  | 'reload'
  | 'metrics'
  | 'log';

export interface Conversations {
  readonly hidden: Hidden;
  readonly seen: Readonly<Partial<Record<SessionName, AsgiSeen>>>;
}

/** Every hidden conversation with the learner's application, each with its own copy and a fresh import. */
export const conversationsWith = (
  servingFor: (probe: Probe) => Serving,
  wanted: ReadonlySet<SessionName>,
): SharedLook<Conversations> => ({
  async run(probe) {
    const hidden = hiddenOf(probe, servingFor(probe));
    const own = Object.fromEntries(
      Object.entries(await probe.tree()).filter(([path]) => !/^(?:models|logs)\//.test(path)),
    );
    const sessions = sessionsOf(hidden, own);
    const names = (Object.keys(sessions) as SessionName[]).filter((name) => wanted.has(name));
    const seen = await askAsgi(
      probe,
      'service.app:app',
      names.map((name) => sessions[name]),
    );
    return { hidden, seen: Object.fromEntries(names.map((name, i) => [name, seen[i]])) };
  },
});

function sessionsOf(hidden: Hidden, own: FileTree): Record<SessionName, AsgiSession> {
  const { serving, models, rows, batches } = hidden;
  const { champion, other } = models;
  const folder = `models/${serving.model}`;
  const work = { ...own, ...modelFiles(models, folder) };
  const aliases = `${folder}/aliases.json`;
  const model = `/v2/models/${serving.model}`;
  const infer = `${model}/infer`;
  const one = tensor(rows.slice(0, 1));
  const write = (to: string): AsgiStep => ({
    write: aliases,
    text: JSON.stringify({ champion: to }),
  });
  const at = (version: string) => `${model}/versions/${version}/infer`;
  const load = post(`/v2/repository/models/${serving.model}/load`, {});
  return {
    empty: {
      work: { ...own, [folder]: { kind: 'folder' } },
      steps: [get('/v2/health/live'), get('/v2/health/ready')],
    },
    headless: {
      work: { ...work, [aliases]: textFile('{"champion": "77"}\n') },
      steps: [get('/v2/health/live'), get('/v2/health/ready')],
    },
    metadata: {
      work,
      steps: [
        ...[get('/v2/health/ready'), get('/v2'), get(model), get(`${model}/versions/${other}`)],
        ...[get(`${model}/ready`), get(`${model}/versions/${other}/ready`)],
        ...[get('/v2/models/churn'), get(`${model}/versions/77`)],
        ...[get('/v2/models/churn/ready'), get(`${model}/versions/77/ready`)],
      ],
    },
    predictions: {
      work,
      steps: [
        ...[champion, other].map((version) => post(at(version), tensor(rows))),
        ...batches.map((batch) => post(infer, tensor(batch))),
        post(infer, tensor(batches[1] ?? [], { nested: true })),
        post(infer, tensor(rows.slice(0, 2), { id: 'A-00♥42' })),
        post(infer, tensor(rows.slice(0, 2))),
      ],
    },
    bad: {
      work,
      steps: [
        ...badRequests(rows, serving.model).map(({ path, body }) => post(path ?? infer, body)),
        post(infer, one),
      ],
    },
    routes: { work, steps: [post(infer, one), post(at(other), one), post(at(champion), one)] },
    reload: {
      work,
      steps: [
        ...[post(infer, one), write(other), post(infer, one), load, post(infer, one)],
        ...[write('77'), load, post(infer, one), get('/v2/health/ready')],
      ],
    },
    metrics: {
      work,
      steps: [
        ...[post(infer, one), post(infer, one), post(at(other), one)],
        ...[post(infer, { inputs: [] }), get('/metrics')],
      ],
    },
    log: {
      work,
      collect: [LOG],
      steps: [
        post(infer, tensor(rows.slice(0, 2), { id: 'r-1', parameters: CANARIES })),
        post(at(other), { ...tensor(rows.slice(2, 3)), parameters: CANARIES }),
      ],
    },
  };
}
