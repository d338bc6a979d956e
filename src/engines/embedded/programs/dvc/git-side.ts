import type { ProgramContext } from '../../kernel/process.ts';
import type { Project } from './project.ts';

const decoder = new TextDecoder();

/** What DVC asks of the Git repository around the project, through the lab's own git. */
export class GitSide {
  readonly #context: ProgramContext;
  readonly #project: Project;
  readonly #toTrack = new Set<string>();

  constructor(context: ProgramContext, project: Project) {
    this.#context = context;
    this.#project = project;
  }

  async isRepository(): Promise<boolean> {
    return (await this.ask(['rev-parse', '--git-dir'])) !== undefined;
  }

  /** True when the index has the file, or files in the folder. */
  async tracks(path: string): Promise<boolean> {
    return ((await this.ask(['ls-files', '--', path])) ?? '') !== '';
  }

  /** What a git command prints, or `undefined` when it fails. */
  async ask(args: readonly string[]): Promise<string | undefined> {
    const parts: string[] = [];
    const exitCode = await this.#context.run(['git', ...args], {
      cwd: this.#project.root,
      output: {
        write: (fd, data) => {
          if (fd === 1) parts.push(decoder.decode(data));
        },
        discard: () => undefined,
      },
    });
    return exitCode === 0 ? parts.join('') : undefined;
  }

  /** Makes Git ignore a path, by a line in the `.gitignore` of its folder, unless some rule does so already. */
  async ignore(path: string): Promise<void> {
    if (!(await this.isRepository())) return;
    if ((await this.ask(['check-ignore', '-q', path])) !== undefined) return;
    const at = path.lastIndexOf('/');
    const file = `${path.slice(0, at + 1)}.gitignore`;
    const before = this.#project.readText(file) ?? '';
    const separator = before === '' || before.endsWith('\n') ? '' : '\n';
    this.#project.write(file, `${before}${separator}/${path.slice(at + 1)}\n`);
    this.track(file);
  }

  /** A file that the learner should add to Git. */
  track(path: string): void {
    this.#toTrack.add(path);
  }

  /** Says which files to add, if there are any; with `core.autostage` it adds them. */
  async remind(): Promise<void> {
    if (this.#toTrack.size === 0 || !(await this.isRepository())) return;
    if (/^(?:true|yes|on|1)$/i.test(this.#project.config['core']?.['autostage'] ?? '')) {
      await this.ask(['add', ...this.#toTrack]);
      return;
    }
    const files = [...this.#toTrack].sort().join(' ');
    this.#context.stdout(
      `\nTo track the changes with git, run:\n\n\tgit add ${files}\n\n` +
        'To enable auto staging, run:\n\n\tdvc config core.autostage true\n',
    );
  }
}
