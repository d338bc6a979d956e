// npm run grade -- <lab> <folder> [--seed s] [--json]: grades a folder by hand.
// Exit code: 0 passed, 1 below the pass mark, 2 bad input, 3 the grader or the engine broke.
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readFolderTree, readLab } from '#authoring';
import { LabError } from '#container';
import { runChecks, score } from '#grading';
import { createEmbeddedEngine } from '#host';
import { readProvableLab } from './provable-lab.ts';
import { verdictReport } from './verdict-report.ts';

const USAGE = 'npm run grade -- <lab> <folder> [--seed <seed>] [--json]';

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
  const { lab } = await readProvableLab(id);
  const work = readFolderTree(folder);
  const engine = createEmbeddedEngine();
  try {
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
    throw new LabError('UsageError', 'Two arguments are needed: a lab and a folder.', USAGE);
  }
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new LabError('FolderNotFound', `There is no folder "${folder}".`, USAGE);
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
