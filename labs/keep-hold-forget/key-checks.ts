import { csvRecords, gitIgnores, readCsv } from '#formats';
import { cannotTell, doesNotHold, holds, type Check, type Probe } from '#grading';
import { pseudonym } from '#harborlight';
import { FIRST_KEY, leakedKey } from './generate.ts';

const ENV = '.env';
const BRONZE = 'lake/bronze/applications.csv';
const SILVER = 'lake/silver/applications.csv';
const LESSON = 'data-governance-that-survives-an-audit/keep-hold-forget';
const SHORTEST_KEY = 16;
const decoder = new TextDecoder();

/** The settings of a `.env` as a shell reads them: `KEY=value`, with `export` and quotes or without. */
function settings(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^\s*(?:export\s+)?(\w+)=(.*?)\s*$/gm)].map(([, name = '', value = '']) => [
      name,
      value.replace(/^(["'])(.*)\1$/, '$2'),
    ]),
  );
}

/** Every key that stands in a commit, or stood in the repository as it was given out. */
async function knownKeys(probe: Probe): Promise<ReadonlySet<string>> {
  const keys = new Set([FIRST_KEY, leakedKey(probe.seed)]);
  for (const commit of await probe.git.history('HEAD')) {
    const bytes = await probe.git.blob(commit, ENV);
    const key = bytes && settings(decoder.decode(bytes))['HL_PSEUDO_KEY'];
    if (key !== undefined && key !== '') keys.add(key);
  }
  return keys;
}

const envLeftGit: Check = {
  id: 'env-left-git',
  async run(probe) {
    if (!(await probe.git.hasCommits())) return cannotTell('There is no commit to look at.');
    const paths = await probe.git.paths('HEAD');
    const seen = {
      ran: 'git ls-tree -r --name-only HEAD; git check-ignore .env',
      lookAt: { lesson: LESSON },
    };
    if (paths.includes(ENV)) {
      return doesNotHold({
        ...seen,
        summary: 'The last commit still has .env.',
        cameBack: '.env is in the tree of HEAD.',
        expected: 'A last commit without it. An ignored file that Git knows already stays known.',
      });
    }
    const rules = new Map<string, string>();
    for (const path of paths) {
      const folder = /^(?:(.*)\/)?\.gitignore$/.exec(path);
      const bytes = folder && (await probe.git.blob('HEAD', path));
      if (folder && bytes) rules.set(folder[1] ?? '', decoder.decode(bytes));
    }
    if (gitIgnores(rules, ENV)) return holds;
    return doesNotHold({
      ...seen,
      summary:
        'A clone of the last commit does not ignore .env: the next "git add ." takes it back.',
      cameBack: `no rule of ${[...rules.keys()].map((folder) => `${folder}${folder && '/'}.gitignore`).join(', ') || 'a .gitignore (there is none)'} matches it`,
      expected: 'A committed .gitignore with a rule that matches.',
    });
  },
};

const keyIsRotated: Check = {
  id: 'key-is-rotated',
  async run(probe) {
    const [env, bronze, silver] = await Promise.all(
      [ENV, BRONZE, SILVER].map((path) => probe.readText(path)),
    );
    if (env === undefined) {
      return cannotTell(
        'There is no .env on disk, so the grader cannot make your tokens again to compare.',
      );
    }
    if (bronze === undefined || silver === undefined) {
      return cannotTell(`There is no ${bronze === undefined ? BRONZE : SILVER} to compare.`);
    }
    const { HL_PSEUDO_KEY: key = '', HL_PSEUDO_KID: kid = '' } = settings(env);
    const known = await knownKeys(probe);
    const seen = {
      ran: `cat .env; git log --all -p -- .env; head -3 ${SILVER}`,
      lookAt: { path: ENV, lesson: LESSON },
    };
    if (known.has(key)) {
      return doesNotHold({
        ...seen,
        summary: 'The key in .env stands in Git’s history, so it is known.',
        cameBack: `HL_PSEUDO_KEY=${key}`,
        expected: 'A key that was never in a commit.',
      });
    }
    if (key.length < SHORTEST_KEY || kid !== 'k2') {
      return doesNotHold({
        ...seen,
        summary: kid === 'k2' ? 'The new key can be guessed.' : 'The new key goes by the old id.',
        cameBack: kid === 'k2' ? `a key of ${key.length} characters` : `HL_PSEUDO_KID=${kid}`,
        expected: `${SHORTEST_KEY} characters or more, and HL_PSEUDO_KID=k2`,
      });
    }
    return silverUnder({ key, kid }, bronze, silver, seen);
  },
};

function silverUnder(
  key: { readonly key: string; readonly kid: string },
  bronze: string,
  silver: string,
  seen: { readonly ran: string },
) {
  let rows: readonly [bronze: ReturnType<typeof csvRecords>, silver: ReturnType<typeof csvRecords>];
  try {
    rows = [csvRecords(readCsv(bronze)), csvRecords(readCsv(silver))];
  } catch (error) {
    return cannotTell(
      `A table of the lake cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const tokens = new Map(rows[1].map((row) => [row['application_id'], row['subject_token']]));
  const made = new Map<string, string>();
  const tokenOf = (customer: string) => {
    const token = made.get(customer) ?? pseudonym(key, customer);
    made.set(customer, token);
    return token;
  };
  const off = rows[0].find(
    (row) => tokens.get(row['application_id']) !== tokenOf(row['customer_id'] ?? ''),
  );
  if (!off) return holds;
  const found = tokens.get(off['application_id']);
  return doesNotHold({
    ...seen,
    summary:
      found === undefined
        ? `${SILVER} lacks rows of bronze.`
        : `${SILVER} was not made under the key in .env.`,
    cameBack: `${off['application_id'] ?? ''}: ${found ?? 'no such row'}`,
    expected: `${tokenOf(off['customer_id'] ?? '')}: all of silver made again under the new key, with the id k2`,
    lookAt: { path: SILVER, lesson: LESSON },
  });
}

const noKeyInCode: Check = {
  id: 'no-key-in-code',
  async run(probe) {
    const keys = new Set(await knownKeys(probe));
    const now = settings((await probe.readText(ENV)) ?? '')['HL_PSEUDO_KEY'];
    if (now !== undefined && now !== '') keys.add(now);
    const texts = new Map<string, string>();
    for (const path of await probe.git.paths('HEAD')) {
      if (path === ENV) continue;
      const bytes = await probe.git.blob('HEAD', path);
      if (bytes) texts.set(path, decoder.decode(bytes));
    }
    for (const [path, entry] of Object.entries(await probe.tree())) {
      if (entry.kind === 'file' && path.startsWith('tools/'))
        texts.set(path, decoder.decode(entry.bytes));
    }
    for (const [path, text] of texts) {
      const key = [...keys].find((one) => text.includes(one));
      if (key === undefined) continue;
      const line = text.slice(0, text.indexOf(key)).split('\n').length;
      return doesNotHold({
        summary: `${path} holds a key.`,
        ran: `grep -n HL_ .env; git grep -n ${key.slice(0, 6)}`,
        cameBack: `${path}, line ${line}: ${key.slice(0, 6)}…`,
        expected: 'Keys in .env and in the environment, and nowhere else.',
        lookAt: { path, line, lesson: LESSON },
      });
    }
    return holds;
  },
};

export const keyChecks: readonly Check[] = [envLeftGit, keyIsRotated, noKeyInCode];
