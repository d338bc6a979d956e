import { createEmbeddedEngine } from '#engines';
import { attempt, ATTACKS } from './attempt.ts';
import { gradeAttack } from './graded-attacks.ts';

/** The script of a page that has nothing but the engine; the test in Node calls what it leaves on `window`. */

const engine = createEmbeddedEngine();
const forged: string[] = [];
// Whatever a learner's program could say past its own port would be heard here.
addEventListener('message', (event) => {
  if (event.origin !== location.origin) forged.push(`message: ${String(event.data)}`);
});
for (const name of ['plumbline', 'lab', 'verdict']) {
  new BroadcastChannel(name).onmessage = () => forged.push(`broadcast on ${name}`);
}

const page = {
  forged,
  attempt: (tries: string, outside: string): Promise<string | undefined> => {
    const attack = ATTACKS.find((one) => one.tries === tries);
    if (!attack) return Promise.resolve('there is no such attack');
    return attempt(engine, attack, outside);
  },
  grade: async (tries: string): Promise<readonly string[]> =>
    (await gradeAttack(engine, tries)).wrong,
  /** A lab with a program that waits, until its sandbox is gone: what is told then, and what a next lab prints. */
  outliveSandbox: async () => {
    const container = await engine.boot();
    const process = await container.spawn('sleep', ['1000']);
    const ended = new Promise<string>((resolve) => {
      container.on('error', ({ message }) => {
        resolve(message);
      });
    });
    return {
      rest: async () => {
        const message = await ended;
        const code = await process.exit;
        const refused = await container.fs.readdir('.').catch((error: unknown) => String(error));
        const next = await engine.boot();
        const echo = await next.spawn('echo', ['usable']);
        const { value } = await echo.output.getReader().read();
        next.teardown();
        return { message, code, refused, printed: value };
      },
    };
  },
  /** What the site's own storage holds after all attacks. */
  storage: async (): Promise<string[]> => [
    ...Object.keys(localStorage),
    ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
    document.title,
  ],
};

export type HostilePage = typeof page;
Object.assign(window, { page });
