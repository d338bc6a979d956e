import { resolvePath, type Tree } from '../../kernel/tree.ts';
import type { Command } from '../command.ts';
import { GitExit } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import { isValidBranchName } from '../refs/ref-name.ts';
import type { Session } from '../session.ts';

const usage = ['git init [-q | --quiet] [--bare] [-b <branch-name>] [<directory>]'];

const CONFIG = (bare: boolean) =>
  `[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = ${bare}\n` +
  (bare ? '' : '\tlogallrefupdates = true\n');

const EXCLUDE = `# git ls-files --others --exclude-from=.git/info/exclude
# Lines that start with '#' are comments.
# For a project mostly in C, the following would be a good set of
# exclude patterns (uncomment them if you want to use them):
# *.[oa]
# *~
`;

/** Makes what a repository consists of, as far as it is not there; returns its git folder. */
export function createRepository(
  tree: Tree,
  top: string,
  { bare, branch }: { readonly bare: boolean; readonly branch: string },
): string {
  tree.mkdir(top, { recursive: true });
  const real = tree.realpath(top);
  const folder = bare ? real : `${real === '/' ? '' : real}/.git`;
  for (const name of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'info', 'hooks']) {
    tree.mkdir(`${folder}/${name}`, { recursive: true });
  }
  const files: Record<string, string> = {
    HEAD: `ref: refs/heads/${branch}\n`,
    config: CONFIG(bare),
    description: "Unnamed repository; edit this file 'description' to name the repository.\n",
    'info/exclude': EXCLUDE,
  };
  for (const [name, text] of Object.entries(files)) {
    if (!tree.exists(`${folder}/${name}`)) tree.writeFile(`${folder}/${name}`, text);
  }
  return folder;
}

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions(
    'init',
    args,
    { '-q, --quiet': 'flag', '--bare': 'flag', '-b, --initial-branch': 'value' },
    usage,
  );
  if (options.all.length > 1) throw new GitExit(`usage: ${usage[0] ?? ''}\n`, 129);
  const { tree } = session;
  const top = resolvePath(session.cwd, options.all[0] ?? '.');
  const bare = options.has('bare');
  const branch =
    options.value('initial-branch') ?? session.config.get('init.defaultbranch') ?? 'main';
  if (!isValidBranchName(branch)) {
    throw new GitExit(`fatal: invalid initial branch name: '${branch}'`, 128);
  }
  const again = tree.exists(`${top}/${bare ? '' : '.git/'}HEAD`);
  const folder = createRepository(tree, top, { bare, branch });
  if (again && options.has('initial-branch')) {
    session.error(`warning: re-init: ignored --initial-branch=${branch}\n`);
  }
  if (!options.has('quiet')) {
    const what = again ? 'Reinitialized existing' : 'Initialized empty';
    session.out(`${what} Git repository in ${folder}/\n`);
  }
  return 0;
}

export const init: Command = {
  name: 'init',
  summary: 'Create an empty Git repository or reinitialize an existing one',
  usage,
  needs: 'nothing',
  run,
};
