import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { parseOptions, usageText } from '../options.ts';
import { shortRef } from '../refs/ref-name.ts';
import type { Session } from '../session.ts';

const usage = ['git symbolic-ref [-q] [--short] <name>', 'git symbolic-ref HEAD <ref>'];

function run(session: Session, args: readonly string[]): number {
  const { refs } = session.repository;
  const options = parseOptions(
    'symbolic-ref',
    args,
    { '-q, --quiet': 'flag', '--short': 'flag' },
    usage,
  );
  const [name, target] = options.all;
  if (name === undefined) throw new GitExit(usageText(usage), 129);
  if (target !== undefined) {
    if (name !== 'HEAD' || !target.startsWith('refs/heads/')) {
      throw fatal('the lab edition of git symbolic-ref can only point HEAD to a branch');
    }
    refs.setHead({ branch: target.slice('refs/heads/'.length) }, '');
    return 0;
  }
  const found = refs.symbolic(name);
  if (found === undefined) {
    if (options.has('quiet')) return 1;
    throw fatal(`ref ${name} is not a symbolic ref`);
  }
  session.out(`${options.has('short') ? shortRef(found) : found}\n`);
  return 0;
}

export const symbolicRef: Command = {
  name: 'symbolic-ref',
  summary: 'Read and modify symbolic refs',
  usage,
  needs: 'repository',
  run,
};
