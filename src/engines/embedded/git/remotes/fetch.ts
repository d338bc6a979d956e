import { fatal } from '../git-error.ts';
import { isAncestor } from '../history/reachable.ts';
import { shortRef } from '../refs/ref-name.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { copyObjects } from './copy-objects.ts';
import {
  followsTags,
  planFetch,
  tagsToFollow,
  type FetchedRef,
  type TagRule,
} from './fetch-plan.ts';
import { openRemote } from './open-remote.ts';
import { mappedBy, sourceOf, type Refspec } from './refspec.ts';
import type { Remote } from './remote.ts';
import { offeredRefs, shownUrl } from './remote-refs.ts';

export interface FetchOptions {
  readonly refspecs: readonly Refspec[];
  readonly tags: TagRule;
  readonly prune: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
  /** Whether to name refs that did not move. */
  readonly verbose: boolean;
  /** FETCH_HEAD keeps what stands in it: `--append`, and `--all` after the first remote. */
  readonly append: boolean;
  /** Begins the reflog's reasons: `fetch`, `pull origin main`. */
  readonly action: string;
}

/** What FETCH_HEAD says to merge. */
export interface ToMerge {
  readonly oid: string;
  /** `branch 'main' of ../hub`. */
  readonly description: string;
}

export interface FetchAnswer {
  readonly code: number;
  readonly toMerge: readonly ToMerge[];
}

/** Widths of git's report: flag and summary, then the ref's name there. */
const SUMMARY_COLUMNS = 17;
const LEAST_REF_COLUMNS = 10;
const TERMINAL_COLUMNS = 80;
/** Columns of a line beside its two names. */
const OTHER_COLUMNS = 25;

/** Prints lines of the report under one `From …`. */
class Report {
  readonly #session: Session;
  readonly #url: string;
  readonly #quiet: boolean;
  #columns = LEAST_REF_COLUMNS;
  #begun = false;

  constructor(session: Session, url: string, quiet: boolean) {
    this.#session = session;
    this.#url = url;
    this.#quiet = quiet;
  }

  widenFor(there: string, here: string): void {
    const { toTerminal, columns } = this.#session.context;
    const most = toTerminal ? columns : TERMINAL_COLUMNS;
    if (OTHER_COLUMNS + there.length + here.length >= most) return;
    this.#columns = Math.max(this.#columns, there.length);
  }

  line(flag: string, summary: string, there: string, here: string, remark?: string): void {
    if (this.#quiet && flag !== '!') return;
    this.#begin();
    const text = `${flag} ${summary.padEnd(SUMMARY_COLUMNS)} ${there.padEnd(this.#columns)} -> ${here}`;
    this.#session.error(` ${text}${remark === undefined ? '' : `  (${remark})`}\n`);
  }

  #begin(): void {
    if (!this.#begun) this.#session.error(`From ${this.#url}\n`);
    this.#begun = true;
  }
}

/** `branch 'main'`; empty for HEAD. */
function kindAndName(ref: string): readonly [kind: string, name: string] {
  if (ref === 'HEAD') return ['', ''];
  for (const [prefix, kind] of [
    ['refs/heads/', 'branch'],
    ['refs/tags/', 'tag'],
    ['refs/remotes/', 'remote-tracking branch'],
  ] as const) {
    if (ref.startsWith(prefix)) return [kind, ref.slice(prefix.length)];
  }
  return ['', ref];
}

function descriptionOf(ref: string, url: string): string {
  const [kind, name] = kindAndName(ref);
  if (name === '') return url;
  return `${kind === '' ? '' : `${kind} `}'${name}' of ${url}`;
}

/** Removes what this repository remembers of refs that are gone over there. */
export function prune(
  repository: Repository,
  remote: Remote,
  offered: ReadonlyMap<string, string>,
  tell: (ref: string) => void,
): void {
  const alive = new Set(
    [...offered.keys()].flatMap((ref) => remote.fetch.flatMap((spec) => mappedBy(spec, ref) ?? [])),
  );
  const ours = repository.refs.list('refs/').filter(([ref]) => {
    const backwards = remote.fetch.some((spec) => sourceOf(spec, ref) !== undefined);
    return backwards && repository.refs.symbolic(ref) === undefined;
  });
  for (const [ref] of ours) {
    if (alive.has(ref)) continue;
    repository.refs.remove(ref);
    tell(ref);
  }
}

/** Moves one ref here. Returns false when it was refused. */
function update(
  repository: Repository,
  { ref, oid, target, force }: FetchedRef & { readonly target: string },
  options: FetchOptions,
  report: Report,
): boolean {
  const { refs, store } = repository;
  const there = shortRef(ref);
  const here = shortRef(target);
  const old = refs.read(target);
  const move = (reason: string) => {
    refs.update(target, oid, `${options.action}: ${reason}`);
  };
  if (old === oid) {
    if (options.verbose) report.line('=', '[up to date]', there, here);
    return true;
  }
  if (old === undefined) {
    const kind = ref.startsWith('refs/tags/')
      ? 'tag'
      : ref.startsWith('refs/heads/')
        ? 'branch'
        : 'ref';
    move(`storing ${kind === 'branch' ? 'head' : kind}`);
    report.line('*', `[new ${kind}]`, there, here);
    return true;
  }
  if (target.startsWith('refs/tags/')) {
    if (force || options.force) {
      move('updating tag');
      report.line('t', '[tag update]', there, here);
      return true;
    }
    report.line('!', '[rejected]', there, here, 'would clobber existing tag');
    return false;
  }
  const from = store.abbreviate(old);
  const to = store.abbreviate(oid);
  const bothCommits = [old, oid].every((each) => store.tryRead(each)?.type === 'commit');
  if (bothCommits && isAncestor(repository, old, oid)) {
    move('fast-forward');
    report.line(' ', `${from}..${to}`, there, here);
    return true;
  }
  if (force || options.force) {
    move('forced-update');
    report.line('+', `${from}...${to}`, there, here, 'forced update');
    return true;
  }
  report.line('!', '[rejected]', there, here, 'non-fast-forward');
  return false;
}

function refuseCheckedOut(repository: Repository, plan: readonly FetchedRef[]): void {
  const current = repository.refs.symbolic('HEAD');
  if (!repository.hasWorkTree || current === undefined) return;
  if (!plan.some(({ target }) => target === current)) return;
  throw fatal(
    `refusing to fetch into branch '${current}' checked out at '${repository.workTree || '/'}'`,
  );
}

function storeRefs(
  repository: Repository,
  plan: readonly FetchedRef[],
  url: string,
  options: FetchOptions,
  report: Report,
): boolean {
  let good = true;
  for (const each of plan) {
    const { ref, oid, target, use } = each;
    if (use !== 'none') {
      const mark = use === 'merge' ? '' : 'not-for-merge';
      const line = `${oid}\t${mark}\t${descriptionOf(ref, url)}\n`;
      repository.writeNote('FETCH_HEAD', `${repository.note('FETCH_HEAD') ?? ''}${line}`);
    }
    if (target !== undefined)
      good = update(repository, { ...each, target }, options, report) && good;
    else if (use !== 'none') {
      const [kind, name] = kindAndName(ref);
      report.line('*', kind || 'branch', name || 'HEAD', 'FETCH_HEAD');
    }
  }
  return good;
}

/** Brings a remote's commits and refs here and tells what moved. */
export async function fetchFrom(
  session: Session,
  remote: Remote,
  options: FetchOptions,
): Promise<FetchAnswer> {
  const { repository } = session;
  const other = await openRemote(session, remote.url);
  const url = shownUrl(remote.url);
  const report = new Report(session, url, options.quiet);
  if (!options.append) repository.writeNote('FETCH_HEAD', '');
  const plan = planFetch(repository, remote, other, options.refspecs, options.tags);
  refuseCheckedOut(repository, plan);
  if (options.prune && options.refspecs.length === 0) {
    prune(repository, remote, offeredRefs(other), (ref) => {
      report.line('-', '[deleted]', '(none)', shortRef(ref));
    });
  }
  for (const { ref, oid, target } of plan) {
    if (target === undefined || ref === 'HEAD') continue;
    if (repository.refs.read(target) !== oid) report.widenFor(shortRef(ref), shortRef(target));
  }
  copyObjects(
    other.store,
    repository.store,
    plan.map(({ oid }) => oid),
  );
  let good = storeRefs(repository, plan, url, options, report);
  if (followsTags(remote, options.refspecs, options.tags)) {
    // What has come may carry more tags than the refs that were asked for did.
    const later = tagsToFollow(repository, other, plan);
    copyObjects(
      other.store,
      repository.store,
      later.map(({ oid }) => oid),
    );
    good = storeRefs(repository, later, url, options, report) && good;
  }
  const toMerge = plan
    .filter(({ use }) => use === 'merge')
    .map(({ ref, oid }) => ({ oid, description: descriptionOf(ref, url) }));
  return { code: good ? 0 : 1, toMerge };
}
