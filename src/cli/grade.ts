// npm run grade -- <lab> <folder or answer> [--seed s] [--json]: grades a folder, or an answer of the lab, by hand.
// npm run try is the same command under the name that authors look for.
// Exit code: 0 passed, 1 below the pass mark, 2 bad input, 3 the grader or the engine broke.
import { parseArgs } from 'node:util';
import { readLab } from '#authoring';
import { LabError } from '#container';
import { runChecks, score } from '#grading';
import { createEmbeddedEngine } from '#host';
import { gradedWork } from './graded-work.ts';
import { readProvableLab } from './provable-lab.ts';
import { verdictReport } from './verdict-report.ts';

const USAGE =
  'npm run grade -- <lab> <folder | starter | solution | mutants/… | accepted/…> [--seed <seed>] [--json]';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { lab, folder, seed, json } = readArguments();
    return await grade(lab, folder, seed, json);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    return 2;
  }
}

async function grade(id: string, folder: string, seed: string, json: boolean): Promise<number> {
  const { manifest } = readLab(id);
  const provable = await readProvableLab(id);
  const { lab } = provable;
  const engine = createEmbeddedEngine();
  try {
    const work = await gradedWork(provable, folder, seed, engine);
    const verdicts = await runChecks(lab, work, { engine, seed });
    const result = score(lab, verdicts);
    console.log(
      json
        ? JSON.stringify({ lab: id, version: lab.version, seed, ...result, verdicts }, null, 2)
        : verdictReport(manifest, lab, verdicts),
    );
    if (result.passed) return 0;
    return verdicts.some(({ status }) => status === 'error') ? 3 : 1;
  } finally {
    engine.dispose();
  }
}

function readArguments() {
  const { values, positionals } = parsed();
  const [lab, folder, ...rest] = positionals;
  if (lab === undefined || folder === undefined || rest.length > 0) {
    throw new LabError(
      'UsageError',
      'Two arguments are needed: a lab, and a folder or an answer of the lab.',
      USAGE,
    );
  }
  return { lab, folder, seed: values.seed ?? `${lab}-local`, json: values.json };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { seed: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new LabError('UsageError', error instanceof Error ? error.message : '', USAGE);
  }
}
