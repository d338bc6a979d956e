// Runs on whatever Node (20 or newer) a fresh machine has, before anything is installed: plain JavaScript, built-ins only.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const OLDEST_NODE = 20;

/**
 * Installs what `package-lock.json` lists unless exactly that is installed already.
 *
 * @param {string} root - the project's folder
 * @throws {Error} when Node is too old, npm is missing or the installation fails
 */
export function ensureInstalled(root) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Error(
      `Node ${process.versions.node} runs this; Plumbline needs Node ${OLDEST_NODE} or newer to install. Install a newer Node and try again.`,
    );
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex');
  const stamp = join(root, 'node_modules', '.plumbline-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the packages of package-lock.json …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Not `npm ci`: it refuses a lockfile that lacks the native parts of other platforms, and a registry need not have them.
  // With `--no-save` the versions of the lockfile are installed all the same, and no file of the project is changed.
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(npm, options, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.error || result.status !== 0) {
    const why = result.error ? result.error.message : `npm ended with code ${result.status}`;
    throw new Error(
      `The packages could not be installed: ${why}. Look at npm's words above; the npm registry must be reachable.`,
    );
  }
  writeFileSync(stamp, lock);
}

/**
 * The environment in which the project's own Node (package `node`) and tools come first on the PATH.
 *
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(root) {
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
}
