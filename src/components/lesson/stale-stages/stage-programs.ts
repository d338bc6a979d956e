import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  auc,
  csvLines,
  featureVector,
  namedCells,
  probabilityOfDefault,
  trainLoanDefault,
  type LoanDefault,
} from '#harborlight';
import type { Files } from './live-pipeline.ts';

/** What the three scripts do, done here: each reads the files that its stage names and returns those that it writes. */

export function prepared(files: Files): Files {
  const [header = [], ...rows] = cellsOf(files['data/applications.csv']);
  const percent = parameters(files).prepare.holdout_pct;
  const isHeldOut = (row: readonly string[]): boolean => placeOf(row[2] ?? '') < percent;
  return {
    'build/train.csv': csvLines([header, ...rows.filter((row) => !isHeldOut(row))]),
    'build/holdout.csv': csvLines([header, ...rows.filter(isHeldOut)]),
  };
}

export function trained(files: Files): Files {
  const { vectors, defaulted } = learnable(files, 'build/train.csv');
  const { l2, max_iter: maxIterations } = parameters(files).train;
  const model = trainLoanDefault(vectors, defaulted, { l2, maxIterations });
  return { 'build/model.json': `${JSON.stringify(model)}\n` };
}

export function evaluated(files: Files): Files {
  const { vectors, defaulted } = learnable(files, 'build/holdout.csv');
  const model = JSON.parse(files['build/model.json'] ?? '') as LoanDefault;
  const area = auc(
    vectors.map((vector) => probabilityOfDefault(model, vector)),
    defaulted,
  );
  return { 'metrics.json': `${JSON.stringify({ auc: Number(area.toFixed(4)) })}\n` };
}

interface Parameters {
  readonly prepare: { readonly holdout_pct: number };
  readonly train: { readonly l2: number; readonly max_iter: number };
}

const parameters = (files: Files): Parameters =>
  JSON.parse((files['params.yaml'] ?? '').replace(/^#.*$/gm, '')) as Parameters;

/** The customer's md5 as a number, modulo 100. */
function placeOf(customer: string): number {
  return Number(BigInt(`0x${bytesToHex(md5(utf8ToBytes(customer)))}`) % 100n);
}

function learnable(files: Files, path: string) {
  const [header = [], ...rows] = cellsOf(files[path]);
  const outcome = new Map(
    cellsOf(files['data/outcomes.csv']).map(([id = '', value]) => [id, value === '1'] as const),
  );
  return {
    vectors: rows.map((row) => featureVector(namedCells(header, row))),
    defaulted: rows.map(([id = '']) => outcome.get(id) ?? false),
  };
}

/** Harborlight's tables quote nothing. */
const cellsOf = (text = ''): readonly (readonly string[])[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
