import { textFile, type FileTree } from '#container';
import {
  cannotTell,
  holds,
  isMapping,
  printedJson,
  programFault,
  runDoesNotHold,
  runPythonBatch,
  shownJson,
  type BatchRun,
  type Check,
  type Finding,
  type PythonCase,
  type SharedLook,
} from '#grading';
import { hiddenWindows, judgementOf, windowFiles, type HiddenWindow } from './hidden-windows.ts';

const JUDGE = 'tools/judge.py';
const LESSON = 'deploy-test-monitor/canary-blue-green-shadow';
const PRINTED = '{"verdict": …, "reasons": […], "stats": {"z_errors": …, "z_approval": …, …}}';
const TOLERANCE = 1e-6;
/** The reasons that the policy knows; others are the judge's own business. */
const REASONS = [
  'error_emergency',
  'insufficient_sample',
  'error_rate',
  'latency',
  'decision_shift',
  'more_data',
];

interface Judged {
  readonly window: HiddenWindow;
  readonly run: BatchRun;
}

interface Session {
  readonly byCheck: Readonly<Record<string, readonly Judged[]>>;
  readonly unreadable: readonly { readonly given: string; readonly run: BatchRun }[];
}

/** All hidden windows judged by the learner's program, in one interpreter. */
const session: SharedLook<Session> = {
  async run(probe) {
    const seed = probe.hiddenSeed(1);
    const files: Record<string, FileTree[string]> = {
      'no-header.csv': textFile('0,100,1,2,78\n1,100,1,2,78\n'),
      'letters.csv': textFile('minute,requests,errors_5xx,slow_250,approved\n0,many,0,0,0\n'),
    };
    const asked = Object.entries(hiddenWindows(seed)).flatMap(([check, windows]) =>
      windows.map((window, i) => {
        const name = `${check}-${i + 1}`;
        const { stable, canary } = windowFiles(seed, name, window);
        files[`${name}-stable.csv`] = textFile(stable);
        files[`${name}-canary.csv`] = textFile(canary);
        return { check, window, name };
      }),
    );
    await probe.mount('hidden', files);
    const first = asked[0]?.name ?? '';
    const bad = [
      { given: 'a file that is not there', canary: 'not-there.csv' },
      { given: 'a file without the columns', canary: 'no-header.csv' },
      { given: 'a file with a word for a number', canary: 'letters.csv' },
    ];
    const runs = await runPythonBatch(probe, [
      ...asked.map(({ name }) => judgeCase(`${name}-stable.csv`, `${name}-canary.csv`)),
      ...bad.map(({ canary }) => judgeCase(`${first}-stable.csv`, canary)),
    ]);
    const byCheck: Record<string, Judged[]> = {};
    for (const [i, { check, window }] of asked.entries()) {
      const run = runs[i];
      if (run) (byCheck[check] ??= []).push({ window, run });
    }
    const unreadable = bad.flatMap(({ given }, i) => {
      const run = runs[asked.length + i];
      return run ? [{ given, run }] : [];
    });
    return { byCheck, unreadable };
  },
};

function judgeCase(stable: string, canary: string): PythonCase {
  return { argv: [JUDGE, '--stable', `hidden/${stable}`, '--canary', `hidden/${canary}`] };
}

/** The check that every hidden window of this name gets its verdict, for its reason. */
function verdictCheck(id: string): Check {
  return {
    id,
    async run(probe) {
      const judged = (await probe.shared(session)).byCheck[id] ?? [];
      if (judged.length === 0) return cannotTell('The judge was not run.');
      for (const one of judged) {
        const finding = verdictOf(one);
        if (finding.status !== 'pass') return finding;
      }
      return holds;
    },
  };
}

interface Said {
  readonly verdict: unknown;
  readonly reasons: readonly unknown[];
  readonly stats: unknown;
}

function said({ window, run }: Judged): { readonly said: Said } | { readonly finding: Finding } {
  const about = { path: JUDGE, given: window.given, lesson: LESSON };
  const ended = programFault(run, [0], about);
  if (ended) return { finding: ended };
  const read = printedJson(run.stdoutText);
  const value = 'value' in read ? read.value : undefined;
  if (!isMapping(value) || !Array.isArray(value['reasons'])) {
    return {
      finding: runDoesNotHold(run, about, {
        summary: 'The judge does not print a verdict with its reasons.',
        cameBack: 'fault' in read ? `standard output holds ${read.fault}` : shownJson(value),
        expected: PRINTED,
      }),
    };
  }
  return {
    said: {
      verdict: value['verdict'],
      reasons: value['reasons'] as unknown[],
      stats: value['stats'],
    },
  };
}

function verdictOf(judged: Judged): Finding {
  const read = said(judged);
  if ('finding' in read) return read.finding;
  const { window, run } = judged;
  const wanted = judgementOf(window);
  const { verdict, reasons } = read.said;
  const known = reasons.filter((reason) => REASONS.includes(String(reason)));
  const unfounded = known.filter((reason) => !wanted.reasons.includes(String(reason)));
  const decides = wanted.because === undefined || known.includes(wanted.because);
  if (verdict === wanted.verdict && decides && unfounded.length === 0) return holds;
  const { requests, errors } = window.canary;
  return runDoesNotHold(
    run,
    { path: JUDGE, given: window.given, lesson: LESSON },
    {
      summary: `With ${window.given}, the judge is wrong.`,
      cameBack: `verdict ${shownJson(verdict)}, reasons ${shownJson(reasons)} (the canary had ${errors} errors among ${requests} requests)`,
      expected: `verdict "${wanted.verdict}"${wanted.because === undefined ? ', no reason against it' : ` because of "${wanted.because}"`}; z of errors ${wanted.zErrors.toFixed(3)}, z of approvals ${wanted.zApproval.toFixed(3)}`,
    },
  );
}

const zIsExact: Check = {
  id: 'z-is-exact',
  async run(probe) {
    const all = Object.values((await probe.shared(session)).byCheck).flat();
    if (all.length === 0) return cannotTell('The judge was not run.');
    for (const judged of all) {
      const read = said(judged);
      if ('finding' in read) return read.finding;
      const { zErrors, zApproval } = judgementOf(judged.window);
      const stats = isMapping(read.said.stats) ? read.said.stats : {};
      for (const [key, wanted] of Object.entries({ z_errors: zErrors, z_approval: zApproval })) {
        const found = stats[key];
        if (typeof found === 'number' && Math.abs(found - wanted) <= TOLERANCE) continue;
        return runDoesNotHold(
          judged.run,
          { path: JUDGE, given: judged.window.given, lesson: LESSON },
          {
            summary: `stats.${key} is not the z of the policy.`,
            cameBack: `stats.${key}: ${shownJson(found)}`,
            expected: `${wanted.toPrecision(9)}, within ${TOLERANCE}`,
          },
        );
      }
    }
    return holds;
  },
};

const unreadable: Check = {
  id: 'unreadable-windows-exit-2',
  async run(probe) {
    for (const { given, run } of (await probe.shared(session)).unreadable) {
      const about = { path: JUDGE, given };
      const ended = programFault(run, [2], about);
      if (ended) return ended;
      if (run.stderrText.trim() === '' || run.stderrText.includes('Traceback')) {
        return runDoesNotHold(run, about, {
          summary: `With ${given}, the judge does not say what is wrong.`,
          cameBack:
            run.stderrText.trim() === '' ? 'nothing on standard error' : run.stderrText.trim(),
          expected: 'One sentence on standard error, and exit code 2.',
        });
      }
    }
    return holds;
  },
};

export const judgeChecks: readonly Check[] = [
  verdictCheck('good-canary-is-promoted'),
  verdictCheck('errors-abort'),
  verdictCheck('emergency-aborts-at-once'),
  verdictCheck('slow-answers-abort'),
  verdictCheck('shifted-decisions-abort'),
  verdictCheck('small-samples-wait'),
  verdictCheck('improvement-is-no-alarm'),
  zIsExact,
  unreadable,
];
