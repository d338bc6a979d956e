// npm run grade -- <lab> <folder or answer> [--seed s] [--json] [--in-browser]: grades a folder, or an answer of the lab.
// npm run try is the same command under the name that authors look for. --help says what holds the graded work in.
// Exit code: 0 passed, 1 below the pass mark, 2 bad input, 3 the grader or the engine broke.
import { parseArgs } from 'node:util';
import { readLab } from '#authoring';
import { LabError } from '#container';
import { runChecks, score, type ProvableLab, type Verdict } from '#grading';
import { createIsolatedEngine } from '#isolated-engine';
import { GRADE_HELP, GRADE_USAGE } from './grade-help.ts';
import { buildWork, findWork, type FoundWork } from './graded-work.ts';
import { readProvableLab } from './provable-lab.ts';
import { verdictReport } from './verdict-report.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { help, ...given } = readArguments();
    if (!help) return await grade(given);
    console.log(GRADE_HELP);
    return 0;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    return error.name === 'EngineCannotStart' ? 3 : 2;
  }
}

interface Grading {
  readonly lab: string;
  readonly folder: string;
  readonly seed: string;
  readonly json: boolean;
  readonly inBrowser: boolean;
}

async function grade({ lab: id, folder, seed, json, inBrowser }: Grading): Promise<number> {
  const { manifest } = readLab(id);
  const provable = await readProvableLab(id);
  const { lab } = provable;
  const found = findWork(provable, folder);
  const verdicts = await (inBrowser ? gradeInBrowser : gradeInChild)(provable, found, seed);
  const result = score(lab, verdicts);
  console.log(
    json
      ? JSON.stringify({ lab: id, version: lab.version, seed, ...result, verdicts }, null, 2)
      : verdictReport(manifest, lab, verdicts),
  );
  if (result.passed) return 0;
  return verdicts.some(({ status }) => status === 'error') ? 3 : 1;
}

async function gradeInChild(
  provable: ProvableLab,
  found: FoundWork,
  seed: string,
): Promise<readonly Verdict[]> {
  const engine = createIsolatedEngine();
  try {
    const work = await buildWork(provable, found, seed, engine);
    return await runChecks(provable.lab, work, { engine, seed });
  } finally {
    engine.dispose();
  }
}

async function gradeInBrowser(
  provable: ProvableLab,
  found: FoundWork,
  seed: string,
): Promise<readonly Verdict[]> {
  // Playwright is not loaded for nothing.
  const { openProvingPage } = await import('./prove-in-browser.ts');
  const page = await openProvingPage([provable], { ownSandbox: true });
  try {
    return await page.grade(provable.lab.id, found, seed);
  } finally {
    await page.close();
  }
}

function readArguments() {
  const { values, positionals } = parsed();
  const { help, json, 'in-browser': inBrowser } = values;
  const [lab = '', folder = '', ...rest] = positionals;
  if (!help && (lab === '' || folder === '' || rest.length > 0)) {
    throw new LabError(
      'UsageError',
      'Two arguments are needed: a lab, and a folder or an answer of the lab.',
      GRADE_USAGE,
    );
  }
  return { help, lab, folder, seed: values.seed ?? `${lab}-local`, json, inBrowser };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        seed: { type: 'string' },
        json: { type: 'boolean', default: false },
        'in-browser': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new LabError('UsageError', error instanceof Error ? error.message : '', GRADE_USAGE);
  }
}
