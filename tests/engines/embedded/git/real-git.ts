import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from '../../../../src/engines/embedded/kernel/tree.ts';
import { HOME, Lab, type Answer } from './lab.ts';
import { RealShell } from './real-shell.ts';
import type { Step } from './script.ts';

/** Stops with a clear word where there is no git to compare with. */
export function requireGit(): string {
  const found = spawnSync('git', ['--version'], { encoding: 'utf8' });
  if (found.status !== 0)
    throw new Error('these tests compare with the real git: install git first');
  return found.stdout.trim();
}

/** Nothing of this machine's settings. */
const settings = (home: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  // Samples of hooks, which no script reads.
  GIT_TEMPLATE_DIR: '',
  HOME: home,
});

const FIRST_DATE = 1_700_000_000;

/** Each step has its own minute, so that both gits make the same ids. */
const dates = (step: number): Record<string, string> => ({
  GIT_AUTHOR_DATE: `${FIRST_DATE + step * 60} +0000`,
  GIT_COMMITTER_DATE: `${FIRST_DATE + step * 60} +0000`,
});

const IDENTITY =
  '[user]\n\tname = Learner\n\temail = learner@example.test\n[init]\n\tdefaultBranch = main\n';

/** A folder on disk that the real git works in. */
export class RealLab {
  readonly top = mkdtempSync(join(tmpdir(), 'plumbline-git-'));
  readonly folder = join(this.top, 'home', 'lab');
  readonly shell = new RealShell(this.top, {
    ...settings(join(this.top, 'home')),
    GIT_CEILING_DIRECTORIES: this.top,
    GIT_EDITOR: 'true',
    TERM: 'dumb',
    LC_ALL: 'C',
    TZ: 'UTC',
  });

  constructor() {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.top, 'home', '.gitconfig'), IDENTITY);
  }

  async git(
    args: readonly string[],
    options: { cwd?: string; step?: number } = {},
  ): Promise<Answer> {
    const cwd = join(this.folder, options.cwd ?? '');
    const answer = await this.shell.run(['git', ...args], cwd, dates(options.step ?? 0));
    const here = (text: string) => text.replaceAll(this.folder, HOME);
    return { code: answer.code, stdout: here(answer.stdout), stderr: here(answer.stderr) };
  }

  async apply(step: Step, number: number): Promise<Answer | undefined> {
    if ('git' in step) return this.git(step.git, { ...step, step: number });
    const at = (path: string) => join(this.folder, path);
    if ('write' in step) {
      mkdirSync(dirname(at(step.write)), { recursive: true });
      writeFileSync(at(step.write), step.text);
    } else if ('remove' in step) rmSync(at(step.remove), { recursive: true, force: true });
    else if ('move' in step) {
      mkdirSync(dirname(at(step.move[1])), { recursive: true });
      renameSync(at(step.move[0]), at(step.move[1]));
    } else if ('mode' in step) chmodSync(at(step.of), step.mode);
    else symlinkSync(step.to, at(step.link));
    return undefined;
  }

  /** Path and contents of all files outside `.git` and bare repositories (`hub.git`). */
  files(): Record<string, string> {
    const found: Record<string, string> = {};
    const visit = (folder: string) => {
      for (const name of readdirSync(join(this.folder, folder))) {
        if (name.endsWith('.git')) continue;
        const path = folder === '' ? name : `${folder}/${name}`;
        const stats = lstatSync(join(this.folder, path));
        if (stats.isDirectory()) visit(path);
        else if (stats.isSymbolicLink())
          found[path] = `-> ${readlinkSync(join(this.folder, path))}`;
        else
          found[path] =
            `${stats.mode & 0o100 ? 'x' : '-'} ${readFileSync(join(this.folder, path), 'latin1')}`;
      }
    };
    visit('');
    return found;
  }

  remove(): void {
    this.shell.close();
    rmSync(this.top, { recursive: true, force: true });
  }
}

export function makeLab(): Lab {
  const lab = new Lab();
  lab.env['GIT_EDITOR'] = 'true';
  lab.tree.writeFile('/home/.gitconfig', IDENTITY);
  return lab;
}

export async function applyToLab(
  lab: Lab,
  step: Step,
  number: number,
): Promise<Answer | undefined> {
  const at = (path: string) => `${HOME}/${path}`;
  if ('git' in step) {
    Object.assign(lab.env, dates(number));
    return lab.git(step.git, {
      cwd: step.cwd === undefined ? HOME : at(step.cwd),
    });
  }
  if ('write' in step) lab.write(step.write, step.text);
  else if ('remove' in step) lab.tree.rm(at(step.remove), { recursive: true, force: true });
  else if ('move' in step) {
    lab.tree.mkdir(dirname(at(step.move[1])), { recursive: true });
    lab.tree.rename(at(step.move[0]), at(step.move[1]));
  } else if ('mode' in step) lab.tree.chmod(at(step.of), step.mode);
  else lab.tree.symlink(step.to, at(step.link));
  return undefined;
}

/** Path and contents of all files of the lab, as `RealLab.files` gives them. */
export function labFiles(tree: Tree): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [path, node] of tree.walk(HOME)) {
    const name = path.slice(HOME.length + 1);
    if (node.children || /\.git\//.test(name)) continue;
    found[name] =
      node.target === null
        ? `${node.mode & 0o100 ? 'x' : '-'} ${Buffer.from(node.data ?? []).toString('latin1')}`
        : `-> ${node.target}`;
  }
  return found;
}

/** Writes a lab's folder to disk, for the real git to judge. */
export function exportLab(tree: Tree, folder: string): void {
  for (const [path, node] of tree.walk(HOME)) {
    const target = join(folder, path.slice(HOME.length));
    if (node.children) mkdirSync(target, { recursive: true });
    else if (node.target !== null) symlinkSync(node.target, target);
    else {
      writeFileSync(target, node.data ?? new Uint8Array());
      chmodSync(target, node.mode & 0o777);
    }
  }
}

/** Folders of the lab, below its home, that are repositories: `''`, `a`, `hub.git`. */
export function repositoriesIn(tree: Tree): string[] {
  return [...tree.walk(HOME)].flatMap(([path, node]) => {
    if (!node.children?.has('HEAD') || !node.children.has('objects')) return [];
    return [path.slice(HOME.length + 1).replace(/(?:^|\/)\.git$/, '')];
  });
}

/** What `git fsck --full --strict` says of a lab's repository; dangling objects are no fault. */
export async function fsck(
  lab: Lab,
  folder: string,
  { shell }: RealLab,
): Promise<{ code: number; faults: string }> {
  const top = mkdtempSync(join(tmpdir(), 'plumbline-fsck-'));
  try {
    exportLab(lab.tree, top);
    const { code, stdout, stderr } = await shell.run(
      ['git', 'fsck', '--full', '--strict'],
      join(top, folder),
      {},
    );
    const faults = `${stdout}${stderr}`
      .split('\n')
      .filter((line) => line !== '' && !/^(?:dangling|notice:|Checking)/.test(line))
      .join('\n');
    return { code, faults };
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}
