import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { applicationsCsv, Random, table, type Application } from '#harborlight';
import { readFeatureCode, type Row } from './feature-code.ts';
import { FILES, type Ingredient, type Recipe } from './ingredients.ts';
import { areaUnderCurve, fit, inPairs, oneByOne, probability } from './logistic-regression.ts';

const SEED = 'harborlight-1';
/** An application is referred to a person from this probability of default. */
const THRESHOLD = 0.2;

/** What one training run left behind. Digests are md5 in hexadecimal. */
export interface TrainingRun {
  /** Digest of each ingredient. */
  readonly inputs: Readonly<Record<Ingredient, string>>;
  /** The bytes of `model.json`, as text. */
  readonly model: string;
  readonly modelDigest: string;
  /** Number of rows that the seed drew for training. */
  readonly trainedOn: number;
  /** On 1,000 applications that no run has seen. */
  readonly auc: number;
  /** For each of these 1,000: whether it is referred to a person. */
  readonly referred: readonly boolean[];
}

let tables: { readonly january: Drawn; readonly april: Drawn; readonly holdout: Drawn } | undefined;

interface Drawn {
  readonly applications: readonly Application[];
  readonly rows: readonly Row[];
  readonly labels: readonly number[];
}

/** Trains the small sibling of `loan-default` from a recipe. The same recipe gives the same bytes on every machine. */
export function trainingRun(recipe: Recipe): TrainingRun {
  tables ??= {
    january: draw('train', 3000, 1, 0, 84),
    april: draw('april', 250, 4001, 84, 7),
    holdout: draw('holdout', 1000, 3001, 84, 28),
  };
  const { january, april, holdout } = tables;
  const used = recipe.data === 'january' ? [january] : [january, april];
  const rows = used.flatMap((drawn) => drawn.rows);
  const labels = used.flatMap((drawn) => drawn.labels);

  const code = FILES.code[recipe.code];
  const parameters = FILES.parameters[recipe.parameters];
  const environment = FILES.environment[recipe.environment];
  const randomness = FILES.randomness[recipe.randomness];

  const features = readFeatureCode(code);
  const chosen = fourOfFive(rows.length, Number(randomness));
  const weights = fit(
    chosen.map((i) => features.map(({ of }) => of(rows[i] ?? {}))),
    chosen.map((i) => labels[i] ?? 0),
    {
      ridge: numberIn(parameters, 'l2'),
      iterations: numberIn(parameters, 'max_iter'),
      add: environment.includes('1.8.0') ? oneByOne : inPairs,
    },
  );
  const scores = holdout.rows.map((row) =>
    probability([1, ...features.map(({ of }) => of(row))], weights),
  );
  const [intercept, ...coef] = weights;
  const names = features.map(({ name }) => name);
  const model = `${JSON.stringify({ format: 'harborlight-tiny/1', features: names, intercept, coef, threshold: THRESHOLD })}\n`;
  return {
    inputs: {
      code: digest(code),
      data: digest(applicationsCsv(used.flatMap((drawn) => drawn.applications))),
      parameters: digest(parameters),
      environment: digest(environment),
      randomness: digest(randomness),
    },
    model,
    modelDigest: digest(model),
    trainedOn: chosen.length,
    auc: areaUnderCurve(scores, holdout.labels),
    referred: scores.map((score) => score >= THRESHOLD),
  };
}

/** How many of the unseen applications two runs treat differently. */
export function decisionsThatDiffer(a: TrainingRun, b: TrainingRun): number {
  return a.referred.filter((referred, i) => referred !== b.referred[i]).length;
}

function draw(
  name: string,
  rows: number,
  first: number,
  startDay: number,
  spanDays: number,
): Drawn {
  const applications = table(name, SEED, { rows, first, startDay, spanDays });
  return {
    applications,
    rows: applications.map(({ row }) => toRow(row)),
    labels: applications.map(({ defaulted }) => (defaulted ? 1 : 0)),
  };
}

/** The columns that feature code may name. */
function toRow(row: readonly string[]): Row {
  const number = (column: number): number => Number(row[column]);
  return {
    income: number(9),
    debt: number(10),
    amount: number(11),
    term: number(12),
    score: row[13] === '' ? undefined : number(13),
    late_payments: number(14),
    device_risk: number(15),
    partner_channel: row[7] === 'partner' ? 1 : 0,
  };
}

/** Places of the rows that are trained on, drawn by the seed, in the table's order. */
function fourOfFive(count: number, seed: number): readonly number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, i) => i).filter(() => random.below(5) !== 0);
}

function numberIn(yaml: string, key: string): number {
  const match = new RegExp(`\\b${key}: ([\\d.]+)`).exec(yaml);
  if (!match) throw new SyntaxError(`params.yaml has no ${key}.`);
  return Number(match[1]);
}

const digest = (text: string): string => bytesToHex(md5(utf8ToBytes(text)));
