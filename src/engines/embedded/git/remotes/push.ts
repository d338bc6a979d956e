import { GitExit } from '../git-error.ts';
import { isAncestor } from '../history/reachable.ts';
import { shortRef } from '../refs/ref-name.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { copyObjects } from './copy-objects.ts';
import { openRemote } from './open-remote.ts';
import { planPush, type PushedRef } from './push-plan.ts';
import { refusalOf } from './receive.ts';
import type { Refspec } from './refspec.ts';
import { trackingRef, type Remote } from './remote.ts';
import { follow } from './upstream.ts';

/** What must stand over there for a push to be forced: the id, or `undefined` for what is remembered here. */
export type Leases = ReadonlyMap<string, string | undefined> | 'all';

export interface PushOptions {
  readonly refspecs: readonly Refspec[];
  readonly force: boolean;
  readonly lease: Leases | undefined;
  readonly quiet: boolean;
  readonly dryRun: boolean;
  readonly setUpstream: boolean;
}

interface Result {
  readonly pushed: PushedRef;
  readonly state: 'moved' | 'same' | 'rejected';
  readonly line: string;
  readonly hint?: string;
}

const SUMMARY_COLUMNS = 17;

const NOTE = "hint: See the 'Note about fast-forwards' in 'git push --help' for details.\n";

/** The first of these that happened is what git explains. */
const HINTS = {
  behind:
    'hint: Updates were rejected because the tip of your current branch is behind\n' +
    'hint: its remote counterpart. Integrate the remote changes (e.g.\n' +
    `hint: 'git pull ...') before pushing again.\n${NOTE}`,
  otherBehind:
    'hint: Updates were rejected because a pushed branch tip is behind its remote\n' +
    'hint: counterpart. Check out this branch and integrate the remote changes\n' +
    `hint: (e.g. 'git pull ...') before pushing again.\n${NOTE}`,
  tagExists: 'hint: Updates were rejected because the tag already exists in the remote.\n',
  fetchFirst:
    'hint: Updates were rejected because the remote contains work that you do\n' +
    'hint: not have locally. This is usually caused by another repository pushing\n' +
    'hint: to the same ref. You may want to first integrate the remote changes\n' +
    `hint: (e.g., 'git pull ...') before pushing again.\n${NOTE}`,
} as const;

function lineOf(flag: string, summary: string, { from, ref }: PushedRef, remark?: string): string {
  const names = from === undefined ? shortRef(ref) : `${shortRef(from)} -> ${shortRef(ref)}`;
  const end = remark === undefined ? '' : ` (${remark})`;
  return ` ${flag} ${summary.padEnd(SUMMARY_COLUMNS)} ${names}${end}\n`;
}

/** Why git does not even send a ref; `undefined` when it may go. */
function rejection(
  repository: Repository,
  pushed: PushedRef,
  old: string | undefined,
): { readonly remark: string; readonly hint: keyof typeof HINTS } | undefined {
  const { ref, oid } = pushed;
  if (oid === undefined || old === undefined) return undefined;
  if (ref.startsWith('refs/tags/')) return { remark: 'already exists', hint: 'tagExists' };
  const theirs = repository.store.tryRead(old);
  if (!theirs) return { remark: 'fetch first', hint: 'fetchFirst' };
  const commits = theirs.type === 'commit' && repository.store.read(oid).type === 'commit';
  if (commits && isAncestor(repository, old, oid)) return undefined;
  const current = repository.refs.symbolic('HEAD') === ref;
  return { remark: 'non-fast-forward', hint: current ? 'behind' : 'otherBehind' };
}

/** What a lease expects over there: `absent` for none; `undefined` when no lease concerns the ref. */
function leaseOf(
  repository: Repository,
  remote: Remote,
  lease: Leases | undefined,
  ref: string,
): string | undefined {
  if (lease === undefined) return undefined;
  if (lease !== 'all' && !lease.has(ref)) return undefined;
  const tracking = trackingRef(remote, ref);
  const remembered = tracking === undefined ? undefined : repository.refs.read(tracking);
  const expected = lease === 'all' ? remembered : (lease.get(ref) ?? remembered);
  return expected ?? 'absent';
}

function send(
  session: Session,
  remote: Remote,
  other: Repository,
  pushed: PushedRef,
  options: PushOptions,
): Result {
  const { repository } = session;
  const { ref, oid } = pushed;
  const old = other.refs.read(ref);
  if (old === oid) return { pushed, state: 'same', line: '' };
  const expected = leaseOf(repository, remote, options.lease, ref);
  if (expected !== undefined && expected !== (old ?? 'absent')) {
    return { pushed, state: 'rejected', line: lineOf('!', '[rejected]', pushed, 'stale info') };
  }
  const forced = options.force || pushed.force || expected !== undefined;
  const refused = rejection(repository, pushed, old);
  if (refused && !forced) {
    const line = lineOf('!', '[rejected]', pushed, refused.remark);
    return { pushed, state: 'rejected', line, hint: HINTS[refused.hint] };
  }
  if (!options.dryRun) {
    if (oid !== undefined) copyObjects(repository.store, other.store, [oid]);
    const refusal = refusalOf(other, pushed);
    if (refusal) {
      const pad = ' '.repeat(8);
      session.error(
        refusal.lines.map((line) => `remote: ${line}${line === '' ? '' : pad}\n`).join(''),
      );
      const line = lineOf('!', '[remote rejected]', pushed, refusal.reason);
      return { pushed, state: 'rejected', line };
    }
    if (oid === undefined) other.refs.remove(ref);
    else other.refs.update(ref, oid, 'push');
    remember(repository, remote, pushed);
  }
  if (oid === undefined) return { pushed, state: 'moved', line: lineOf('-', '[deleted]', pushed) };
  if (old === undefined) {
    const kind = ref.startsWith('refs/tags/')
      ? 'tag'
      : ref.startsWith('refs/heads/')
        ? 'branch'
        : 'reference';
    return { pushed, state: 'moved', line: lineOf('*', `[new ${kind}]`, pushed) };
  }
  const [from, to] = [old, oid].map((each) => repository.store.abbreviate(each));
  return refused
    ? { pushed, state: 'moved', line: lineOf('+', `${from}...${to}`, pushed, 'forced update') }
    : { pushed, state: 'moved', line: lineOf(' ', `${from}..${to}`, pushed) };
}

/** Notes here what now stands over there. */
function remember(repository: Repository, remote: Remote, { ref, oid }: PushedRef): void {
  const tracking = trackingRef(remote, ref);
  if (tracking === undefined) return;
  if (oid !== undefined) repository.refs.update(tracking, oid, 'update by push');
  else if (repository.refs.read(tracking) !== undefined) repository.refs.remove(tracking);
}

/** Moves refs of a remote and tells what moved. Returns 1 when one was refused. */
export async function pushTo(
  session: Session,
  remote: Remote,
  options: PushOptions,
): Promise<number> {
  const { repository } = session;
  const url = remote.pushUrl;
  const failed = `error: failed to push some refs to '${url}'`;
  const other = await openRemote(session, url);
  let plan: PushedRef[];
  try {
    plan = planPush(repository, other, options.refspecs);
  } catch (error) {
    if (error instanceof GitExit) throw new GitExit(`${error.message}\n${failed}`, 1);
    throw error;
  }
  const results = plan.map((pushed) => send(session, remote, other, pushed, options));
  const moved = results.filter(({ state }) => state === 'moved');
  const rejected = results.filter(({ state }) => state === 'rejected');
  const told = options.quiet ? rejected : [...moved, ...rejected];
  if (told.length > 0) session.error(`To ${url}\n${told.map(({ line }) => line).join('')}`);
  if (rejected.length > 0) {
    const hints = rejected.flatMap(({ hint }) => hint ?? []);
    const first = Object.values(HINTS).find((hint) => hints.includes(hint)) ?? '';
    session.error(`${failed}\n${first}`);
  } else if (moved.length === 0 && !options.quiet) session.error('Everything up-to-date\n');
  if (options.setUpstream && !options.dryRun) {
    for (const { pushed, state } of results) {
      const { branch, ref } = pushed;
      if (state === 'rejected' || branch === undefined || remote.name === undefined) continue;
      if (!ref.startsWith('refs/heads/')) continue;
      const tracking = trackingRef(remote, ref);
      // What is known here as it is over there can be followed without a fetch.
      if (tracking !== undefined && state === 'same') remember(repository, remote, pushed);
      const shown = shortRef(tracking ?? ref);
      follow(session, branch, { remote: remote.name, ref }, shown, options.quiet);
    }
  }
  return rejected.length > 0 ? 1 : 0;
}
