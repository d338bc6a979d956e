import { equal, includes, rejection } from './assertions.ts';
import type { Boot, ContractCase } from './contract.ts';

/** Each call of `fs`, what it gives, and the words of Node in which it refuses. */
export const FILE_CALL_CASES: readonly ContractCase[] = [
  {
    title:
      'readFile gives bytes or text of an encoding, through links, and says what it cannot read',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const { fs } = container;
      await container.mount({
        file: { file: { contents: 'é' } },
        link: { file: { symlink: 'file' } },
        broken: { file: { symlink: 'nowhere' } },
        loop: { file: { symlink: 'loop' } },
        folder: { directory: {} },
      });
      equal(await fs.readFile('link'), new Uint8Array([0xc3, 0xa9]));
      equal(await fs.readFile('file', 'base64'), 'w6k=');
      equal(await fs.readFile('file', 'latin1'), 'Ã©');
      equal(await fs.readFile('folder/../file', 'utf8'), 'é');
      equal(
        await rejection(fs.readFile('file/inner')),
        "ENOTDIR: not a directory, open 'file/inner'",
      );
      equal(
        await rejection(fs.readFile('broken')),
        "ENOENT: no such file or directory, open 'broken'",
      );
      equal(
        await rejection(fs.readFile('loop')),
        "ELOOP: too many symbolic links encountered, open 'loop'",
      );
    },
  },
  {
    title:
      'writeFile replaces, writes through links, and refuses a folder and what is below a file',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const { fs } = container;
      await container.mount({
        file: { file: { contents: 'long before' } },
        link: { file: { symlink: 'file' } },
        folder: { directory: {} },
      });
      await fs.writeFile('link', 'now');
      equal(await fs.readFile('file', 'utf8'), 'now');
      await fs.writeFile('file', 'aGk=', 'base64');
      equal(await fs.readFile('file', 'utf8'), 'hi');
      equal(
        await rejection(fs.writeFile('folder', '')),
        "EISDIR: illegal operation on a directory, open 'folder'",
      );
      equal(
        await rejection(fs.writeFile('file/inner', '')),
        "ENOTDIR: not a directory, open 'file/inner'",
      );
      equal(await fs.readFile('file', 'utf8'), 'hi');
    },
  },
  {
    title: 'readdir lists a folder, and refuses a file',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const { fs } = container;
      await container.mount({
        file: { file: { contents: '' } },
        'to-file': { file: { symlink: 'file' } },
        folder: { directory: { inner: { file: { contents: '' } } } },
        'to-folder': { file: { symlink: 'folder' } },
      });
      equal(await fs.readdir('to-folder'), ['inner']);
      equal(await rejection(fs.readdir('file')), "ENOTDIR: not a directory, scandir 'file'");
      equal(
        await rejection(fs.readdir('file/inner')),
        "ENOTDIR: not a directory, scandir 'file/inner'",
      );
    },
  },
  {
    title: 'mkdir makes one folder, or all on the way, and refuses what stands there',
    run: async (boot: Boot): Promise<void> => {
      const { fs } = await boot();
      await fs.writeFile('file', 'kept');
      await fs.mkdir('one');
      equal(await fs.mkdir('two/three', { recursive: true }), 'two/three');
      await fs.mkdir('two/three', { recursive: true });
      equal(await fs.readdir('two'), ['three']);
      equal(
        await rejection(fs.mkdir('no/inner')),
        "ENOENT: no such file or directory, mkdir 'no/inner'",
      );
      equal(await rejection(fs.mkdir('file')), "EEXIST: file already exists, mkdir 'file'");
      equal(
        await rejection(fs.mkdir('file', { recursive: true })),
        "EEXIST: file already exists, mkdir 'file'",
      );
      equal(await rejection(fs.mkdir('file/in')), "ENOTDIR: not a directory, mkdir 'file/in'");
      equal(await fs.readFile('file', 'utf8'), 'kept');
    },
  },
  {
    title: 'rm takes a file, a link and not its target, and a folder only when told',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const { fs } = container;
      await container.mount({
        file: { file: { contents: '' } },
        link: { file: { symlink: 'folder' } },
        folder: { directory: { inner: { file: { contents: '' } } } },
      });
      await fs.rm('link', { recursive: true });
      equal(await fs.readdir('.'), ['file', 'folder']);
      equal(
        await rejection(fs.rm('folder')),
        "EISDIR: illegal operation on a directory, rm 'folder'",
      );
      includes(await rejection(fs.rm('folder', { force: true })), 'EISDIR');
      includes(
        await rejection(fs.rm('none', { recursive: true })),
        'ENOENT: no such file or directory',
      );
      await fs.rm('none', { force: true });
      await fs.rm('folder', { recursive: true });
      await fs.rm('file');
      equal(await fs.readdir('.'), []);
    },
  },
  {
    title: 'rename moves and replaces, and refuses what cannot take the place',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const { fs } = container;
      await container.mount({
        a: { file: { contents: 'a' } },
        b: { file: { contents: 'b' } },
        full: { directory: { inner: { file: { contents: '' } } } },
        other: { directory: { inner: { file: { contents: '' } } } },
        empty: { directory: {} },
      });
      await fs.rename('a', 'b');
      equal(await fs.readFile('b', 'utf8'), 'a');
      await fs.rename('full', 'empty');
      equal(await fs.readdir('.'), ['b', 'empty', 'other']);
      equal(
        await rejection(fs.rename('none', 'c')),
        "ENOENT: no such file or directory, rename 'none' -> 'c'",
      );
      equal(
        await rejection(fs.rename('b', 'no/b')),
        "ENOENT: no such file or directory, rename 'b' -> 'no/b'",
      );
      equal(
        await rejection(fs.rename('b', 'other')),
        "EISDIR: illegal operation on a directory, rename 'b' -> 'other'",
      );
      equal(
        await rejection(fs.rename('other', 'b')),
        "ENOTDIR: not a directory, rename 'other' -> 'b'",
      );
      equal(
        await rejection(fs.rename('other', 'empty')),
        "ENOTEMPTY: directory not empty, rename 'other' -> 'empty'",
      );
      equal(
        await rejection(fs.rename('other', 'other/itself')),
        "EINVAL: invalid argument, rename 'other' -> 'other/itself'",
      );
      equal(await fs.readFile('b', 'utf8'), 'a');
      equal(await fs.readdir('other'), ['inner']);
    },
  },
];
