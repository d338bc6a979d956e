import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LabError } from '#container';

/** The built site, served the way `npm start` serves it. */
export interface SiteServer {
  /** Scheme, host and port. */
  readonly origin: string;
  stop(): void;
}

/**
 * Serves a built site on a free port.
 *
 * @throws LabError `SiteNotBuilt`, `SiteNotServed`.
 */
export async function serveSite(folder: string): Promise<SiteServer> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new LabError(
      'SiteNotBuilt',
      `There is no built site in ${folder}/.`,
      'Run "npm run build" first, or name another folder: npm run bench -- --dist <folder>.',
    );
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../serve.ts'), folder], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const origin = /http:\/\/\S+/.exec(line)?.[0];
    if (origin !== undefined) return { origin, stop: () => void child.kill() };
  }
  throw new LabError('SiteNotServed', 'The server ended before it was ready.', 'See its words.');
}
