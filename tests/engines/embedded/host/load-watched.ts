// node load-watched.ts <script>…: loads scripts of workers as a worker would, and prints, as JSON, what was thrown in them
// while they loaded, also when it was caught. The last thing thrown is its own, to show that it sees.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { runInThisContext } from 'node:vm';
import { Worker } from 'node:worker_threads';

const WATCHER = `
  const { Session } = require('node:inspector');
  const { parentPort } = require('node:worker_threads');
  const session = new Session();
  session.connectToMainThread();
  session.on('Debugger.paused', ({ params }) => {
    const thrown = params.data?.description ?? '';
    if (thrown.includes('loaded-script')) parentPort.postMessage(thrown.split('\\n')[0]);
    session.post('Debugger.resume');
  });
  session.post('Debugger.enable');
  session.post('Debugger.setPauseOnExceptions', { state: 'all' }, () => parentPort.postMessage('watching'));
  parentPort.once('message', () => {
    session.disconnect();
    parentPort.close();
  });
`;

const scripts = await Promise.all(process.argv.slice(2).map((path) => readFile(path, 'utf8')));
const watcher = new Worker(WATCHER, { eval: true });
await once(watcher, 'message');
const thrown: string[] = [];
watcher.on('message', (message: string) => thrown.push(message));
// The scripts may put their own in place of these.
const { stdout } = process;
const exit = process.exit.bind(process);
Object.assign(globalThis, { self: globalThis });
for (const script of [...scripts, 'try { null.seen } catch {}'])
  runInThisContext(script, { filename: 'loaded-script' });
watcher.postMessage('enough');
await once(watcher, 'exit');
stdout.write(JSON.stringify(thrown), () => exit(0));
