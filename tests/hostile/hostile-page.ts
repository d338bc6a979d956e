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
  /** What the site's own storage holds after all attacks. */
  storage: async (): Promise<string[]> => [
    ...Object.keys(localStorage),
    ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
    document.title,
  ],
};

export type HostilePage = typeof page;
Object.assign(window, { page });
