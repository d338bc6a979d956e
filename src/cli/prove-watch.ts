import { createHash } from 'node:crypto';
import { mkdirSync, watch, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { LabError, type FileTree } from '#container';
import {
  lanesFor,
  prove,
  type Answer,
  type Proof,
  type ProofRun,
  type ProvableLab,
} from '#grading';
import { engineForProofs } from './engine-for-proofs.ts';
import { faultText } from './proof-report.ts';
import { checksThatNothingKills, proofTable } from './proof-table.ts';
import { readProvableLab, type LoadModule } from './provable-lab.ts';

/** A lab as it stood in one round, and what each grading of that round depends on. */
interface Round {
  readonly provable: ProvableLab;
  /** By the id of a case without its seed's number: a digest of checks, files and commands that its verdicts follow from. */
  readonly dependsOn: (id: string) => string;
}

/**
 * Proves a lab in Node again whenever one of its files changes, until the process is stopped. A grading whose checks,
 * files and commands are as before is not repeated.
 *
 * @param onlyCheck when given, mutants of other checks wait
 */
export async function proveWatching(id: string, onlyCheck: string | undefined): Promise<never> {
  const lanes = lanesFor(availableParallelism());
  const engine = engineForProofs(lanes);
  const remembered = new Map<string, ProofRun>();
  const changes = changesIn(join('labs', id));
  for (;;) {
    const startedAt = performance.now();
    try {
      const round = await readRound(id, onlyCheck);
      let reused = 0;
      const proof = await prove(round.provable, engine, {
        seeds: 1,
        lanes,
        known(caseId) {
          const run = remembered.get(`${caseId} ${round.dependsOn(caseId)}`);
          if (run) reused += 1;
          return run;
        },
        onRun: (run) => process.stderr.write(`\r\u001b[K${run.id}\r`),
      });
      for (const run of proof.runs) remembered.set(`${run.id} ${round.dependsOn(run.id)}`, run);
      console.log(roundReport(round.provable, proof, reused, performance.now() - startedAt));
    } catch (error) {
      console.error(brokenReport(error));
    }
    console.log(
      `\nWaiting for a change in labs/${id}/ (Ctrl-C ends). This is Node alone, one seed.`,
    );
    await changes.next();
  }
}

/** The table, what speaks against the lab, and how long it took. */
export function roundReport(
  provable: ProvableLab,
  proof: Proof,
  reused: number,
  durationMs: number,
): string {
  const unkilled = checksThatNothingKills(provable, proof).map(
    (check) => `No mutant that was graded makes "${check}" fail.`,
  );
  const seconds = (durationMs / 1000).toFixed(1);
  const state = proof.faults.length === 0 && unkilled.length === 0 ? 'holds' : 'DOES NOT HOLD';
  return [
    proofTable(provable, proof),
    '',
    ...proof.faults.map(faultText),
    ...unkilled,
    `labs/${provable.lab.id} ${state}: ${proof.runs.length - reused} gradings in ${seconds} s, ${reused} as before.`,
  ].join('\n');
}

function brokenReport(error: unknown): string {
  if (error instanceof LabError) return `${error.name}: ${error.message}\n  ${error.hint}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function readRound(id: string, onlyCheck: string | undefined): Promise<Round> {
  const code = createHash('sha256');
  const load = freshModules(id, (bundle) => code.update(bundle));
  const lab = await readProvableLab(id, '.', load);
  if (onlyCheck !== undefined && !lab.lab.checks.some((check) => check.id === onlyCheck)) {
    throw new LabError(
      'CheckNotFound',
      `The lab "${id}" has no check "${onlyCheck}".`,
      `Its checks are: ${lab.lab.checks.map((check) => check.id).join(', ')}.`,
    );
  }
  const provable =
    onlyCheck === undefined
      ? lab
      : { ...lab, mutants: lab.mutants.filter(({ check }) => check === onlyCheck) };
  const tasks = JSON.stringify([lab.lab.tasks, lab.lab.needs, lab.setup ?? '']);
  const base = digestOf(code.digest('hex'), tasks, treeText(lab.starter));
  const solved = digestOf(base, answerText(lab.solution));
  const answers = new Map<string, string>([
    ['starter', base],
    ...lab.mutants.map((mutant): [string, string] => [
      `mutant ${mutant.check}/${mutant.mistake}`,
      digestOf(solved, answerText(mutant)),
    ]),
    ...lab.accepted.map((answer): [string, string] => [
      `accepted ${answer.difference}`,
      digestOf(solved, answerText(answer)),
    ]),
  ]);
  return { provable, dependsOn: (caseId) => answers.get(caseId) ?? solved };
}

/**
 * Loads a lab's modules as they are now: Node would give the first ones again. Each is bundled with what it imports from
 * the lab's own folder, under a name made from its content; zones (`#grading` …) stay the process's own.
 */
function freshModules(id: string, onBundle: (bundle: Uint8Array) => void): LoadModule {
  const folder = resolve('.cache', 'prove-watch', id);
  mkdirSync(folder, { recursive: true });
  return async (path) => {
    const { outputFiles } = await build({
      entryPoints: [path],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'neutral',
      target: 'es2023',
      external: ['#*'],
      packages: 'external',
      logLevel: 'silent',
    }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new LabError(
        'LabCodeBroken',
        `${path} cannot be compiled: ${why}`,
        'Mend it and save.',
      );
    });
    const [bundle] = outputFiles;
    if (!bundle) throw new LabError('LabCodeBroken', `esbuild gave no module for ${path}.`);
    onBundle(bundle.contents);
    const name = `${basename(path, '.ts')}-${digestOf(bundle.text).slice(0, 16)}.mjs`;
    writeFileSync(join(folder, name), bundle.contents);
    return import(pathToFileURL(join(folder, name)).href) as Promise<Record<string, unknown>>;
  };
}

const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex');

const answerText = ({ tree, script = '' }: Answer): string => `${script}\0${treeText(tree)}`;

function treeText(tree: FileTree): string {
  return Object.entries(tree)
    .map(([path, entry]) => {
      const bytes = entry.kind === 'file' ? createHash('sha256').update(entry.bytes) : undefined;
      const rest = JSON.stringify({ ...entry, bytes: bytes?.digest('hex') });
      return `${path}\0${rest}`;
    })
    .join('\n');
}

/** Waits for changes below a folder; several within a moment count as one. */
function changesIn(folder: string): { next(): Promise<void> } {
  let changed = false;
  let wake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      wake?.();
    }, 120);
  });
  return {
    async next() {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      changed = false;
      wake = undefined;
    },
  };
}
