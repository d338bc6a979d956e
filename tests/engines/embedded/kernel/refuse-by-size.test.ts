import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileSystemTree } from '#container';
import { DEFAULT_LIMITS } from '../../../../src/engines/embedded/kernel/limits.ts';
import { mountTree } from '../../../../src/engines/embedded/kernel/mount-tree.ts';
import { thrown } from '../../../../src/engines/embedded/kernel/thrown.ts';
import { Tree } from '../../../../src/engines/embedded/kernel/tree.ts';
import { fakeLab } from './fake-lab.ts';

const LIMITS = { fileBytes: 10, treeBytes: 25 };
const file = (contents: string | Uint8Array) => ({ file: { contents } });
const ten = () => new Uint8Array(10);

/** What a call to a lab with small limits is refused with, and which calls were posted to its kernel. */
async function refusal(call: (lab: ReturnType<typeof fakeLab>['container']) => Promise<unknown>) {
  const posted: string[] = [];
  const lab = fakeLab(LIMITS, {}, undefined, (message) => {
    posted.push((message as { method: string }).method);
  });
  const refused: unknown = await call(lab.container).then(
    () => undefined,
    (error: unknown) => error,
  );
  lab.end();
  return { ...(refused === undefined ? {} : thrown(refused)), posted };
}

/** What the kernel itself says of a tree. */
function kernelOn(nested: FileSystemTree) {
  try {
    mountTree(new Tree(LIMITS), nested, '/home/lab');
  } catch (error) {
    const { message, hint } = thrown(error);
    return { message: message.replace("'/home/lab'", "'.'"), hint };
  }
  return assert.fail('the kernel takes it');
}

test('a file past the limit is refused before it is posted, one at the limit is written', async () => {
  assert.deepEqual(await refusal((lab) => lab.fs.writeFile('big.bin', new Uint8Array(11))), {
    name: 'Error',
    message: "EFBIG: file too large, write 'big.bin'",
    hint: '',
    posted: [],
  });
  assert.deepEqual((await refusal((lab) => lab.fs.writeFile('big.txt', 'ééééé+'))).posted, []);
  assert.deepEqual(await refusal((lab) => lab.fs.writeFile('fits.txt', 'ééééé')), {
    posted: ['writeFile'],
  });
});

test('a tree past the limits is refused before it is posted, in the kernel’s words', async () => {
  const trees: Record<string, FileSystemTree> = {
    'one file': { data: { directory: { 'big.bin': file(new Uint8Array(11)) } } },
    'one text': { 'big.txt': file('a text of more') },
    'all together': { a: file(ten()), b: file(ten()), c: file(ten()) },
    'a name that cannot be': { '..': file(''), 'big.bin': file(new Uint8Array(11)) },
  };
  for (const [name, nested] of Object.entries(trees)) {
    const { posted, message, hint } = await refusal((lab) => lab.mount(nested));
    assert.deepEqual({ message, hint }, kernelOn(nested), name);
    assert.deepEqual(posted, [], name);
  }
});

test('what only its encoding makes too large, and what is wrong otherwise, is the kernel’s to refuse', async () => {
  const text: FileSystemTree = { 'wide.txt': file('éééééé') };
  const { posted, message, hint } = await refusal((lab) => lab.mount(text));
  assert.deepEqual({ message, hint }, kernelOn(text));
  assert.deepEqual(posted, ['mount']);
  const fits = await refusal((lab) => lab.mount({ a: file(ten()), b: file(ten()) }));
  assert.deepEqual(fits, { posted: ['mount'] });
});

test('where nothing is said of limits, the client has those of every kernel', () => {
  assert.deepEqual(new Tree({}).limits, DEFAULT_LIMITS);
});
