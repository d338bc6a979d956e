import { digestOfBytes, projectState, readCsv } from '#formats';
import {
  cannotTell,
  doesNotHold,
  firstDifference,
  holds,
  isMapping,
  readJsonText,
  shownJson,
  type Check,
} from '#grading';
import {
  auc,
  brier,
  featureVector,
  namedCells,
  probabilityOfDefault,
  trainLoanDefault,
  type NamedCells,
} from '#harborlight';
import { LOCKS, type PinnedTable } from './pinned-table.ts';

/** Both sides round: the model's numbers to nine places, the metrics to six. */
const TOLERANCE = 2e-6;

const decoder = new TextDecoder();

/**
 * The model and the metrics at HEAD are those that the pipeline's scripts make of the table at HEAD. A file that was
 * copied from elsewhere, or a stage whose command does something else, has others.
 *
 * @param asApplication a row of the lab's table, by the names of Harborlight's columns
 */
export const modelFollowsFromTheData =
  (asApplication: (row: NamedCells, seed: string) => NamedCells) =>
  (pinned: PinnedTable): Check => ({
    id: 'model-follows-from-the-data',
    needs: ['lock-tells-the-truth'],
    async run(probe) {
      const version = await probe.shared(pinned.head);
      const text = (path: string) => {
        const bytes = version?.files.get(path);
        return bytes && decoder.decode(bytes);
      };
      const [data, outcomes] = [text(pinned.data), text('data/outcomes.csv')];
      if (!version || data === undefined || outcomes === undefined) {
        return cannotTell('The last commit does not lead to the data and its outcomes.');
      }
      const params = paramsOf(projectState(version.files).paramsIn('params.yaml'));
      if (!params)
        return cannotTell('params.yaml has not the three numbers that the scripts take.');
      const { columns, rows } = readCsv(data);
      const labels = new Map(
        readCsv(outcomes).rows.map(([id = '', label]) => [id, label === '1'] as const),
      );
      const known = rows
        .map((row) => asApplication(namedCells(columns, row), probe.seed))
        .filter((row) => labels.has(row['application_id'] ?? ''));
      let cases: readonly Case[];
      try {
        cases = known.map((row) => ({
          heldOut: isHeldOut(row['customer_id'] ?? '', params.holdoutPct),
          features: featureVector(row),
          label: labels.get(row['application_id'] ?? '') ?? false,
        }));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return cannotTell(`A row of ${pinned.data} cannot be trained on: ${error.message}`);
      }
      const train = cases.filter(({ heldOut }) => !heldOut);
      const holdout = cases.filter(({ heldOut }) => heldOut);
      const model = trainLoanDefault(
        train.map(({ features }) => features),
        train.map(({ label }) => label),
        { l2: params.l2, maxIterations: params.maxIterations },
      );
      const scores = holdout.map(({ features }) => probabilityOfDefault(model, features));
      const truth = holdout.map(({ label }) => label);
      const due = {
        'build/model.json': { intercept: model.intercept, coef: model.coef },
        'metrics.json': {
          auc: auc(scores, truth),
          brier: brier(scores, truth),
          applications: holdout.length,
        },
      };
      for (const [path, expected] of Object.entries(due)) {
        const found = readJsonText(text(path) ?? '');
        const difference =
          'fault' in found
            ? { path: '', found: found.fault, expected }
            : firstDifference(found.value, expected, { tolerance: TOLERANCE });
        if (!difference) continue;
        return doesNotHold({
          summary: `${path} is not what the scripts make of the data at HEAD.`,
          ran: `${path} of the last commit, beside a training on its data`,
          cameBack: `${difference.path}: ${shownJson(difference.found)}`,
          expected: `${difference.path}: ${shownJson(difference.expected)}`,
          lookAt: { path: 'dvc.yaml', lesson: LOCKS },
        });
      }
      return holds;
    },
  });

interface Case {
  readonly heldOut: boolean;
  readonly features: readonly number[];
  readonly label: boolean;
}

interface Params {
  readonly holdoutPct: number;
  readonly l2: number;
  readonly maxIterations: number;
}

function paramsOf(content: unknown): Params | undefined {
  const section = (name: string) =>
    isMapping(content) && isMapping(content[name]) ? content[name] : {};
  const { holdout_pct: holdoutPct } = section('prepare');
  const { l2, max_iter: maxIterations } = section('train');
  return typeof holdoutPct === 'number' &&
    typeof l2 === 'number' &&
    typeof maxIterations === 'number'
    ? { holdoutPct, l2, maxIterations }
    : undefined;
}

/** As `src/prepare.py` says: the customer's digest, a number of 128 bits, modulo a hundred. */
function isHeldOut(customer: string, percent: number): boolean {
  const { md5 } = digestOfBytes(new TextEncoder().encode(customer));
  return Number(BigInt(`0x${md5}`) % 100n) < percent;
}
