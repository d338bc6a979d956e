import { histogramFault, readExposition } from '#formats';
import {
  cannotTell,
  doesNotHold,
  firstDifference,
  holds,
  isMapping,
  programFault,
  shownJson,
  type AsgiAnswer,
  type AsgiSeen,
  type Check,
  type Finding,
  type Probe,
} from '#grading';
import { decide, probabilityOfDefault } from '#harborlight';
import {
  conversationsWith,
  LOG,
  type Hidden,
  type SessionName,
  type Serving,
} from './conversations.ts';
import { badRequests, CANARIES } from './hidden-requests.ts';
import {
  decisionsOf,
  hasError,
  isRefusal,
  LESSON,
  modelOf,
  PATH,
  predicts,
  versionIn,
  wrong,
} from './answers.ts';
import { steady } from './steady-text.ts';

/** A claim about one conversation. */
interface Claim {
  readonly id: string;
  readonly session: SessionName;
  readonly says: (answers: readonly AsgiAnswer[], hidden: Hidden, seen: AsgiSeen) => Finding;
}

const claim = (id: string, session: SessionName, says: Claim['says']): Claim => ({
  id,
  session,
  says,
});

const CLAIMS: readonly Claim[] = [
  claim('live-without-a-model', 'empty', ([live]) =>
    live?.status === 200
      ? holds
      : wrong(
          live,
          'Without a model the process does not say that it lives.',
          'status 200: restarting it would not bring a model',
        ),
  ),
  claim('ready-follows-the-champion', 'headless', ([live, ready]) => {
    if (live?.status !== 200)
      return wrong(
        live,
        'With a champion that is not there the process does not say that it lives.',
        'status 200',
      );
    return isRefusal(ready)
      ? holds
      : wrong(
          ready,
          'It says that it is ready, and its champion is not there.',
          'status 400 or more',
        );
  }),
  claim('metadata-is-stated', 'metadata', (answers, { models, serving }) => {
    const [ready, server, model, version, modelReady, versionReady, ...unknown] = answers;
    const notReady = [ready, modelReady, versionReady].find((answer) => answer?.status !== 200);
    if (notReady) return wrong(notReady, 'With a champion in place it is not ready.', 'status 200');
    if (
      server?.status !== 200 ||
      !isMapping(server.json) ||
      typeof server.json['name'] !== 'string'
    )
      return wrong(
        server,
        'The server does not describe itself.',
        'status 200 and {"name", "version", "extensions"}',
      );
    const expected = {
      name: serving.model,
      versions: Object.keys(models.versions).sort(),
      platform: 'harborlight-logit',
      inputs: [{ name: 'features', datatype: 'FP64', shape: [-1, 13] }],
      outputs: [
        { name: serving.probability, datatype: 'FP64', shape: [-1] },
        { name: 'decision', datatype: 'BYTES', shape: [-1] },
      ],
    };
    for (const answer of [model, version]) {
      const difference = firstDifference(answer?.json, expected);
      if (answer?.status !== 200 || difference)
        return wrong(
          answer,
          'The metadata of the model is not as the protocol wants it.',
          `${difference?.path ?? 'status'}: ${shownJson(difference?.expected ?? 200)}`,
        );
    }
    const found = unknown.find(
      (answer) => answer.status !== 404 || (!answer.asked.endsWith('ready') && !hasError(answer)),
    );
    return found
      ? wrong(
          found,
          'A model or version that is not there is not answered so.',
          'status 404 and {"error": "…"}',
        )
      : holds;
  }),
  claim('predictions-agree', 'predictions', ([a, b], hidden) => {
    const { champion, other } = hidden.models;
    return (
      predicts(a, hidden, hidden.rows, champion) ?? predicts(b, hidden, hidden.rows, other) ?? holds
    );
  }),
  claim('batches-keep-their-shape', 'predictions', ([, , ...answers], hidden) => {
    const { champion } = hidden.models;
    for (const [i, batch] of hidden.batches.entries()) {
      const fault = predicts(answers[i], hidden, batch, champion);
      if (fault) return fault;
    }
    return holds;
  }),
  claim('nested-data-is-read', 'predictions', (answers, hidden) => {
    const { champion } = hidden.models;
    return predicts(answers[5], hidden, hidden.batches[1] ?? [], champion) ?? holds;
  }),
  claim('id-is-echoed', 'predictions', (answers) => {
    const [, , , , , , withId, without] = answers;
    if (!isMapping(withId?.json) || withId.json['id'] !== 'A-00♥42')
      return wrong(withId, 'The id of the request does not come back.', '"id": "A-00♥42"');
    if (!isMapping(without?.json) || (without.json['id'] ?? null) !== null)
      return wrong(without, 'A request without an id gets one.', 'no id');
    return holds;
  }),
  claim('each-version-has-its-threshold', 'predictions', ([a, b], hidden) => {
    const { champion, other } = hidden.models;
    for (const [answer, version] of [
      [a, champion],
      [b, other],
    ] as const) {
      const model = modelOf(hidden, version);
      const expected = hidden.rows.map((row) => decide(model, probabilityOfDefault(model, row)));
      const found = decisionsOf(answer);
      const difference = firstDifference(found, expected);
      if (difference)
        return wrong(
          answer,
          `Version ${version} does not decide by its own threshold of ${model.threshold}.`,
          `decision${difference.path}: ${shownJson(difference.expected)} (found ${shownJson(difference.found)})`,
        );
    }
    return holds;
  }),
  claim('bad-input-is-refused', 'bad', (answers, hidden) => {
    const probes = badRequests(hidden.rows, hidden.serving.model);
    for (const [i, { what, statuses }] of probes.entries()) {
      const answer = answers[i];
      if (
        answer &&
        statuses.includes(answer.status ?? 0) &&
        hasError(answer) &&
        !answer.text.includes('Traceback')
      )
        continue;
      return wrong(
        answer,
        `A request is not refused as it should be: ${what}.`,
        `status ${statuses.join(' or ')} and {"error": "…"}, without a traceback`,
      );
    }
    const last = answers.at(-1);
    return last?.status === 200
      ? holds
      : wrong(last, 'After bad requests a sound one is not answered.', 'status 200');
  }),
  claim('versions-are-routed', 'routes', (answers, { models }) => {
    const expected = [models.champion, models.other, models.champion];
    const i = expected.findIndex((version, k) => versionIn(answers[k]) !== version);
    return i < 0
      ? holds
      : wrong(
          answers[i],
          'Another version answers than the one that was asked.',
          `"model_version": "${expected[i] ?? ''}"`,
        );
  }),
  claim('reload-is-explicit', 'reload', (answers, { models }) => {
    const [before, changed, loaded, after, failed, still, ready] = answers;
    const { champion, other } = models;
    if (versionIn(before) !== champion)
      return wrong(before, 'The champion does not answer.', `"model_version": "${champion}"`);
    if (versionIn(changed) !== champion)
      return wrong(
        changed,
        'A change of aliases.json is served before it was loaded.',
        `"model_version": "${champion}", until POST …/load`,
      );
    if (loaded?.status !== 200) return wrong(loaded, 'A load does not succeed.', 'status 200');
    if (versionIn(after) !== other)
      return wrong(
        after,
        'After a load the new champion does not answer.',
        `"model_version": "${other}"`,
      );
    if (!isRefusal(failed) || (failed?.status ?? 500) >= 500)
      return wrong(
        failed,
        'A load whose champion is not there is not refused.',
        'status 400 or 404',
      );
    if (versionIn(still) !== other)
      return wrong(
        still,
        'A load that failed took the version away that had answered.',
        `"model_version": "${other}"`,
      );
    return ready?.status === 200
      ? holds
      : wrong(ready, 'After a load that failed it is no longer ready.', 'status 200');
  }),
  claim('metrics-add-up', 'metrics', (answers, { models, serving }) => {
    const answer = answers[4];
    if (answer?.status !== 200) return wrong(answer, 'There are no metrics.', 'status 200');
    const read = readExposition(answer.text, '/metrics');
    if (!read.value)
      return wrong(
        answer,
        'The metrics are not in the Prometheus text format.',
        `line ${read.faults[0].line}: ${read.faults[0].wanted}`,
      );
    const { samples, types } = read.value;
    const count = (version: string, code: string) =>
      samples
        .filter(
          ({ name, labels }) =>
            name === 'inference_requests_total' &&
            labels['model'] === serving.model &&
            labels['version'] === version &&
            labels['code'] === code,
        )
        .reduce((sum, { value }) => sum + value, 0);
    const due = [
      [models.champion, '200', 2],
      [models.other, '200', 1],
      [models.champion, '400', 1],
    ] as const;
    const off = due.find(([version, code, value]) => count(version, code) !== value);
    if (off)
      return wrong(
        answer,
        'The counter does not say what was asked.',
        `inference_requests_total{model="${serving.model}",version="${off[0]}",code="${off[1]}"} ${off[2]} (found ${count(off[0], off[1])})`,
      );
    if (
      types['inference_requests_total'] !== 'counter' ||
      types['inference_latency_seconds'] !== 'histogram'
    )
      return wrong(answer, 'The types are not stated.', '# TYPE lines: a counter and a histogram');
    const fault = histogramFault(read.value, 'inference_latency_seconds');
    return fault === undefined
      ? holds
      : wrong(
          answer,
          fault,
          'buckets that each count all faster answers, and le="+Inf" equal to _count',
        );
  }),
  claim('log-holds-no-customer', 'log', (answers, hidden, { run }) => {
    const bytes = run.files[LOG];
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const leak = Object.entries(CANARIES)
      .flat()
      .find((secret) => text.includes(secret));
    const about = (summary: string, expected: string) =>
      doesNotHold({
        summary,
        ran: `${answers.length} requests, then ${LOG}`,
        cameBack: bytes ? steady(text).slice(0, 400) : 'no such file',
        expected: steady(expected),
        lookAt: { path: PATH, lesson: LESSON },
      });
    if (leak !== undefined)
      return about(
        `The log holds ${JSON.stringify(leak)}, which a client sent among its parameters.`,
        'ts, request_id, model_version, p and decision only',
      );
    const { champion, other } = hidden.models;
    const said = answers.flatMap((answer) => {
      const decisions = decisionsOf(answer);
      return Array.isArray(decisions) ? (decisions as unknown[]) : [];
    });
    const expected = hidden.rows.slice(0, 3).map((row, i) => {
      const version = i < 2 ? champion : other;
      return {
        request_id: i < 2 ? 'r-1' : null,
        model_version: version,
        p: probabilityOfDefault(modelOf(hidden, version), row),
        decision: said[i],
      };
    });
    const found = lines.map((line) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        return line;
      }
    });
    const difference = firstDifference(found, expected, { tolerance: 1e-9 });
    if (difference)
      return about(
        'The log does not have one line for each row predicted.',
        `${difference.path || 'lines'}: ${shownJson(difference.expected)}`,
      );
    const undated = found.find(
      (line) => !isMapping(line) || Number.isNaN(Date.parse(String(line['ts']))),
    );
    return undated === undefined
      ? holds
      : about('A line of the log has no time.', 'ts: a time such as 2026-04-07T10:00:00Z');
  }),
];

/**
 * What the protocol asks of a service, as checks of the application `service/app.py`.
 *
 * @param only ids of the checks that are wanted; all of them unless told
 */
export function protocolChecks(
  servingFor: (probe: Probe) => Serving,
  only: readonly string[] = CLAIMS.map(({ id }) => id),
): readonly Check[] {
  const claims = CLAIMS.filter(({ id }) => only.includes(id));
  const sessions = new Set(claims.map((one) => one.session));
  const conversations = conversationsWith(servingFor, sessions);
  return claims.map(({ id, session, says }) => ({
    id,
    async run(probe) {
      const { hidden, seen: all } = await probe.shared(conversations);
      const seen = all[session];
      if (!seen) throw new RangeError(`The conversation "${session}" was not held.`);
      const { run, answers } = seen;
      const about = { path: PATH, given: 'a conversation with the application', lesson: LESSON };
      const command = 'service.app:app, called as ASGI';
      const ended = programFault({ ...run, command }, [0], about);
      if (ended) return ended;
      if (answers.length === 0)
        return cannotTell('The application gave no answers that can be read.');
      return says(answers, hidden, seen);
    },
  }));
}
