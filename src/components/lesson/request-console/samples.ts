import type { Request } from './model-server.ts';

/** A call to begin from. */
export interface Sample extends Request {
  readonly id: string;
  readonly label: string;
}

const ROW = '0.294532, 0.061812, 1.0, -0.58, 0, 0, 0.164, 0, 0, 0, 0, 0, 0';
const INFER = '/v2/models/loan-default/infer';

const body = (data: string, shape = '[1, 13]', datatype = 'FP64'): string => `{
  "id": "A-003001",
  "inputs": [
    {
      "name": "features",
      "shape": ${shape},
      "datatype": "${datatype}",
      "data": [${data}]
    }
  ]
}`;

const infer = (id: string, label: string, text: string, path = INFER): Sample => ({
  id,
  label,
  method: 'POST',
  path,
  body: text,
});
const get = (id: string, label: string, path: string): Sample => ({
  id,
  label,
  method: 'GET',
  path,
  body: '',
});

/** The lesson's request, and the mistakes that callers make with it. */
export const SAMPLES: readonly Sample[] = [
  infer('one', 'one applicant', body(ROW)),
  infer('two', 'two, as nested lists', body(`[${ROW}], [${ROW}]`, '[2, 13]')),
  infer('short', 'two promised, one sent', body(ROW, '[2, 13]')),
  infer('nan', 'NaN for a feature', body(ROW.replace('0.061812', 'NaN'))),
  infer('true', 'true for a feature', body(ROW.replace('1.0', 'true'))),
  infer('null', 'null for a missing score', body(ROW.replace('-0.58', 'null'))),
  infer('int', 'datatype INT64', body(ROW, '[1, 13]', 'INT64')),
  infer('empty', 'no applicant at all', body('', '[0, 13]')),
  infer('version-2', 'version 2', body(ROW), '/v2/models/loan-default/versions/2/infer'),
  infer('version-9', 'version 9', body(ROW), '/v2/models/loan-default/versions/9/infer'),
  get('live', 'live?', '/v2/health/live'),
  get('ready', 'ready?', '/v2/health/ready'),
  get('metadata', 'metadata', '/v2/models/loan-default'),
  get('metrics', 'metrics', '/metrics'),
];
