import type { FileSystemTree } from '#container';
import { equal, includes, rejection } from './assertions.ts';
import type { Boot, ContractCase } from './contract.ts';
import { run } from './terminal.ts';

const BINARY = new Uint8Array([0, 1, 127, 128, 255, 10, 13]);

export const FILE_CASES: readonly ContractCase[] = [
  {
    title: 'a new container has an empty working directory',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      equal(container.workdir.slice(-4), '/lab', 'the end of workdir');
      equal(await container.fs.readdir('.'), []);
      includes(container.path, '/bin');
    },
  },
  {
    title: 'a file is read as it was written, as text and as bytes',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.writeFile('text.txt', 'grüße 🌊\r\n');
      equal(await fs.readFile('text.txt', 'utf8'), 'grüße 🌊\r\n');
      await fs.writeFile('bytes.bin', BINARY);
      equal(await fs.readFile('bytes.bin'), BINARY);
      equal(await fs.readFile('bytes.bin', 'hex'), '00017f80ff0a0d');
      await fs.writeFile('latin.txt', 'é', { encoding: 'latin1' });
      equal(await fs.readFile('latin.txt'), new Uint8Array([0xe9]));
      await fs.writeFile('empty', '');
      equal(await fs.readFile('empty'), new Uint8Array(0));
    },
  },
  {
    title: 'a path is relative to the working directory, with or without a slash before it',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.writeFile('/a.txt', 'a');
      equal(await fs.readFile('./a.txt', 'utf8'), 'a');
      equal(await fs.readdir('/'), ['a.txt']);
    },
  },
  {
    title: 'a folder lists its names, sorted, and their kinds when asked',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.writeFile('b', '');
      await fs.writeFile('ä', '');
      await fs.mkdir('a');
      equal(await fs.readdir('.'), ['a', 'b', 'ä']);
      const entries = await fs.readdir('.', { withFileTypes: true });
      equal(
        entries.map((entry) => [entry.name, entry.isFile(), entry.isDirectory()]),
        [
          ['a', false, true],
          ['b', true, false],
          ['ä', true, false],
        ],
      );
    },
  },
  {
    title: 'folders are made, moved and removed',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.mkdir('a/b/c', { recursive: true });
      await fs.writeFile('a/b/c/file', 'x');
      await fs.rename('a/b', 'moved');
      equal(await fs.readFile('moved/c/file', 'utf8'), 'x');
      equal(await fs.readdir('a'), []);
      await fs.rm('moved', { recursive: true });
      equal(await fs.readdir('.'), ['a']);
      await fs.rm('not-there', { force: true });
    },
  },
  {
    title: 'a file error has the words of Node',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.mkdir('folder/inner', { recursive: true });
      equal(await rejection(fs.readFile('x')), "ENOENT: no such file or directory, open 'x'");
      equal(
        await rejection(fs.readFile('folder')),
        "EISDIR: illegal operation on a directory, read 'folder'",
      );
      equal(
        await rejection(fs.writeFile('no/file', '')),
        "ENOENT: no such file or directory, open 'no/file'",
      );
      equal(await rejection(fs.mkdir('folder')), "EEXIST: file already exists, mkdir 'folder'");
      includes(await rejection(fs.rm('folder')), 'EISDIR: illegal operation on a directory');
      includes(await rejection(fs.rm('x')), 'ENOENT: no such file or directory');
      equal(await rejection(fs.readdir('x')), "ENOENT: no such file or directory, scandir 'x'");
    },
  },
  {
    title: 'a mounted tree is exported as it was: binary, links, empty and nested folders, modes',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const tree = {
        bin: { directory: { 'run.sh': { file: { contents: '#!/bin/sh\n', mode: 0o755 } } } },
        'data.bin': { file: { contents: BINARY } },
        empty: { directory: {} },
        link: { file: { symlink: 'bin/run.sh' } },
        'ünïcode name': {
          directory: { deep: { directory: { 'a.txt': { file: { contents: 'ä' } } } } },
        },
      };
      await container.mount(tree);
      equal(await container.export('.'), tree);
      equal(await container.fs.readFile('link', 'utf8'), '#!/bin/sh\n');
    },
  },
  {
    title: 'a mount point is made, and what stands there is replaced',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.mount({ 'a.txt': { file: { contents: 'old' } } }, { mountPoint: 'in/side' });
      await container.mount({ 'a.txt': { file: { contents: 'new' } } }, { mountPoint: 'in/side' });
      equal(await container.fs.readFile('in/side/a.txt', 'utf8'), 'new');
      await container.mount({ x: { file: { contents: 'beside' } } }, { mountPoint: '../beside' });
      equal((await run(container, 'cat', ['../beside/x'])).output, 'beside');
    },
  },
  {
    title: 'a mount with a name that cannot be is refused whole',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const file = { file: { contents: 'x' } };
      for (const name of [
        '..',
        '.',
        '',
        'a/b',
        '/etc',
        'new\nline',
        'bell\u0007',
        'x'.repeat(256),
      ]) {
        const tree: FileSystemTree = { 'first.txt': file, inner: { directory: { [name]: file } } };
        includes(await rejection(container.mount(tree)), 'cannot be used');
      }
      equal(await container.fs.readdir('.'), []);
    },
  },
  {
    title: 'a name with control characters is refused by every call that would make it',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      const words = 'EILSEQ: control characters are not allowed in a name';
      includes(await rejection(fs.writeFile('a\u001bb', '')), words);
      includes(await rejection(fs.mkdir('a\nb')), words);
      await fs.writeFile('good', '');
      includes(await rejection(fs.rename('good', 'b\tad')), words);
      equal(await fs.readdir('.'), ['good']);
    },
  },
  {
    title: 'a file larger than the limit is refused, and nothing is lost',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.writeFile('kept.txt', 'kept');
      const tooLarge = new Uint8Array(200 * 2 ** 20);
      equal(
        await rejection(fs.writeFile('kept.txt', tooLarge)),
        "EFBIG: file too large, write 'kept.txt'",
      );
      equal(await fs.readFile('kept.txt', 'utf8'), 'kept');
    },
  },
  {
    title: 'an export leaves out what it is told to, and keeps what is included again',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.mount({
        'a.py': { file: { contents: '' } },
        '.git': { directory: { HEAD: { file: { contents: '' } } } },
        data: {
          directory: {
            'big.csv': { file: { contents: '' } },
            'keep.md': { file: { contents: '' } },
          },
        },
      });
      const tree = await container.export('.', {
        excludes: ['.git', 'data/**'],
        includes: ['**/*.md'],
      });
      equal(tree, {
        'a.py': { file: { contents: '' } },
        data: { directory: { 'keep.md': { file: { contents: '' } } } },
      });
      includes(await rejection(container.export('.', { format: 'zip' })), 'cannot export "zip"');
      includes(await rejection(container.export('none')), 'ENOENT');
    },
  },
  {
    title: 'a watcher hears of changes until it is closed',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.mkdir('src/deep', { recursive: true });
      const flat = eventsOf((listener) => fs.watch('src', listener));
      const deep = eventsOf((listener) => fs.watch('.', { recursive: true }, listener));
      await fs.writeFile('src/a.txt', '1');
      await deep.until('rename src/a.txt');
      await fs.writeFile('src/a.txt', '2');
      await deep.until('change src/a.txt');
      await fs.writeFile('src/deep/b.txt', '');
      await deep.until('rename src/deep/b.txt');
      await fs.rm('src/a.txt');
      await deep.until('rename src/a.txt');
      flat.watcher.close();
      await fs.writeFile('src/after.txt', '');
      await deep.until('rename src/after.txt');
      // A write may be told more than once, as Node's own `watch` does.
      const once = flat.seen.filter((event, index) => event !== flat.seen[index - 1]);
      equal(once, ['rename a.txt', 'change a.txt', 'rename a.txt']);
    },
  },
  {
    title:
      'a watcher of one file hears of that file alone, and one that is not recursive of no folder below',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.mkdir('below');
      await fs.writeFile('one', '1');
      await fs.writeFile('other', '1');
      const one = eventsOf((listener) => fs.watch('one', listener));
      const flat = eventsOf((listener) => fs.watch('.', listener));
      await fs.writeFile('below/deep', '');
      await fs.writeFile('other', '2');
      await fs.writeFile('one', '2');
      await one.until('change one');
      await flat.until('change one');
      await fs.rename('other', 'moved');
      await flat.until('rename other');
      await flat.until('rename moved');
      equal(new Set(one.seen).size, 1, 'what is told of one file');
      const elsewhere = flat.seen.filter((event) => event.includes('deep'));
      equal(elsewhere, []);
      one.watcher.close();
      flat.watcher.close();
    },
  },
  {
    title: 'a watcher hears of what programs change',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const events = eventsOf((listener) => container.fs.watch('.', { recursive: true }, listener));
      await run(container, 'bash', ['-c', 'mkdir made && echo hi > made/by-shell']);
      await events.until('rename made/by-shell');
      events.watcher.close();
    },
  },
];

/** Collects a watcher's events as `kind name`, and waits for one. */
function eventsOf<Watcher>(
  watch: (listener: (event: string, name: string | Uint8Array) => void) => Watcher,
) {
  const seen: string[] = [];
  let read = 0;
  let woken: () => void = () => undefined;
  const watcher = watch((event, name) => {
    seen.push(`${event} ${String(name)}`);
    woken();
  });
  return {
    watcher,
    seen,
    async until(event: string): Promise<void> {
      for (;;) {
        const at = seen.indexOf(event, read);
        if (at >= 0) {
          read = at + 1;
          return;
        }
        await new Promise<void>((resolve) => {
          woken = resolve;
        });
      }
    },
  };
}
