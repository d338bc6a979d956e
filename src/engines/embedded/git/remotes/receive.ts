import { hookNamed } from '../hooks.ts';
import { isAncestor } from '../history/reachable.ts';
import type { Repository } from '../repository.ts';
import type { PushedRef } from './push-plan.ts';

/** Why a repository does not take a ref that was pushed to it. */
export interface Refusal {
  readonly reason: string;
  /** What it says itself; lines without their `remote: `. */
  readonly lines: readonly string[];
}

const CHECKED_OUT = (ref: string): readonly string[] => [
  `error: refusing to update checked out branch: ${ref}`,
  'error: By default, updating the current branch in a non-bare repository',
  'is denied, because it will make the index and work tree inconsistent',
  "with what you pushed, and will require 'git reset --hard' to match",
  'the work tree to HEAD.',
  '',
  "You can set the 'receive.denyCurrentBranch' configuration variable",
  "to 'ignore' or 'warn' in the remote repository to allow pushing into",
  'its current branch; however, this is not recommended unless you',
  'arranged to update its work tree to match what you pushed in some',
  'other way.',
  '',
  'To squelch this message and still keep the default behaviour, set',
  "'receive.denyCurrentBranch' configuration variable to 'refuse'.",
];

const DELETES_CURRENT = (ref: string): readonly string[] => [
  'error: By default, deleting the current branch is denied, because the next',
  "'git clone' won't result in any file checked out, causing confusion.",
  '',
  "You can set 'receive.denyDeleteCurrent' configuration variable to",
  "'warn' or 'ignore' in the remote repository to allow deleting the",
  'current branch, with or without a warning message.',
  '',
  "To squelch this message, you can set it to 'refuse'.",
  `error: refusing to delete the current branch: ${ref}`,
];

const denies = (value: string | undefined, otherwise: boolean): boolean =>
  value === undefined ? otherwise : !/^(?:ignore|warn|false|no|off|0)$/i.test(value);

/** Whether a repository refuses a ref, by its own settings. */
export function refusalOf(other: Repository, { ref, oid }: PushedRef): Refusal | undefined {
  const { config, refs } = other;
  const current = refs.symbolic('HEAD') === ref;
  for (const name of ['pre-receive', 'update']) {
    const hook = hookNamed(other, name);
    if (!hook?.executable) continue;
    const lines = [
      `error: the lab edition of git runs no hooks, and '${hook.shown}' has a say in this`,
    ];
    return { reason: `${name} hook not run`, lines };
  }
  const old = refs.read(ref);
  if (oid === undefined) {
    if (config.flag('receive.denydeletes', false)) {
      return { reason: 'deletion prohibited', lines: [`error: denying ref deletion for ${ref}`] };
    }
    if (current && denies(config.get('receive.denydeletecurrent'), true)) {
      return { reason: 'deletion of the current branch prohibited', lines: DELETES_CURRENT(ref) };
    }
    return undefined;
  }
  if (current && !other.isBare && denies(config.get('receive.denycurrentbranch'), true)) {
    return { reason: 'branch is currently checked out', lines: CHECKED_OUT(ref) };
  }
  const goesBack =
    old !== undefined && ref.startsWith('refs/heads/') && !isAncestor(other, old, oid);
  if (goesBack && config.flag('receive.denynonfastforwards', false)) {
    const line = `error: denying non-fast-forward ${ref} (you should pull first)`;
    return { reason: 'non-fast-forward', lines: [line] };
  }
  return undefined;
}
