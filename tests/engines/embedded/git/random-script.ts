import type { Step } from './script.ts';

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PATHS = ['a', 'b.txt', 'dir/c', 'dir/d.log', 'dir/deep/e', 'f g', 'ünï'] as const;
const BRANCHES = ['main', 'one', 'two', 'x/y'] as const;
const TAGS = ['v1', 'v2', 'data'] as const;
const REVISIONS = ['HEAD', 'HEAD~1', 'HEAD^', 'main', 'one', 'two', 'v1', 'v2', '@'] as const;

/** A script of file changes and git commands drawn from a seed. */
export function randomScript(seed: number, length: number): Step[] {
  const next = numbers(seed);
  const below = (most: number) => Math.floor(next() * most);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const lines = () => Array.from({ length: below(9) }, () => `line ${below(6)}\n`).join('');
  const path = () => pick(PATHS);
  const git = (...args: string[]): Step => ({ git: args });
  const files: (() => Step)[] = [
    () => ({ write: path(), text: lines() }),
    () => ({ write: path(), text: lines() }),
    () => ({ write: path(), text: `${lines()}no end` }),
    () => ({ remove: path() }),
    () => ({
      write: '.gitignore',
      text: pick(['*.log\n', 'dir/\n', '*.log\n!d.log\n', 'b*\n/a\n', '']),
    }),
  ];
  const commands: (() => Step)[] = [
    () => git('add', '.'),
    () => git('add', '-A'),
    () => git('add', '-u'),
    () => git('add', path()),
    () => git('commit', '-m', `step ${below(100)}`),
    () => git('commit', '-am', `all ${below(100)}`),
    () => git('commit', '--amend', '-m', `better ${below(100)}`),
    () => git('commit', '--allow-empty', '-qm', 'empty'),
    () => git('status'),
    () => git('status', '-s', '-uall', '--ignored'),
    () => git('branch', pick(BRANCHES)),
    () => git('branch', '-d', pick(BRANCHES)),
    () => git('branch', '-v'),
    () => git('switch', pick(BRANCHES)),
    () => git('switch', '-c', pick(BRANCHES)),
    () => git('checkout', pick(REVISIONS)),
    () => git('checkout', '--', path()),
    () => git('checkout', pick(REVISIONS), '--', path()),
    () => git('tag', pick(TAGS)),
    () => git('tag', '-a', pick(TAGS), '-m', 'a tag', pick(REVISIONS)),
    () => git('tag', '-d', pick(TAGS)),
    () => git('rm', path()),
    () => git('rm', '--cached', path()),
    () => git('rm', '-rf', 'dir'),
    () => git('mv', path(), pick([...PATHS, 'new', 'dir'])),
    () => git('reset', pick(['--soft', '--mixed', '--hard']), pick(REVISIONS)),
    () => git('reset', '-q', '--', path()),
    () => git('restore', path()),
    () => git('restore', '--staged', path()),
    () => git('stash'),
    () => git('stash', 'pop'),
    () => git('merge', '--no-edit', pick(BRANCHES)),
    () => git('merge', '--abort'),
    () => git('log', '--oneline', '--stat'),
    () => git('log', '--format=%h %p %s', '--', path()),
    () => git('diff', '--stat'),
    () => git('diff', '--cached', '--name-status'),
    () => git('show', '--stat', pick(REVISIONS)),
    () => git('rev-parse', pick(REVISIONS)),
    () => git('ls-files', '-s'),
    () => git('describe', '--tags', '--always'),
  ];
  const script: Step[] = [
    git('init'),
    { write: 'a', text: 'line 1\nline 2\nline 3\n' },
    git('add', '.'),
    git('commit', '-m', 'first'),
  ];
  while (script.length < length) script.push(next() < 0.4 ? pick(files)() : pick(commands)());
  return script;
}

/** A script in which two people work on one bare repository, drawn from a seed. */
export function randomExchange(seed: number, length: number): Step[] {
  const next = numbers(seed);
  const below = (most: number) => Math.floor(next() * most);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const people = ['a', 'b'] as const;
  const git = (cwd: string, ...args: string[]): Step => ({ git: args, cwd });
  const branch = () => pick(BRANCHES);
  const file = (who: string): Step => ({
    write: `${who}/${pick(['f', 'g', 'h'])}`,
    text: Array.from({ length: below(5) }, () => `line ${below(4)}\n`).join(''),
  });
  const commands: ((who: string) => Step)[] = [
    (who) => git(who, 'add', '-A'),
    (who) => git(who, 'commit', '-am', `all ${below(100)}`),
    (who) => git(who, 'commit', '--allow-empty', '-qm', 'empty'),
    (who) => git(who, 'commit', '--amend', '-qm', `better ${below(100)}`),
    (who) => git(who, 'push'),
    (who) => git(who, 'push'),
    (who) => git(who, 'push', '-u', 'origin', branch()),
    (who) => git(who, 'push', 'origin', `${branch()}:${branch()}`),
    (who) => git(who, 'push', '-f', 'origin', branch()),
    (who) => git(who, 'push', '--force-with-lease'),
    (who) => git(who, 'push', '--tags'),
    (who) => git(who, 'push', 'origin', '--delete', branch()),
    (who) => git(who, 'fetch'),
    (who) => git(who, 'fetch', '-p'),
    (who) => git(who, 'fetch', 'origin', branch()),
    (who) => git(who, 'fetch', 'origin', `${branch()}:${branch()}`),
    (who) => git(who, 'fetch', '--tags'),
    (who) => git(who, 'pull'),
    (who) => git(who, 'pull', '--no-rebase'),
    (who) => git(who, 'pull', '--no-rebase', 'origin', branch()),
    (who) => git(who, 'pull', '--ff-only'),
    (who) => git(who, 'merge', '--no-edit'),
    (who) => git(who, 'merge', '--abort'),
    (who) => git(who, 'reset', '--hard', pick(['HEAD', 'HEAD~1', 'origin/main', '@{u}'])),
    (who) => git(who, 'switch', branch()),
    (who) => git(who, 'switch', '-c', branch()),
    (who) => git(who, 'checkout', branch()),
    (who) => git(who, 'branch', '-d', branch()),
    (who) => git(who, 'branch', '-avv'),
    (who) => git(who, 'branch', '-u', `origin/${branch()}`),
    (who) => git(who, 'tag', pick(TAGS)),
    (who) => git(who, 'tag', '-f', pick(TAGS)),
    (who) => git(who, 'status', '-sb'),
    (who) => git(who, 'status'),
    (who) => git(who, 'log', '--oneline', '--decorate', '--all'),
    (who) => git(who, 'log', '--oneline', '@{u}..'),
    (who) => git(who, 'ls-remote'),
    (who) => git(who, 'remote', 'show', 'origin'),
    (who) => git(who, 'remote', 'prune', 'origin'),
  ];
  const script: Step[] = [{ git: ['init', '--bare', 'hub.git'] }];
  for (const who of people) {
    // A relative address: merges name it, and the two labs lie in different folders.
    script.push({ git: ['clone', '-q', 'hub.git', who] });
    script.push(git(who, 'remote', 'set-url', 'origin', '../hub.git'));
  }
  script.push(
    { write: 'a/f', text: 'line 1\n' },
    git('a', 'add', '.'),
    git('a', 'commit', '-qm', 'one'),
  );
  script.push(git('a', 'push', '-q'), git('b', 'pull', '-q'));
  while (script.length < length) {
    const who = pick(people);
    script.push(next() < 0.3 ? file(who) : pick(commands)(who));
  }
  return script;
}
