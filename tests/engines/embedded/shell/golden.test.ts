import assert from 'node:assert/strict';
import { test } from 'node:test';
import golden from './golden.json' with { type: 'json' };
import { FakeKernel, SESSION } from './fake-kernel.ts';

/**
 * The subset of the shell that labs may use. `golden.json` holds a folder and lines with what GNU bash 5.2 and coreutils
 * printed and returned in it (`LC_ALL=C.UTF-8`); what just-bash does otherwise is corrected or left out there.
 */
const files: Readonly<Record<string, string>> = golden.files;

async function run(line: string): Promise<readonly [stdout: string, exitCode: number]> {
  const kernel = await FakeKernel.boot();
  for (const [path, text] of Object.entries(files)) {
    const full = `/home/lab/${path}`;
    kernel.tree.mkdir(full.slice(0, full.lastIndexOf('/')), { recursive: true });
    kernel.tree.writeFile(full, text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
  kernel.start(['bash', '-c', line, 'bash'], { session: SESSION });
  const exitCode = await kernel.exit();
  return [kernel.output(1), exitCode];
}

test(`${golden.cases.length} lines print and return what they do in bash`, async () => {
  assert.ok(golden.cases.length > 400);
  for (const [line, stdout, exitCode] of golden.cases) {
    assert.deepEqual(await run(String(line)), [stdout, exitCode], String(line));
  }
});
