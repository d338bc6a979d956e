import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { fullRef, tryResolve, unknownRevision, upstreamRef } from '../revisions.ts';
import type { Session } from '../session.ts';
import { mergeBases } from '../history/reachable.ts';
import { peel } from '../objects/tag.ts';
import { fileOrFolderThere } from '../worktree/there.ts';
import { shortRef } from '../refs/ref-name.ts';

const usage = ['git rev-parse [<options>] <args>...'];

/** Facts about the repository, by option. */
function fact(session: Session, option: string): string | undefined {
  const { repository, cwd } = session;
  const { gitFolder, workTree } = repository;
  const inside = session.tree.realpath(cwd);
  switch (option) {
    case '--show-toplevel':
      if (!repository.hasWorkTree) throw fatal('this operation must be run in a work tree');
      return workTree || '/';
    case '--is-inside-work-tree':
      return String(repository.hasWorkTree && !`${inside}/`.startsWith(`${gitFolder}/`));
    case '--is-inside-git-dir':
      return String(`${inside}/`.startsWith(`${gitFolder}/`));
    case '--is-bare-repository':
      return String(repository.config.flag('core.bare', false));
    case '--is-shallow-repository':
      return 'false';
    case '--git-dir':
      if (inside === gitFolder) return '.';
      return inside === (workTree || '/') ? '.git' : gitFolder;
    case '--git-common-dir':
      return inside === (workTree || '/') ? '.git' : gitFolder;
    case '--absolute-git-dir':
      return gitFolder;
    case '--show-prefix':
      return session.prefix;
    case '--show-cdup':
      return session.prefix.replace(/[^/]+\//g, '../');
    case '--show-object-format':
      return 'sha1';
    default:
      return undefined;
  }
}

interface Mode {
  short: number | undefined;
  abbrevRef: boolean;
  symbolicFullName: boolean;
  verify: boolean;
  quiet: boolean;
}

const HIDDEN = /^--(?:all|branches|tags)$/;

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const mode: Mode = {
    short: undefined,
    abbrevRef: false,
    symbolicFullName: false,
    verify: false,
    quiet: false,
  };
  const found: string[] = [];
  let revisions = 0;
  const lines: string[] = [];
  // What must be one revision is printed only once it is known to be.
  const print = (line: string) => {
    if (mode.verify) lines.push(line);
    else session.out(`${line}\n`);
  };
  const put = (text: string, oid: string, sign = '') => {
    revisions += 1;
    if (mode.abbrevRef || mode.symbolicFullName) {
      const name = text === '@' ? 'HEAD' : text;
      const ref =
        name === 'HEAD'
          ? (repository.refs.symbolic('HEAD') ?? 'HEAD')
          : (upstreamRef(repository, name) ?? fullRef(repository, name));
      if (ref === undefined) return;
      const named = name === 'HEAD' ? ref : (repository.refs.symbolic(ref) ?? ref);
      print(sign + (mode.abbrevRef ? shortRef(named) : named));
    } else
      print(sign + (mode.short === undefined ? oid : repository.store.abbreviate(oid, mode.short)));
  };
  let onlyPaths = false;
  for (const arg of args) {
    if (onlyPaths) {
      print(arg);
      continue;
    }
    if (arg === '--') {
      onlyPaths = true;
      print(arg);
    } else if (arg === '--verify') mode.verify = true;
    else if (arg === '-q' || arg === '--quiet') mode.quiet = true;
    else if (arg === '--abbrev-ref' || arg.startsWith('--abbrev-ref=')) mode.abbrevRef = true;
    else if (arg === '--symbolic-full-name') mode.symbolicFullName = true;
    else if (arg === '--short' || arg.startsWith('--short=')) {
      mode.short = Math.max(4, Number(arg.split('=')[1] ?? 7));
      mode.verify = true;
    } else if (arg === '--revs-only' || arg === '--no-revs' || arg === '--default') {
      throw new GitExit(`fatal: the lab edition of git rev-parse has no ${arg}`, 128);
    } else if (HIDDEN.test(arg)) {
      const prefix =
        { '--all': 'refs/', '--branches': 'refs/heads/', '--tags': 'refs/tags/' }[arg] ?? 'refs/';
      for (const [ref, oid] of repository.refs.list(prefix)) put(ref, oid);
    } else if (arg.startsWith('--')) {
      const value = fact(session, arg);
      // git prints what it does not know; a wrong answer is worse than none.
      if (value === undefined)
        throw new GitExit(`fatal: the lab edition of git rev-parse has no ${arg}`, 128);
      print(value);
    } else found.push(arg);
    if (arg.startsWith('-')) continue;
    if (mode.verify && found.length > 1) throw single(mode);
    if (found.at(-1) === arg) one(session, arg, mode, put);
  }
  if (mode.verify && revisions === 0 && !args.some((arg) => HIDDEN.test(arg))) throw single(mode);
  session.out(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

const single = ({ quiet }: Mode): GitExit =>
  quiet ? new GitExit('', 1) : fatal('Needed a single revision');

function one(
  session: Session,
  arg: string,
  mode: Mode,
  put: (text: string, oid: string, sign?: string) => void,
): void {
  const { repository } = session;
  const range = mode.verify ? null : /^(.*?)(\.{2,3})(.*)$/.exec(arg);
  if (range) {
    const [a, b] = [range[1], range[3]].map((text) =>
      tryResolve(repository, text === '' || text === undefined ? 'HEAD' : text),
    );
    if (a !== undefined && b !== undefined) {
      put(range[3] || 'HEAD', b);
      if (range[2] === '...') {
        put(range[1] || 'HEAD', a);
        for (const base of mergeBases(
          repository,
          peel(repository.store, a),
          peel(repository.store, b),
        ))
          put(base, base, '^');
      } else put(range[1] || 'HEAD', a, '^');
      return;
    }
  }
  const negative = arg.startsWith('^') ? arg.slice(1) : undefined;
  let oid;
  try {
    oid = tryResolve(repository, negative ?? arg);
  } catch (error) {
    if (mode.quiet && mode.verify) throw single(mode);
    if (!mode.verify && arg.includes(':')) session.out(`${arg}\n`);
    throw error;
  }
  if (oid !== undefined) {
    put(negative ?? arg, oid, negative === undefined ? '' : '^');
    return;
  }
  if (mode.verify) throw single(mode);
  if (fileOrFolderThere(session, arg)) {
    session.out(`${arg}\n`);
    return;
  }
  session.out(`${arg}\n`);
  throw unknownRevision(arg);
}

export const revParse: Command = {
  name: 'rev-parse',
  summary: 'Pick out and massage parameters',
  usage,
  needs: 'repository',
  run,
};
