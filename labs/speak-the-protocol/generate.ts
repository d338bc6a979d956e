import { textFile, type FileEntry, type FileTree } from '#container';
import {
  featureVector,
  namedCells,
  APPLICATION_COLUMNS,
  Random,
  table,
  trainLoanDefault,
  type LoanDefault,
} from '#harborlight';

/** The models of one learner, by version, and the version that is champion. */
export interface Models {
  readonly versions: Readonly<Record<string, LoanDefault>>;
  readonly champion: string;
  readonly other: string;
}

/** Two versions of `loan-default`, trained on other data, with another penalty and another threshold each. */
export function drawModels(seed: string): Models {
  const random = new Random(`${seed}/models`);
  const [a = 2, b = 3] = random.shuffled([2, 3, 4, 5, 6, 7, 8, 9]).slice(0, 2).sort();
  const [low = 18, high = 24] = random.shuffled([18, 19, 20, 21, 22, 23, 24]);
  const train = (version: number, percent: number, l2: number) => {
    const rows = table(`train-${version}`, seed, {
      rows: 900,
      first: 1,
      startDay: 0,
      spanDays: 84,
    });
    const model = trainLoanDefault(
      rows.map(({ row }) => featureVector(namedCells(APPLICATION_COLUMNS, row))),
      rows.map(({ defaulted }) => defaulted),
      { l2, threshold: percent / 100 },
    );
    // Engines differ in the last digit of exp; a file must not.
    const stable = (n: number) => Number(n.toFixed(9));
    return { ...model, intercept: stable(model.intercept), coef: model.coef.map(stable) };
  };
  return {
    versions: { [a]: train(a, low, 1), [b]: train(b, high, 2 + random.below(3)) },
    champion: String(b),
    other: String(a),
  };
}

/** `models/` as it lies on disk. */
export function modelFiles(
  { versions, champion }: Models,
  folder = 'models/loan-default',
): FileTree {
  const files = Object.entries(versions).map(([version, model]): [string, FileEntry] => [
    `${folder}/${version}/model.json`,
    textFile(`${JSON.stringify(model, null, 2)}\n`),
  ]);
  return {
    ...Object.fromEntries(files),
    [`${folder}/aliases.json`]: textFile(`${JSON.stringify({ champion })}\n`),
  };
}

export function generate(seed: string): FileTree {
  return modelFiles(drawModels(seed));
}

/** Feature vectors of made-up applications, in full precision. */
export function vectors(seed: string, count: number): readonly (readonly number[])[] {
  const rows = table('requests', seed, { rows: count, first: 3001, startDay: 84, spanDays: 28 });
  return rows.map(({ row }) => featureVector(namedCells(APPLICATION_COLUMNS, row)));
}
