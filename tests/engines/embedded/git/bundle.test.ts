import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { gitBundleOptions } from '../../../../src/engines/embedded/git/bundle-options.ts';

const ENTRY = `
  import { git } from './src/engines/embedded/git/index.ts';
  import { Tree } from './src/engines/embedded/kernel/tree.ts';
  globalThis.run = async (lines) => {
    const tree = new Tree();
    tree.mkdir('/home/lab', { recursive: true });
    tree.writeFile('/home/.gitconfig', '[user]\\n\\tname = L\\n\\temail = l@example.test\\n');
    tree.writeFile('/home/lab/a', 'a\\n');
    let output = '';
    const put = (text) => { output += typeof text === 'string' ? text : new TextDecoder().decode(text); };
    for (const argv of lines) {
      const env = { HOME: '/home', GIT_AUTHOR_DATE: '1700000000 +0000', GIT_COMMITTER_DATE: '1700000000 +0000' };
      await git({ argv, cwd: '/home/lab', env, tree, stdin: new Uint8Array(), toTerminal: false, columns: 80,
        stdout: put, stderr: put, signal: new AbortController().signal });
    }
    return output;
  };
`;

test('bundled for a worker, git runs with the globals of the web alone and without eval', async () => {
  const { outputFiles } = await build({
    ...gitBundleOptions,
    inject: [...gitBundleOptions.inject],
    stdin: { contents: ENTRY, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    write: false,
    logLevel: 'error',
  });
  const globals: Record<string, unknown> = {
    TextEncoder,
    TextDecoder,
    AbortController,
    setTimeout,
    clearTimeout,
    queueMicrotask,
  };
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  runInContext(outputFiles[0]?.text ?? '', context);
  const run = globals['run'] as (lines: string[][]) => Promise<string>;
  assert.equal(
    await run([
      ['git', 'init', '-q'],
      ['git', 'add', '.'],
      ['git', 'commit', '-m', 'one'],
      ['git', 'status', '-sb'],
    ]),
    '[main (root-commit) 73a4a9f] one\n 1 file changed, 1 insertion(+)\n create mode 100644 a\n## main\n',
  );
});
