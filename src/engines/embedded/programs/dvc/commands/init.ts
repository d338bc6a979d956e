import { Project } from '../project.ts';
import { readArguments } from '../../arguments.ts';
import type { DvcCommand } from '../command.ts';
import { DvcError } from '../dvc-error.ts';
import { GitSide } from '../git-side.ts';

const DVCIGNORE =
  '# Add patterns of files dvc should ignore, which could improve\n' +
  '# the performance. Learn more at\n# https://dvc.org/doc/user-guide/dvcignore\n';

export const init: DvcCommand = {
  usage: 'init [--no-scm] [-f]',
  help: 'Make this folder a DVC project.',
  async run({ context, say }, args) {
    const { options } = readArguments('dvc init', args, {
      'no-scm': {},
      force: { short: 'f' },
      quiet: { short: 'q' },
    });
    const project = new Project(context.tree, context.cwd);
    const git = new GitSide(context, project);
    const isRoot = context.tree.exists(`${context.cwd}/.git`);
    if (!isRoot && !options.has('no-scm')) {
      throw new DvcError(
        "failed to initiate DVC - . is not tracked by any supported SCM tool (e.g. Git). Use `--no-scm` if you don't want to use any SCM or `--subdir` if initializing inside a subdirectory of a parent SCM repository.",
      );
    }
    if (project.exists('.dvc') && !options.has('force')) {
      throw new DvcError("failed to initiate DVC - '.dvc' exists. Use `-f` to force.");
    }
    if (options.has('force')) project.remove('.dvc');
    project.write('.dvc/config', options.has('no-scm') ? '[core]\n    no_scm = True\n' : '');
    project.write('.dvc/.gitignore', '/config.local\n/tmp\n/cache\n');
    if (!project.exists('.dvcignore')) project.write('.dvcignore', DVCIGNORE);
    if (isRoot) await git.ask(['add', '.dvc/config', '.dvc/.gitignore', '.dvcignore']);
    if (!options.has('quiet')) {
      say('Initialized DVC repository.\n');
      if (isRoot) say('You can now commit the changes to git.\n');
    }
    return 0;
  },
};
