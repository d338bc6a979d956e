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
