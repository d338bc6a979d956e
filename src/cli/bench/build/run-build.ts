import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { LabError } from '#container';
import { ASTRO } from '../../astro-build.ts';

/** What a build cost, its child processes included. */
export interface BuildCost {
  /** User and system time. */
  readonly cpuS: number;
  /** The highest sum of resident memory over the process tree that was seen; `undefined` where /proc is missing. */
  readonly peakMiB: number | undefined;
}

/** What makes the engine, from a site's root. */
const ENGINE = './src/engines/embedded/host/build-assets.ts';
const LOOK_EVERY_MS = 200;
const KIB_A_MIB = 1024;

/**
 * Runs `astro build` in a folder and tells what it cost.
 *
 * @param env what the site's own `npm run build` sets for it
 * @throws LabError `BuildFailed`, with the last words of the build
 */
export async function runBuild(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<BuildCost> {
  const script = `TIMEFORMAT='cpu %U %S'; time "$0" --max-old-space-size=8192 "$1" build --silent`;
  const child = spawn('bash', ['-c', script, process.execPath, ASTRO], {
    cwd: folder,
    env: { ...process.env, ...env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (said += String(data)));
  let peakKiB = 0;
  const looking = setInterval(
    () => (peakKiB = Math.max(peakKiB, residentKiB(child.pid ?? 0))),
    LOOK_EVERY_MS,
  );
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(looking);
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(said) ?? [];
  if (code !== 0 || user === undefined || system === undefined) {
    throw new LabError(
      'BuildFailed',
      `astro build in ${folder} ended with ${String(code)}.`,
      said.slice(-2_000),
    );
  }
  return {
    cpuS: Number(user) + Number(system),
    peakMiB: peakKiB > 0 ? peakKiB / KIB_A_MIB : undefined,
  };
}

/**
 * Makes the engine's parts in a copy of this site, outside of what is measured.
 *
 * @throws LabError `BuildFailed`
 */
export async function makeEngine(folder: string): Promise<void> {
  const script = `import(${JSON.stringify(ENGINE)}).then((engine) => engine.buildEngineAssets())`;
  const child = spawn(process.execPath, ['-e', script], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += String(data)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) {
    throw new LabError(
      'BuildFailed',
      `The engine in ${folder} was not built: Node ended with ${String(code)}.`,
      said.slice(-2_000),
    );
  }
}

/** Resident memory of a process and all below it, in KiB; 0 where that cannot be read. */
function residentKiB(root: number): number {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  try {
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      const status = statusOf(Number(name));
      if (status === undefined) continue;
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
      sizes.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    }
  } catch {
    return 0;
  }
  const isBelow = (id: number): boolean => {
    for (let at = id; at > 1; at = parents.get(at) ?? 0) if (at === root) return true;
    return false;
  };
  return [...sizes].reduce((sum, [id, size]) => sum + (isBelow(id) ? size : 0), 0);
}

/** A process that has ended meanwhile has none. */
function statusOf(id: number): string | undefined {
  try {
    return readFileSync(`/proc/${id}/status`, 'utf8');
  } catch {
    return undefined;
  }
}
