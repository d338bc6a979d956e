// node src/cli/build.ts: builds the site into dist/, by Astro. Its exit code is Astro's.
import { spawnSync } from 'node:child_process';
import { ASTRO, BUILD_ENV } from './astro-build.ts';

const { status } = spawnSync(process.execPath, [ASTRO, 'build', ...process.argv.slice(2)], {
  env: { ...process.env, ...BUILD_ENV },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
