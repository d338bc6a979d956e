import { resolvePath } from '../kernel/tree.ts';
import { GitExit } from './git-error.ts';
import type { Repository } from './repository.ts';
import type { Session } from './session.ts';

interface Hook {
  /** As git names it in messages: `.git/hooks/pre-commit`. */
  readonly shown: string;
  readonly executable: boolean;
}

/** The hook of this name, if the repository has one; `core.hooksPath` is heeded. */
export function hookNamed(repository: Repository, name: string): Hook | undefined {
  const { tree, gitFolder, workTree, config } = repository;
  const set = config.get('core.hookspath');
  const folder = set === undefined ? `${gitFolder}/hooks` : resolvePath(workTree || '/', set);
  const node = tree.tryLookup(`${folder}/${name}`);
  if (!node?.data) return undefined;
  const top = workTree === '' ? '' : `${workTree}/`;
  const path = `${folder}/${name}`;
  const shown = set === undefined && path.startsWith(top) ? path.slice(top.length) : path;
  return { shown, executable: (node.mode & 0o111) !== 0 };
}

function tellIgnored(session: Session, { shown }: Hook): void {
  if (!session.repository.config.flag('advice.ignoredhook', true)) return;
  session.error(
    `hint: The '${shown}' hook was ignored because it's not set as executable.\n` +
      'hint: You can disable this warning with `git config advice.ignoredHook false`.\n',
  );
}

/**
 * Refuses what hooks would have a say in: the lab edition runs none, and to pass over a guard in silence would be wrong.
 *
 * @param skip what goes on without the hooks, as the hint words it; `undefined` when nothing does.
 * @throws GitExit when an executable hook of one of these names is there.
 */
export function refuseHooks(session: Session, names: readonly string[], skip?: string): void {
  for (const name of names) {
    const hook = hookNamed(session.repository, name);
    if (!hook) continue;
    if (!hook.executable) {
      tellIgnored(session, hook);
      continue;
    }
    throw new GitExit(
      `error: the lab edition of git runs no hooks, and '${hook.shown}' has a say in this: nothing was done\n` +
        `hint: ${skip === undefined ? '' : `${skip} goes on without it; `}"chmod -x ${hook.shown}" switches it off.`,
      1,
    );
  }
}

/** Tells of a hook that git would have run afterwards. */
export function tellHook(session: Session, name: string): void {
  const hook = hookNamed(session.repository, name);
  if (!hook) return;
  if (!hook.executable) tellIgnored(session, hook);
  else
    session.error(`hint: The lab edition of git runs no hooks: '${hook.shown}' was passed over.\n`);
}
