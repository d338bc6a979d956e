import type { Config } from './config.ts';
import { parseDate, type GitDate } from './dates.ts';
import { fatal, GitExit } from './git-error.ts';
import type { Signature } from './objects/commit.ts';

type Role = 'AUTHOR' | 'COMMITTER';
type Env = Readonly<Record<string, string>>;

/** git drops these from names and addresses: they would break the header. */
const clean = (text: string): string =>
  text.replace(/[\n<>]/g, '').replace(/^[\s.,:;"\\']+|[\s.,:;"\\']+$/g, '');

function nameAndEmail(role: Role, env: Env, config: Config): { name?: string; email?: string } {
  const key = role.toLowerCase();
  const name = env[`GIT_${role}_NAME`] ?? config.get(`${key}.name`) ?? config.get('user.name');
  const email =
    env[`GIT_${role}_EMAIL`] ??
    config.get(`${key}.email`) ??
    config.get('user.email') ??
    env['EMAIL'];
  return {
    ...(name === undefined ? {} : { name: clean(name) }),
    ...(email === undefined ? {} : { email: clean(email) }),
  };
}

function unknown(role: Role, reason: string): GitExit {
  const who = role === 'AUTHOR' ? 'Author' : 'Committer';
  return new GitExit(
    `${who} identity unknown

*** Please tell me who you are.

Run

  git config --global user.email "you@example.com"
  git config --global user.name "Your Name"

to set your account's default identity.
Omit --global to set the identity only in this repository.

fatal: ${reason}`,
    128,
  );
}

/** The moment that `GIT_AUTHOR_DATE` or `GIT_COMMITTER_DATE` sets, or now. */
function dateOf(role: Role, env: Env, nowSeconds: number): GitDate {
  const set = env[`GIT_${role}_DATE`];
  if (set === undefined || set === '') return { time: nowSeconds, zone: '+0000' };
  const date = parseDate(set);
  if (!date) throw fatal(`invalid date format: ${set}`);
  return date;
}

/** Author or committer of a commit made now. @throws GitExit with git's "Please tell me who you are". */
export function identityOf(role: Role, env: Env, config: Config, nowSeconds: number): Signature {
  const { name, email } = nameAndEmail(role, env, config);
  const user = env['USER'] ?? 'lab';
  if (email === undefined) {
    throw unknown(role, `unable to auto-detect email address (got '${user}@lab.(none)')`);
  }
  if (name === undefined) throw unknown(role, `unable to auto-detect name (got '')`);
  if (name === '') throw unknown(role, `empty ident name (for <${email}>) not allowed`);
  return { name, email, ...dateOf(role, env, nowSeconds) };
}

/** As `identityOf` for the committer, but never refuses: reflogs are written without a proper identity too. */
export function reflogIdentity(env: Env, config: Config, nowSeconds: number): Signature {
  const { name = 'lab', email = 'lab@lab' } = nameAndEmail('COMMITTER', env, config);
  return { name, email, ...dateOf('COMMITTER', env, nowSeconds) };
}

/** True when the given text has the form `Name <email>`, as `--author` needs it. */
export function parseAuthor(text: string): { name: string; email: string } | undefined {
  const match = /^(.*?)\s*<([^<>]*)>\s*$/.exec(text);
  return match ? { name: clean(match[1] ?? ''), email: clean(match[2] ?? '') } : undefined;
}
