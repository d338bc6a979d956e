// npm start: installs what is missing, builds what changed, serves the finished site.
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, projectEnvironment } from './ensure-installed.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

try {
  ensureInstalled(root);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const env = projectEnvironment(root);
const built = spawnSync('node', ['src/cli/build-if-stale.ts'], {
  cwd: root,
  env,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);

const server = spawn('node', ['src/cli/serve.ts'], { cwd: root, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
