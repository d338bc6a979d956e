import type { CustomCommand } from 'just-bash/browser';
import { resolvePath } from '../../kernel/paths.ts';
import { command, failure, text, type Context, type Result } from './command.ts';
import { reasonOf } from './inputs.ts';
import { readOptions, type Options } from './options.ts';

/** `cp` and `rm` that see symbolic links as links; just-bash's follow them. */
export const copyAndRemove: readonly CustomCommand[] = [command('cp', cp), command('rm', rm)];

type Stats = Awaited<ReturnType<Context['fs']['lstat']>>;

async function statsOf(
  context: Context,
  path: string,
  follow: boolean,
): Promise<Stats | undefined> {
  try {
    return await (follow ? context.fs.stat(path) : context.fs.lstat(path));
  } catch {
    return undefined;
  }
}

const baseName = (path: string): string => path.replace(/\/+$/, '').split('/').pop() ?? path;

async function rm(args: string[], context: Context): Promise<Result> {
  const options = readOptions(args, {
    flags: 'rRfidvI',
    long: { recursive: 'r', force: 'f', verbose: 'v', dir: 'd' },
  });
  if ('invalid' in options) return failure(`rm: ${options.invalid}`);
  if (options.operands.length === 0 && !options.has('f')) return failure('rm: missing operand');
  const recursive = options.has('r') || options.has('R');
  let stdout = '';
  let stderr = '';
  for (const name of options.operands) {
    const path = resolvePath(context.cwd, name);
    const stats = await statsOf(context, path, false);
    const complain = (reason: string) => (stderr += `rm: cannot remove '${name}': ${reason}\n`);
    if (/(?:^|\/)\.\.?\/*$/.test(name)) {
      stderr += `rm: refusing to remove '.' or '..' directory: skipping '${name}'\n`;
    } else if (path === '/') {
      stderr += "rm: it is dangerous to operate recursively on '/'\n";
    } else if (!stats) {
      if (!options.has('f')) complain('No such file or directory');
    } else if (stats.isDirectory && !recursive && !options.has('d')) {
      complain('Is a directory');
    } else {
      try {
        await context.fs.rm(path, { recursive });
        if (options.has('v'))
          stdout += `removed ${stats.isDirectory ? 'directory ' : ''}'${name}'\n`;
      } catch (error) {
        complain(reasonOf(error));
      }
    }
  }
  return text(stdout, stderr === '' ? 0 : 1, stderr);
}

async function cp(args: string[], context: Context): Promise<Result> {
  const options = readOptions(args, {
    flags: 'rRapfvnLPdiuTH',
    values: 't',
    long: {
      recursive: 'r',
      archive: 'a',
      verbose: 'v',
      'no-clobber': 'n',
      force: 'f',
      preserve: 'p',
    },
  });
  if ('invalid' in options) return failure(`cp: ${options.invalid}`);
  const names = [...options.operands];
  const target = options.value('t') ?? names.pop();
  if (target === undefined || names.length === 0) {
    return failure(
      target === undefined
        ? 'cp: missing file operand'
        : `cp: missing destination file operand after '${target}'`,
    );
  }
  const goal = resolvePath(context.cwd, target);
  const intoFolder =
    (await statsOf(context, goal, true))?.isDirectory === true && !options.has('T');
  if (!intoFolder && names.length > 1)
    return failure(`cp: target '${target}': No such file or directory`);
  const copier = new Copier(context, options);
  for (const name of names) {
    const shown = intoFolder ? `${target.replace(/\/+$/, '')}/${baseName(name)}` : target;
    await copier.copy(
      name,
      resolvePath(context.cwd, name),
      shown,
      resolvePath(context.cwd, shown),
      true,
    );
  }
  return text(copier.stdout, copier.stderr === '' ? 0 : 1, copier.stderr);
}

class Copier {
  stdout = '';
  stderr = '';
  readonly #context: Context;
  readonly #options: Options;

  constructor(context: Context, options: Options) {
    this.#context = context;
    this.#options = options;
  }

  /** Copies one thing; below the first, links stay links unless `-L`. */
  async copy(
    fromName: string,
    from: string,
    toName: string,
    to: string,
    isTop: boolean,
  ): Promise<void> {
    const { fs } = this.#context;
    const recursive = ['r', 'R', 'a'].some((letter) => this.#options.has(letter));
    const follow =
      this.#options.has('L') ||
      (isTop && !recursive && !this.#options.has('d') && !this.#options.has('P'));
    const stats = await statsOf(this.#context, from, follow);
    const existing = await statsOf(this.#context, to, true);
    if (!stats) {
      this.stderr += `cp: cannot stat '${fromName}': No such file or directory\n`;
    } else if (stats.isDirectory && !recursive) {
      this.stderr += `cp: -r not specified; omitting directory '${fromName}'\n`;
    } else if (from === to) {
      this.stderr += `cp: '${fromName}' and '${toName}' are the same file\n`;
    } else if (stats.isDirectory && `${to}/`.startsWith(`${from}/`)) {
      this.stderr += `cp: cannot copy a directory, '${fromName}', into itself, '${toName}'\n`;
    } else if (existing?.isDirectory && !stats.isDirectory) {
      this.stderr += `cp: cannot overwrite directory '${toName}' with non-directory\n`;
    } else if (existing && !existing.isDirectory && stats.isDirectory) {
      this.stderr += `cp: cannot overwrite non-directory '${toName}' with directory '${fromName}'\n`;
    } else if (!(existing && this.#options.has('n') && !stats.isDirectory)) {
      try {
        if (this.#options.has('v')) this.stdout += `'${fromName}' -> '${toName}'\n`;
        await this.#make(stats, from, to, existing !== undefined);
      } catch (error) {
        this.stderr += `cp: cannot create '${toName}': ${reasonOf(error)}\n`;
        return;
      }
      if (!stats.isDirectory) return;
      for (const name of await fs.readdir(from)) {
        await this.copy(
          `${fromName}/${name}`,
          `${from}/${name}`,
          `${toName}/${name}`,
          `${to}/${name}`,
          false,
        );
      }
    }
  }

  async #make(stats: Stats, from: string, to: string, exists: boolean): Promise<void> {
    const { fs } = this.#context;
    if (stats.isDirectory) {
      if (!exists) await fs.mkdir(to);
      return;
    }
    if (stats.isSymbolicLink) {
      await fs.rm(to, { force: true });
      await fs.symlink(await fs.readlink(from), to);
      return;
    }
    await fs.writeFile(to, await fs.readFileBuffer(from));
    if (!exists) await fs.chmod(to, stats.mode & 0o7777);
    if (this.#options.has('a') || this.#options.has('p'))
      await fs.utimes(to, stats.mtime, stats.mtime);
  }
}
