import type { Check } from '#grading';
import { tables } from './generate.ts';
import { modelFollowsFromTheData } from './model-check.ts';
import {
  lockTellsTheTruth,
  nothingElseDirtiesThem,
  pipelineReproducesTheBytes,
  stagesKnowWhatTheyRead,
} from './pipeline-checks.ts';
import { pinnedTable } from './pinned-table.ts';
import {
  dataLeftGit,
  gitIgnoresTheData,
  historyIsKept,
  pointerIsDvc3,
  pointerNamesTheBytes,
} from './pointer-checks.ts';
import {
  cacheHoldsEveryVersion,
  objectsStayOutOfGit,
  remoteHoldsEveryVersion,
} from './store-checks.ts';
import {
  dropIsAppended,
  firstIsRestorable,
  lockKeepsToTheFormat,
  metricsAreInGit,
  secondLockIsFresh,
} from './version-checks.ts';

const applications = pinnedTable({
  data: 'data/applications.csv',
  given(seed) {
    const { january, april } = tables(seed);
    return { first: january, drop: april };
  },
  reads: {
    prepare: {
      files: ['src/prepare.py', 'data/applications.csv'],
      params: ['prepare.holdout_pct'],
    },
    train: {
      files: ['src/train.py', 'src/loan_default.py', 'build/train.csv', 'data/outcomes.csv'],
      params: ['train.l2', 'train.max_iter'],
    },
    evaluate: {
      files: [
        'src/evaluate.py',
        'src/loan_default.py',
        'build/holdout.csv',
        'build/model.json',
        'data/outcomes.csv',
      ],
      params: [],
    },
  },
});

export const checks: readonly Check[] = [
  dataLeftGit,
  gitIgnoresTheData,
  historyIsKept,
  pointerIsDvc3,
  pointerNamesTheBytes,
  cacheHoldsEveryVersion,
  remoteHoldsEveryVersion,
  objectsStayOutOfGit,
  stagesKnowWhatTheyRead,
  nothingElseDirtiesThem,
  metricsAreInGit,
  lockKeepsToTheFormat,
  lockTellsTheTruth,
  pipelineReproducesTheBytes,
  modelFollowsFromTheData((row) => row),
  firstIsRestorable,
  dropIsAppended,
  secondLockIsFresh,
].map((check) => check(applications));
