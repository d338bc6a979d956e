import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INPUTS = ['astro.config.mjs', 'content', 'labs', 'package-lock.json', 'package.json', 'src'];
const STAMP = join('.cache', 'built-from');

/** One digest over paths and contents of all that the site is built from. */
function digestOfInputs(): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  };
  for (const input of INPUTS) {
    if (!existsSync(input)) continue;
    if (!/\.\w+$/.test(input)) {
      const entries = readdirSync(input, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      for (const path of files.map((file) => join(file.parentPath, file.name)).sort()) add(path);
    } else add(input);
  }
  return hash.digest('hex');
}

const digest = digestOfInputs();
const current = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
if (current === digest && existsSync(join('dist', 'index.html'))) {
  console.log('The site is up to date.');
} else {
  rmSync(STAMP, { force: true });
  console.log('Building the site …');
  const run = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (run.status !== 0) {
    console.error('The site could not be built. The words above say why.');
    process.exit(run.status ?? 1);
  }
  mkdirSync('.cache', { recursive: true });
  writeFileSync(STAMP, digest);
}
