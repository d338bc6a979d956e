import { git } from '../../../../src/engines/embedded/git/index.ts';
import { DEFAULT_LIMITS } from '../../../../src/engines/embedded/kernel/limits.ts';
import { PortTable } from '../../../../src/engines/embedded/kernel/port-table.ts';
import { Tree } from '../../../../src/engines/embedded/kernel/tree.ts';

export const HOME = '/home/lab';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A learner's folder with our git in it. */
export class Lab {
  readonly tree = new Tree();
  readonly env: Record<string, string> = { HOME: '/home', TERM: 'dumb' };

  constructor() {
    this.tree.mkdir(HOME, { recursive: true });
  }

  /** Runs `git …` in a folder below the lab's. */
  async git(
    args: readonly string[],
    options: { cwd?: string; toTerminal?: boolean; stdin?: string } = {},
  ): Promise<Answer> {
    const streams = { stdout: '', stderr: '' };
    const put = (name: 'stdout' | 'stderr') => (text: string | Uint8Array) => {
      streams[name] += typeof text === 'string' ? text : decoder.decode(text);
    };
    const code = await git({
      argv: ['git', ...args],
      cwd: options.cwd ?? HOME,
      env: this.env,
      tree: this.tree,
      ports: new PortTable(DEFAULT_LIMITS, () => undefined),
      stdin: encoder.encode(options.stdin ?? ''),
      toTerminal: options.toTerminal ?? false,
      columns: 80,
      stdout: put('stdout'),
      stderr: put('stderr'),
      run: () => Promise.reject(new Error('git runs no other program')),
      signal: new AbortController().signal,
    });
    return { code, ...streams };
  }

  write(path: string, contents: string | Uint8Array): void {
    const absolute = `${HOME}/${path}`;
    this.tree.mkdir(absolute.slice(0, absolute.lastIndexOf('/')), { recursive: true });
    this.tree.writeFile(absolute, contents);
  }

  read(path: string): string {
    return decoder.decode(this.tree.readFile(`${HOME}/${path}`));
  }
}

/** A lab with an identity, fixed dates and an empty repository. */
export async function labWithRepository(): Promise<Lab> {
  const lab = new Lab();
  Object.assign(lab.env, {
    GIT_AUTHOR_DATE: '1700000000 +0000',
    GIT_COMMITTER_DATE: '1700000000 +0000',
  });
  lab.tree.writeFile(
    '/home/.gitconfig',
    '[user]\n\tname = Learner\n\temail = learner@example.test\n',
  );
  await lab.git(['init']);
  return lab;
}
