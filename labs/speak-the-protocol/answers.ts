import {
  doesNotHold,
  firstDifference,
  isMapping,
  shownJson,
  type AsgiAnswer,
  type Finding,
} from '#grading';
import { probabilityOfDefault, type LoanDefault } from '#harborlight';
import type { Hidden } from './conversations.ts';
import { steady } from './steady-text.ts';

export const PATH = 'service/app.py';
export const LESSON = 'deploy-test-monitor/a-protocol-not-a-pet-api';

const told = ({ status, text, raised }: AsgiAnswer) => {
  if (raised !== undefined) return `an exception: ${raised.trim().split('\n').at(-1) ?? ''}`;
  return `status ${status ?? 'none'}, body ${steady(text).slice(0, 300) || '(empty)'}`;
};

export function wrong(answer: AsgiAnswer | undefined, summary: string, expected: string): Finding {
  const line = /File "[^"]*service\/app\.py", line (\d+)/.exec(answer?.raised ?? '')?.[1];
  return doesNotHold({
    summary,
    ran: steady(answer?.asked ?? 'a request'),
    cameBack: steady(answer ? told(answer) : 'no answer'),
    expected: steady(expected),
    lookAt: { path: PATH, lesson: LESSON, ...(line === undefined ? {} : { line: Number(line) }) },
  });
}

/** What is wrong with the predictions of an answer to `infer`, if anything. */
export function predicts(
  answer: AsgiAnswer | undefined,
  { serving, models }: Hidden,
  rows: readonly (readonly number[])[],
  version: string,
): Finding | undefined {
  const model = modelOf({ models }, version);
  const p = rows.map((row) => probabilityOfDefault(model, row));
  const expected = {
    model_name: serving.model,
    model_version: version,
    outputs: [
      { name: serving.probability, shape: [rows.length], datatype: 'FP64', data: p },
      { name: 'decision', shape: [rows.length], datatype: 'BYTES' },
    ],
  };
  if (answer?.status !== 200)
    return wrong(answer, 'A sound request is not answered.', 'status 200');
  const difference = firstDifference(answer.json, expected, { tolerance: 1e-9 });
  if (!difference) return undefined;
  return wrong(
    answer,
    `The answer's ${difference.path || 'body'} is not as it should be.`,
    `${difference.path}: ${shownJson(difference.expected)} (found ${shownJson(difference.found)})`,
  );
}

export function decisionsOf(answer: AsgiAnswer | undefined): unknown {
  const outputs = isMapping(answer?.json) ? answer.json['outputs'] : undefined;
  const list = Array.isArray(outputs) ? (outputs as unknown[]) : [];
  const found = list.find((one) => isMapping(one) && one['name'] === 'decision');
  return isMapping(found) ? found['data'] : undefined;
}

export function modelOf({ models }: Pick<Hidden, 'models'>, version: string): LoanDefault {
  const model = models.versions[version];
  if (!model) throw new RangeError(`There is no hidden version ${version}.`);
  return model;
}

export function versionIn(answer: AsgiAnswer | undefined): unknown {
  return isMapping(answer?.json) ? answer.json['model_version'] : undefined;
}

export const isRefusal = (answer: AsgiAnswer | undefined): boolean => (answer?.status ?? 0) >= 400;

export function hasError({ json }: AsgiAnswer): boolean {
  return isMapping(json) && typeof json['error'] === 'string' && json['error'] !== '';
}
