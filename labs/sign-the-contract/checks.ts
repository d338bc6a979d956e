import { textFile, binaryFile, type FileTree } from '#container';
import {
  cannotTell,
  holds,
  isMapping,
  programFault,
  printedJson,
  runDoesNotHold,
  runPythonBatch,
  shownJson,
  writtenJson,
  type BatchRun,
  type Check,
  type Finding,
  type PythonCase,
  type SharedLook,
} from '#grading';
import { contractChecks } from './contract-checks.ts';
import { hiddenBatches, type HiddenBatch } from './hidden-batches.ts';
import { contractPairs, hiddenContract, paymentsTable } from './hidden-contracts.ts';

const ENFORCE = 'tools/enforce.py';
const DIFF = 'tools/contract_diff.py';
const LESSON = 'data-governance-that-survives-an-audit/the-contract-as-code';
const REPORT =
  '{"contract": …, "rows": …, "verdict": …, "results": [{"kind": …, "column": …, "status": …}]}';

interface Enforced {
  readonly batch: HiddenBatch;
  readonly run: BatchRun;
  readonly report: string | undefined;
}

/** Every hidden file held to its contract by the learner's enforcer, in one interpreter. */
const enforced: SharedLook<Readonly<Record<string, Enforced>>> = {
  async run(probe) {
    const payments = paymentsTable(probe.hiddenSeed(2));
    const batches: Record<string, HiddenBatch & { readonly contract: string }> = {};
    for (const [name, batch] of Object.entries(hiddenBatches(probe.hiddenSeed(1)))) {
      batches[name] = { ...batch, contract: 'hidden/applications.odcs.yaml' };
    }
    for (const [i, batch] of payments.batches.entries()) {
      batches[`payments-${i + 1}`] = { ...batch, contract: 'hidden/payments.odcs.yaml' };
    }
    await probe.mount('hidden', {
      'applications.odcs.yaml': binaryFile(hiddenContract()),
      'payments.odcs.yaml': binaryFile(payments.contract),
      ...csvFiles(batches),
    });
    const names = Object.keys(batches);
    const cases = names.map((name): PythonCase => {
      const batch = batches[name];
      const report = `hidden/${name}.report.json`;
      return {
        argv: [
          ENFORCE,
          ...['--contract', batch?.contract ?? ''],
          ...['--data', `hidden/${name}.csv`],
          ...['--as-of', batch?.asOf ?? ''],
          ...['--report', report],
        ],
        collect: [report],
      };
    });
    const runs = await runPythonBatch(probe, cases);
    return Object.fromEntries(
      names.flatMap((name, i) => {
        const batch = batches[name];
        const run = runs[i];
        if (!batch || !run) return [];
        const bytes = run.files[`hidden/${name}.report.json`];
        return [[name, { batch, run, report: bytes && new TextDecoder().decode(bytes) }]];
      }),
    );
  },
};

function csvFiles(batches: Readonly<Record<string, HiddenBatch>>): FileTree {
  return Object.fromEntries(
    Object.entries(batches).map(([name, { csv }]) => [
      `${name}.csv`,
      typeof csv === 'string' ? textFile(csv) : binaryFile(csv),
    ]),
  );
}

/** The check that this hidden file gets the verdict, the exit code and exactly the failing rules that are due. */
function enforces(id: string, name: string): Check {
  return {
    id,
    async run(probe) {
      const seen = (await probe.shared(enforced))[name];
      return seen ? judge(seen) : cannotTell('The enforcer was not run on this file.');
    },
  };
}

function judge({ batch, run, report }: Enforced): Finding {
  const about = { path: ENFORCE, given: batch.given, lesson: LESSON };
  const ended = programFault(run, [0, 1, 2], about);
  if (ended) return ended;
  const read = writtenJson(run, report, { ...about, what: 'The report', expected: REPORT });
  if ('finding' in read) return read.finding;
  const { value } = read;
  const results =
    isMapping(value) && Array.isArray(value['results'])
      ? (value['results'] as unknown[])
      : undefined;
  const verdict = isMapping(value) ? value['verdict'] : undefined;
  if (!results) {
    return runDoesNotHold(run, about, {
      summary: 'The report has no list of results.',
      cameBack: `results: ${shownJson(isMapping(value) ? value['results'] : value)}`,
      expected: REPORT,
    });
  }
  const failing = failingRules(results);
  const expected = [...batch.failing].sort();
  if (
    String(failing) === String(expected) &&
    verdict === batch.verdict &&
    run.exitCode === batch.exitCode
  ) {
    return holds;
  }
  const said = (rules: readonly string[], word: unknown, code: number) =>
    `failing: ${rules.length === 0 ? 'none' : rules.join(', ')}; verdict ${shownJson(word)}, exit code ${code}`;
  return runDoesNotHold(run, about, {
    summary: summaryOf(batch, failing, verdict),
    cameBack: said(failing, verdict, run.exitCode),
    expected: `${said(expected, batch.verdict, batch.exitCode)} (as kind and column, * for none)`,
  });
}

function failingRules(results: readonly unknown[]): readonly string[] {
  const failing = results.flatMap((one) => {
    if (!isMapping(one) || one['status'] !== 'fail') return [];
    const { kind, column } = one;
    const name = typeof column === 'string' && kind !== 'unreadable' ? column : '*';
    return [`${String(kind)} ${name}`];
  });
  return [...new Set(failing)].sort();
}

function summaryOf(
  { given, failing, verdict }: HiddenBatch,
  found: readonly string[],
  said: unknown,
): string {
  const lacking = failing.find((rule) => !found.includes(rule));
  const name = (rule: string) => rule.replace(' *', '').replace(' ', ' of ');
  if (lacking !== undefined)
    return `The enforcer does not see that ${name(lacking)} fails: ${given}.`;
  const extra = found.find((rule) => !failing.includes(rule));
  if (extra !== undefined)
    return `The enforcer says that ${name(extra)} fails, and it does not: ${given}.`;
  return said === verdict
    ? `The exit code does not go with the verdict ${verdict}.`
    : `The verdict on ${given} is not ${verdict}.`;
}

const contractIsRead: Check = {
  id: 'contract-is-read',
  async run(probe) {
    const seen = Object.entries(await probe.shared(enforced));
    for (const [name, one] of seen) {
      if (!name.startsWith('payments-')) continue;
      const finding = judge(one);
      if (finding.status !== 'pass') return finding;
    }
    return holds;
  },
};

const changesAreClassified: Check = {
  id: 'changes-are-classified',
  async run(probe) {
    const pairs = contractPairs(probe.hiddenSeed(3));
    await probe.mount(
      'hidden',
      Object.fromEntries(
        pairs.flatMap((pair, i) => [
          [`${i + 1}-old.yaml`, binaryFile(pair.old)],
          [`${i + 1}-new.yaml`, binaryFile(pair.new)],
        ]),
      ),
    );
    const runs = await runPythonBatch(
      probe,
      pairs.map((_, i) => ({
        argv: [DIFF, `hidden/${i + 1}-old.yaml`, `hidden/${i + 1}-new.yaml`],
      })),
    );
    let missedMinor: Finding | undefined;
    for (const [i, pair] of pairs.entries()) {
      const run = runs[i];
      if (!run) return cannotTell('contract_diff.py was not run.');
      const about = {
        path: DIFF,
        given: `a hidden pair in which ${pair.change}`,
        lesson: LESSON,
      };
      const ended = programFault(run, [0, 1], about);
      if (ended) return ended;
      const read = printedJson(run.stdoutText);
      const bump = 'value' in read && isMapping(read.value) ? read.value['bump'] : undefined;
      if (bump === pair.bump && run.exitCode === pair.exitCode) continue;
      const finding = runDoesNotHold(run, about, {
        summary:
          bump === pair.bump
            ? `The exit code does not say whether the version was raised enough: ${pair.change}.`
            : `It is not seen that ${pair.change} is ${pair.bump === 'none' ? 'no change' : `a ${pair.bump} change`}.`,
        cameBack: `bump ${'fault' in read ? read.fault : shownJson(bump)}, exit code ${run.exitCode}`,
        expected: `bump "${pair.bump}", exit code ${pair.exitCode}`,
      });
      // One that is not major may be missed: the line between minor and patch is a matter of the house.
      if (pair.bump === 'major' || missedMinor) return finding;
      missedMinor = finding;
    }
    return holds;
  },
};

export const checks: readonly Check[] = [
  ...contractChecks,
  enforces('clean-file-passes', 'clean'),
  enforces('duplicates-fail', 'duplicates'),
  enforces('patterns-match-in-full', 'pattern'),
  enforces('ranges-are-checked', 'range'),
  enforces('valid-values-are-exact', 'values'),
  enforces('renamed-column-fails', 'renamed'),
  enforces('unknown-column-fails', 'leak'),
  enforces('sql-rules-are-evaluated', 'debts'),
  enforces('many-nulls-warn', 'nulls'),
  enforces('stale-file-fails', 'stale'),
  enforces('empty-file-fails', 'empty'),
  enforces('unreadable-file-exits-2', 'unreadable'),
  contractIsRead,
  changesAreClassified,
];
