import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Builds the site for a path of its host into a folder under `.cache/`, as an operator does. */
export async function buildBelow(base: string): Promise<string> {
  const folder = '.cache/site-below-path';
  const build = spawn(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', folder],
    { env: { ...process.env, PLUMBLINE_BASE: base }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [code] = (await once(build, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The site could not be built for ${base}.`);
  return folder;
}
