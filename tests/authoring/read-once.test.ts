import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'vite';

/** Asks twice for the same thing, as two pages of a site do. */
const ASKS = `
import { readOnceABuild } from './src/authoring/read-once.ts';
let read = 0;
const ask = () => readOnceABuild('lessons', () => ++read);
export const answers = [ask(), ask()];
`;

test('in the pages of a build, a list of files is read once however many pages ask for it', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'asks',
        resolveId: (id) => (id === 'asks' ? `${process.cwd()}/asks.ts` : undefined),
        load: (id) => (id.endsWith('/asks.ts') ? ASKS : undefined),
      },
    ],
    build: { ssr: true, write: false, minify: false, rolldownOptions: { input: 'asks' } },
  });
  const [result] = [built].flat();
  assert.ok(result && 'output' in result);
  const code = result.output[0].code;
  const { answers } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    readonly answers: readonly number[];
  };
  assert.deepEqual(answers, [1, 1]);
});
