import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { EditRequest } from '#container';
import { createEmbeddedEngine } from '#engines';
import { whyMissing } from '../../../../src/engines/embedded/shell/missing-commands.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

test('edit and code show files of the lab in the editor of the page, and say what they cannot show', async () => {
  const container = await engine.boot();
  const shown: EditRequest[] = [];
  const stop = container.onEdit?.((request) => shown.push(request));
  const type = async (line: string) => {
    const process = await container.spawn('bash', ['-c', line]);
    let printed = '';
    const reader = process.output.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      printed += part.value;
    }
    return [await process.exit, printed] as const;
  };
  await container.fs.mkdir('sub');
  await container.fs.writeFile('sub/a.py', 'x = 1\n');
  await container.fs.writeFile('odd:7', '');
  assert.deepEqual(await type('edit sub/a.py; cd sub; code -g a.py:12; edit +3 a.py new.md'), [
    0,
    '',
  ]);
  assert.deepEqual(await type('code odd:7; ln -s sub/a.py link; edit link'), [0, '']);
  assert.deepEqual(shown, [
    { path: 'sub/a.py' },
    { path: 'sub/a.py', line: 12 },
    { path: 'sub/a.py', line: 3 },
    { path: 'sub/new.md' },
    { path: 'odd:7' },
    { path: 'sub/a.py' },
  ]);
  assert.equal(await container.fs.readFile('sub/new.md', 'utf-8'), '');

  const [, said] = await type(
    'edit sub; edit no/where; edit /tmp/x; ls /tmp; edit --frob x; edit; code -Q',
  );
  assert.match(said, /^edit: sub: is a folder; its files stand in the list beside the editor\n/);
  assert.match(said, /edit: no\/where: No such file or directory\n/);
  assert.match(
    said,
    /edit: \/tmp\/x: is not in the lab's folder, which is all that the editor shows\nedit: unrec/,
  );
  assert.match(said, /edit: unrecognized option '--frob'\nusage: edit FILE/);
  assert.match(said, /edit: which file\?\nusage: edit FILE/);
  assert.match(said, /code: invalid option '-Q'\nusage: code FILE/);
  assert.equal(shown.length, 6);

  stop?.();
  assert.deepEqual(await type('edit sub/a.py; edit never.md; ls'), [
    0,
    'edit: sub/a.py: no editor is open here\nedit: never.md: no editor is open here\nlink\nodd:7\nsub\n',
  ]);
  container.teardown();
});

test('nano, vi and vim say what to type instead', () => {
  for (const name of ['nano', 'vi', 'vim']) {
    assert.equal(whyMissing(name), 'Type edit FILE: the editor beside the terminal opens it.');
  }
});
