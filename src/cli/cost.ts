// npm run cost -- [--dist folder] [--runs n] [--per-gb price] [--per-cpu-hour price] [--write]: what learners cost, measured.
// Exit code: 0 measured, 2 bad input or no built site. docs/operators/scale.md shows the tables.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { labIds } from '#authoring';
import { LabError } from '#container';
import { serveSite } from './bench/site-server.ts';
import { withTables } from './cost/cost-page.ts';
import { costTables, type Prices } from './cost/cost-table.ts';
import { costOfRegrade, type RegradeCost } from './cost/regrade-cpu.ts';
import { weighSite } from './cost/wire-bytes.ts';

const PAGE = 'docs/operators/scale.md';

process.exit(await main());

async function main(): Promise<number> {
  try {
    const { dist, runs, prices, write } = readArguments();
    const server = await serveSite(dist);
    const site = await weighSite(dist, server.origin.replace(/\/$/, '')).finally(() => {
      server.stop();
    });
    const labs: RegradeCost[] = [];
    for (const id of labIds()) labs.push(await costOfRegrade(id, runs));
    console.log(costTables({ site, labs }, prices));
    if (write)
      writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8'), costTables({ site, labs })));
    return 0;
  } catch (error) {
    if (error instanceof LabError)
      console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    else if (error instanceof TypeError && 'code' in error) console.error(error.message);
    else throw error;
    return 2;
  }
}

function readArguments(): { dist: string; runs: number; prices?: Prices; write: boolean } {
  const { values } = parseArgs({
    options: {
      dist: { type: 'string', default: 'dist' },
      runs: { type: 'string', default: '3' },
      'per-gb': { type: 'string' },
      'per-cpu-hour': { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const number = (name: string, text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value;
    throw new LabError('UsageError', `--${name} is "${text}".`, 'Give a number.');
  };
  const runs = number('runs', values.runs);
  if (!Number.isInteger(runs) || runs < 1)
    throw new LabError('UsageError', `--runs is "${values.runs}".`, 'Give a whole number from 1.');
  const perGigabyte = values['per-gb'];
  const perCpuHour = values['per-cpu-hour'];
  return {
    dist: values.dist,
    runs,
    write: values.write,
    ...(perGigabyte !== undefined || perCpuHour !== undefined
      ? {
          prices: {
            perGigabyte: number('per-gb', perGigabyte ?? '0'),
            perCpuHour: number('per-cpu-hour', perCpuHour ?? '0'),
          },
        }
      : {}),
  };
}
