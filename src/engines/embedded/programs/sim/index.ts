import { faultSentence, manifestFaults, readManifests, type Manifest } from '#formats';
import { evaluatePromql, PromqlError } from '#promql';
import { readRelease, SCENARIOS, scenarioNamed, simulateRelease, type Release } from '#rollout';
import type { Program, ProgramContext } from '../../kernel/process.ts';
import { isFile, isFolder, resolvePath, TreeError } from '../../kernel/tree.ts';
import { readArguments, UsageError } from '../arguments.ts';
import { runJson, summaryTable, traceTable, vectorLines, type Played } from './report.ts';

/** What `sim --version` says: whose rules these are, and that it is not the controller itself. */
const VERSION =
  'Plumbline lab edition of a release: rules of Argo Rollouts v1alpha1, one tick a minute';

const USAGE = `usage: sim [--scenario NAME] [--trace] [--json] [FILE|FOLDER ...]
       sim --scenario NAME --query PROMQL [--at MINUTE] [FILE|FOLDER ...]

Plays the Rollout in the files (those of deploy/ unless told) through the days on which every release is tried, or
through one of them: ${SCENARIOS.map(({ name }) => name).join(', ')}.

  --scenario NAME   only this day
  --trace           every measurement: minute, weight, metric, value, verdict (of one day)
  --json            the same for a program
  --query PROMQL    what Prometheus answers on that day, at the end or --at a minute

Ends with 0 when every day ends as docs/release-policy.md wants, with 1 when one does not, with 2 when the files cannot be read.
`;

/** Files or arguments with which nothing can be played, in words. */
class SimError extends Error {}

/** Plays a release of the lab's files: the same simulator that the checks ask. */
export const sim: Program = (context) => Promise.resolve(simNow(context));

function simNow(context: ProgramContext): number {
  try {
    return run(context);
  } catch (error) {
    const known =
      error instanceof SimError ||
      error instanceof UsageError ||
      error instanceof TreeError ||
      error instanceof PromqlError ||
      error instanceof RangeError;
    if (!known) throw error;
    context.stderr(`sim: ${error.message}\n`);
    return 2;
  }
}

function run(context: ProgramContext): number {
  const { options, targets } = readArguments('sim', context.argv.slice(1), {
    scenario: { short: 's', takes: 'NAME' },
    query: { short: 'q', takes: 'PROMQL' },
    at: { takes: 'MINUTE' },
    trace: {},
    json: {},
    version: {},
    help: { short: 'h' },
  });
  if (options.has('version') || options.has('help')) {
    context.stdout(options.has('help') ? USAGE : `${VERSION}\n`);
    return 0;
  }
  const name = options.get('scenario');
  const query = options.get('query');
  if (name === undefined && (options.has('trace') || query !== undefined)) {
    throw new SimError('say which day: --scenario NAME');
  }
  const days = name === undefined ? SCENARIOS : [scenarioNamed(name)];
  const release = releaseIn(context, targets.length > 0 ? targets : ['deploy']);
  const played = days.map((scenario): Played => ({
    scenario,
    run: simulateRelease(release, scenario),
  }));
  if (query !== undefined && played[0]) {
    context.stdout(answer(query, played[0], options.get('at')));
    return 0;
  }
  if (options.has('json')) context.stdout(`${JSON.stringify(played.map(runJson), null, 2)}\n`);
  else {
    if (options.has('trace') && played[0]) context.stdout(`${traceTable(played[0])}\n\n`);
    context.stdout(`${summaryTable(played)}\n`);
  }
  return played.every((one) => runJson(one).asWanted) ? 0 : 1;
}

function answer(query: string, { run: played }: Played, at: string | undefined): string {
  const minute = at === undefined ? played.minute : Number(at);
  if (!Number.isFinite(minute) || minute < 0 || minute > played.minute) {
    throw new SimError(`--at wants a minute from 0 to ${played.minute}, when this release ended`);
  }
  return vectorLines(
    evaluatePromql(query, played.store, { time: minute * 60, rangeStart: 'closed' }),
  );
}

function releaseIn(context: ProgramContext, targets: readonly string[]): Release {
  const files = targets.flatMap((target) => filesAt(context, target));
  const manifests: Manifest[] = [];
  const faults: string[] = [];
  for (const path of files) {
    const node = context.tree.lookup(resolvePath(context.cwd, path));
    const read = readManifests(new TextDecoder().decode(node.data ?? new Uint8Array(0)), path);
    manifests.push(...(read.value ?? []));
    const found = [...(read.faults ?? []), ...(read.value ?? []).flatMap(manifestFaults)];
    faults.push(...found.map(faultSentence));
  }
  const release = faults.length === 0 ? readRelease(manifests, targets.join(' ')) : undefined;
  faults.push(...(release?.faults ?? []).map(faultSentence));
  if (!release?.value)
    throw new SimError(`this cannot be played.\n${faults.map((one) => `  ${one}`).join('\n')}`);
  return release.value;
}

/** A file as given, or the manifests in a folder and below it, by name. */
function filesAt({ tree, cwd }: ProgramContext, target: string): readonly string[] {
  const node = tree.tryLookup(resolvePath(cwd, target));
  if (!node) throw new SimError(`${target}: there is no such file or folder`);
  if (isFile(node)) return [target];
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const name of tree.readdir(resolvePath(cwd, folder)).sort()) {
      const path = `${folder}/${name}`;
      const child = tree.tryLookup(resolvePath(cwd, path), false);
      if (child && isFolder(child)) walk(path);
      else if (child && isFile(child) && /\.(?:ya?ml|json)$/.test(name)) found.push(path);
    }
  };
  walk(target.replace(/\/+$/, '') || '/');
  if (found.length === 0) {
    throw new SimError(`${target}: no file that ends in .yaml, .yml or .json`);
  }
  return found;
}
