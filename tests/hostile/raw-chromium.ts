import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../src/cli/find-chromium.mjs';

type Answer = Record<string, unknown>;

/**
 * A Chromium that is spoken to in its DevTools protocol alone.
 *
 * For tests that end one of its processes: Playwright takes a page for crashed when one of its frames is, and may throw.
 */
export interface RawChromium {
  /** Sends a command, to the browser or to one session. @throws Error with what the browser says against it. */
  send(method: string, params?: object, sessionId?: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function launchRawChromium(): Promise<RawChromium> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-chromium-'));
  const program = (await findChromium()) ?? chromium.executablePath();
  const process = spawn(
    program,
    [
      ...CHROMIUM_ARGS,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const socket = new WebSocket(await addressIn(process.stderr));
  await once(socket, 'open');
  const waiting = new Map<
    number,
    (message: { result?: Answer; error?: { message: string } }) => void
  >();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { id?: number; result?: Answer };
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  let count = 0;
  return {
    async send(method, params = {}, sessionId) {
      count += 1;
      const id = count;
      const answered = new Promise<{ result?: Answer; error?: { message: string } }>((resolve) =>
        waiting.set(id, resolve),
      );
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
      const { result, error } = await answered;
      waiting.delete(id);
      if (error) throw new Error(`${method}: ${error.message}`);
      return result ?? {};
    },
    async close() {
      socket.close();
      const ended = once(process, 'exit');
      process.kill();
      await ended;
      // Its last writes may come after it has ended.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Waits until the browser has said where it listens. */
async function addressIn(output: AsyncIterable<Buffer>): Promise<string> {
  let said = '';
  for await (const piece of output) {
    said += piece.toString();
    const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`Chromium ended before it listened. It said: ${said}`);
}
