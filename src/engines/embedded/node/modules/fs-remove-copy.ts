import { isFolder, isSymlink } from '../../kernel/tree.ts';
import { nodeError } from '../core/node-error.ts';
import { absolute, state } from '../core/process-state.ts';
import { shownPath, type PathLike } from './fs-arguments.ts';
import { called, systemError } from './fs-errors.ts';

export function rmSync(
  path: PathLike,
  options: { recursive?: boolean; force?: boolean } = {},
): void {
  const shown = shownPath(path);
  const { tree } = state;
  const node = tree.tryLookup(absolute(shown), false);
  if (!node) {
    if (options.force === true) return;
    throw systemError('ENOENT', 'lstat', shown);
  }
  if (isFolder(node) && options.recursive !== true) {
    throw Object.assign(
      nodeError(
        'ERR_FS_EISDIR',
        `Path is a directory: rm returned EISDIR (is a directory) ${shown}`,
      ),
      {
        info: { code: 'EISDIR', message: 'is a directory', path: shown, syscall: 'rm', errno: 21 },
        errno: 21,
        syscall: 'rm',
        path: shown,
      },
    );
  }
  called('rm', shown, () => {
    tree.rm(absolute(shown), { recursive: true });
  });
}

export function unlinkSync(path: PathLike): void {
  const shown = shownPath(path);
  const node = called('unlink', shown, () => state.tree.lookup(absolute(shown), false));
  if (isFolder(node)) throw systemError('EISDIR', 'unlink', shown);
  state.tree.rm(absolute(shown));
}

export function rmdirSync(path: PathLike): void {
  const shown = shownPath(path);
  const node = called('rmdir', shown, () => state.tree.lookup(absolute(shown), false));
  if (!isFolder(node)) throw systemError('ENOTDIR', 'rmdir', shown);
  called('rmdir', shown, () => {
    state.tree.rm(absolute(shown));
  });
}

export function copyFileSync(from: PathLike, to: PathLike, mode = 0): void {
  const [source, target] = [shownPath(from, 'src'), shownPath(to, 'dest')];
  const { tree } = state;
  if ((mode & 1) !== 0 && tree.exists(absolute(target)))
    throw systemError('EEXIST', 'copyfile', source, target);
  called(
    'copyfile',
    source,
    () => {
      const node = tree.lookup(absolute(source));
      tree.writeFile(absolute(target), tree.readFile(absolute(source)), {
        mode: node.mode & 0o777,
      });
    },
    target,
  );
}

export function cpSync(
  from: PathLike,
  to: PathLike,
  options: {
    recursive?: boolean;
    force?: boolean;
    errorOnExist?: boolean;
    filter?: (from: string, to: string) => boolean;
  } = {},
): void {
  const [source, target] = [shownPath(from, 'src'), shownPath(to, 'dest')];
  const { tree } = state;
  if (options.filter && !options.filter(source, target)) return;
  const node = called('lstat', source, () => tree.lookup(absolute(source), false));
  if (isFolder(node)) {
    if (options.recursive !== true) {
      throw nodeError(
        'ERR_FS_EISDIR',
        `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${source} is a directory (not copied)) ${absolute(source)}`,
      );
    }
    if (`${absolute(target)}/`.startsWith(`${absolute(source)}/`)) {
      throw nodeError(
        'ERR_FS_CP_EINVAL',
        `Cannot copy ${source} to a subdirectory of self ${target}`,
      );
    }
    called('mkdir', target, () => {
      tree.mkdir(absolute(target), { recursive: true });
    });
    for (const name of tree.readdir(absolute(source)))
      cpSync(`${source}/${name}`, `${target}/${name}`, options);
    return;
  }
  if (tree.exists(absolute(target)) && options.force === false) {
    if (options.errorOnExist === true)
      throw nodeError(
        'ERR_FS_CP_EEXIST',
        `Target already exists: cp returned EEXIST (${target} already exists) ${target}`,
      );
    return;
  }
  tree.mkdir(absolute(target).replace(/\/[^/]*$/, '') || '/', { recursive: true });
  if (isSymlink(node)) {
    tree.rm(absolute(target), { force: true });
    tree.symlink(node.target ?? '', absolute(target));
  } else copyFileSync(source, target);
}
