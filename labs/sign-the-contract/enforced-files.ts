import { binaryFile, textFile, type FileEntry } from '#container';
import {
  cannotTell,
  holds,
  isMapping,
  programFault,
  runDoesNotHold,
  runPythonBatch,
  shownJson,
  writtenJson,
  type BatchRun,
  type Check,
  type Finding,
  type Probe,
  type PythonCase,
  type SharedLook,
} from '#grading';
import { Random } from '#harborlight';
import type { HiddenBatch } from './hidden-batches.ts';

export const ENFORCE = 'tools/enforce.py';
export const LESSON = 'data-governance-that-survives-an-audit/the-contract-as-code';
const REPORT =
  '{"contract": …, "rows": …, "verdict": …, "results": [{"kind": …, "column": …, "status": …}]}';

/** A hidden file, and the contract that it is held to. */
export interface EnforcedFile extends HiddenBatch {
  readonly contract: Uint8Array;
}

/** What the learner's enforcer said of a file. */
export interface Enforced {
  readonly file: EnforcedFile;
  readonly run: BatchRun;
  readonly report: string | undefined;
}

export type EnforcedFiles = SharedLook<Readonly<Record<string, Enforced>>>;

/**
 * Every file held to its contract by the learner's enforcer, in one interpreter. Neither the order of the runs nor the
 * names of the files tell what is in them.
 */
export function enforcedFiles(
  filesOf: (probe: Probe) => Readonly<Record<string, EnforcedFile>>,
): EnforcedFiles {
  return {
    async run(probe) {
      const random = new Random(`${probe.hiddenSeed(1)}/names`);
      const tree: Record<string, FileEntry> = {};
      const cases = random.shuffled(Object.entries(filesOf(probe))).map(([key, file]) => {
        const name = String(10_000 + random.below(90_000)) + String(Object.keys(tree).length);
        const { csv } = file;
        tree[`${name}.csv`] = typeof csv === 'string' ? textFile(csv) : binaryFile(csv);
        tree[`${name}.odcs.yaml`] = binaryFile(file.contract);
        const report = `hidden/${name}.report.json`;
        const argv: PythonCase['argv'] = [
          ENFORCE,
          ...['--contract', `hidden/${name}.odcs.yaml`],
          ...['--data', `hidden/${name}.csv`],
          ...['--as-of', file.asOf],
          ...['--report', report],
        ];
        return { key, file, report, argv, collect: [report] };
      });
      await probe.mount('hidden', tree);
      const runs = await runPythonBatch(probe, cases);
      return Object.fromEntries(
        cases.flatMap(({ key, file, report }, i) => {
          const run = runs[i];
          if (!run) return [];
          const bytes = run.files[report];
          return [[key, { file, run, report: bytes && new TextDecoder().decode(bytes) }]];
        }),
      );
    },
  };
}

/** The check that this hidden file gets the verdict, the exit code and exactly the failing rules that are due. */
export function enforces(look: EnforcedFiles, id: string, key: string): Check {
  return {
    id,
    async run(probe) {
      const seen = (await probe.shared(look))[key];
      return seen ? judge(seen) : cannotTell('The enforcer was not run on this file.');
    },
  };
}

/** Whether this file got the verdict, the exit code and exactly the failing rules that are due. */
export function judge({ file, run, report }: Enforced): Finding {
  const about = { path: ENFORCE, given: file.given, lesson: LESSON };
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
  const expected = [...file.failing].sort();
  if (
    String(failing) === String(expected) &&
    verdict === file.verdict &&
    run.exitCode === file.exitCode
  ) {
    return holds;
  }
  const said = (rules: readonly string[], word: unknown, code: number) =>
    `failing: ${rules.length === 0 ? 'none' : rules.join(', ')}; verdict ${shownJson(word)}, exit code ${code}`;
  return runDoesNotHold(run, about, {
    summary: summaryOf(file, failing, verdict),
    cameBack: said(failing, verdict, run.exitCode),
    expected: `${said(expected, file.verdict, file.exitCode)} (as kind and column, * for none)`,
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
