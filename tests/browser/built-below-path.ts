import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Builds the site for a path of its host into a folder under `.cache/`, as an operator does.
 *
 * @param settings text of its `site.yaml`
 */
export async function buildBelow(base: string, settings: string): Promise<string> {
  const folder = '.cache/site-below-path';
  const file = join(mkdtempSync(join(tmpdir(), 'plumbline-below-')), 'site.yaml');
  writeFileSync(file, settings);
  const build = spawn(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', folder],
    {
      env: { ...process.env, PLUMBLINE_BASE: base, PLUMBLINE_SITE: file },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const [code] = (await once(build, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The site could not be built for ${base}.`);
  return folder;
}
