// npm run prove -- [lab…] [--json] [--node-only | --browser-only | --engine name]… [--seeds n] [--part i/n]: proves labs in Node and in Chromium.
// npm run prove -- <lab> --watch [--check <id>]: proves one lab in Node whenever it changes.
// npm run prove -- [lab…] --record: writes labs/<lab>/mistakes.json, by which an instructor sees which mistake work resembles.
// Exit code: 0 when every lab is proved, 1 when one is not, 2 on bad input.
import { parseArgs } from 'node:util';
import { labIds } from '#authoring';
import { LabError } from '#container';
import type { ProofPart } from '#grading';
import { PROVING_ENGINES, proveLabs, type ProvingEngine } from './prove-labs.ts';
import { proveWatching } from './prove-watch.ts';
import { recordLabMistakes } from './record-lab-mistakes.ts';
import { proofReport, type LabProof } from './proof-report.ts';

const USAGE =
  'npm run prove -- [<lab>…] [--json] [--node-only | --browser-only | --engine <name>…] [--seeds <n>] [--part <i>/<n>]\n' +
  `  engines: ${PROVING_ENGINES.join(', ')} (webcontainer runs the lab’s own answers with this machine’s Node and python3)\n` +
  '  npm run prove -- <lab> --watch [--check <id>]\n' +
  '  npm run prove -- [<lab>…] --record';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { labs, json, engines, seeds, part, watched, check, record } = readArguments();
    if (record) {
      await recordLabMistakes(labs, process.stderr.isTTY ? showProgress : undefined);
      return 0;
    }
    if (watched !== undefined) await proveWatching(watched, check);
    const report: LabProof[] = [];
    await proveLabs(labs, {
      engines,
      seeds,
      ...(part ? { part } : {}),
      ...(process.stderr.isTTY ? { onRun: showProgress } : {}),
      onLab(lab, proof) {
        report.push(proof);
        if (!json) console.log(proofReport(lab, proof));
      },
    });
    const proved = report.every((proof) => proof.proved);
    if (json) console.log(JSON.stringify({ proved, labs: report }, null, 2));
    return proved ? 0 : 1;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    return 2;
  }
}

function showProgress(done: string): void {
  process.stderr.write(`\r\x1b[K${done}\r`);
}

function readArguments() {
  const { values, positionals } = parsed();
  const part = values.part === undefined ? undefined : partOf(values.part);
  const [watched, ...more] = values.watch ? positionals : [];
  if (values.watch && (watched === undefined || more.length > 0)) {
    throw new LabError('UsageError', '--watch takes exactly one lab.', USAGE);
  }
  if (values.check !== undefined && !values.watch) {
    throw new LabError('UsageError', '--check goes with --watch.', USAGE);
  }
  const nodeOnly = values['node-only'];
  const browserOnly = values['browser-only'];
  const seeds = Number(values.seeds);
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > 1000) {
    throw new LabError('UsageError', '--seeds must be a number from 1 to 1000.', USAGE);
  }
  const engines = enginesOf(values.engine, nodeOnly, browserOnly);
  const labs = positionals.length > 0 ? positionals : labIds();
  return {
    labs,
    json: values.json,
    engines,
    seeds,
    part,
    watched,
    check: values.check,
    record: values.record,
  };
}

function enginesOf(
  named: readonly string[],
  nodeOnly: boolean,
  browserOnly: boolean,
): readonly ProvingEngine[] {
  if ([nodeOnly, browserOnly, named.length > 0].filter(Boolean).length > 1) {
    const words = 'Only one of --node-only, --browser-only and --engine can be.';
    throw new LabError('UsageError', words, USAGE);
  }
  if (nodeOnly) return ['node'];
  if (browserOnly) return ['chromium'];
  const unknown = named.find((name) => !PROVING_ENGINES.some((known) => known === name));
  if (unknown !== undefined) {
    const known = PROVING_ENGINES.join(', ');
    throw new LabError(
      'UsageError',
      `--engine is "${unknown}"; it must be one of ${known}.`,
      USAGE,
    );
  }
  return named.length > 0 ? (named as readonly ProvingEngine[]) : ['node', 'chromium'];
}

/** `2/3`: the second of three parts. */
function partOf(text: string): ProofPart {
  const [number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text)?.slice(1) ?? []).map(Number);
  if (number >= 1 && number <= of) return { index: number - 1, of };
  throw new LabError('UsageError', `--part is "${text}"; it must be like 2/3.`, USAGE);
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        'node-only': { type: 'boolean', default: false },
        'browser-only': { type: 'boolean', default: false },
        engine: { type: 'string', multiple: true, default: [] },
        seeds: { type: 'string', default: '5' },
        part: { type: 'string' },
        watch: { type: 'boolean', default: false },
        check: { type: 'string' },
        record: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new LabError('UsageError', error instanceof Error ? error.message : '', USAGE);
  }
}
