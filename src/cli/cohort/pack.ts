import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readExamPapers } from '#authoring';
import {
  drawSitting,
  examCommitment,
  makeExamPacks,
  packKey,
  writeRevealedDraw,
  type ExamDraw,
  type SoftwareKey,
} from '#cohort';
import { LabError } from '#container';
import { randomBytes } from 'node:crypto';
import { readRoster, siteOf, timeOf, usage } from './argument-values.ts';
import { readSitting } from './exam-sitting-folder.ts';
import { readKeyFile } from './secrets.ts';

interface PackArguments {
  readonly exam: string;
  readonly sitting: string;
  readonly learners: readonly { readonly learner: string; readonly extraPercent: number }[];
  readonly window: { readonly opensAt: string; readonly closesAt: string };
  readonly key: SoftwareKey;
  readonly issuer: string;
  readonly createdAt: string;
  readonly out: string;
  /** Address of the site, ending in `/`; absent: it is not known here. */
  readonly site: string | undefined;
  /** Folders of earlier sittings. */
  readonly before: readonly string[];
}

/**
 * `pack EXAM`: draws a form for each learner, locks it, and lays down what is published before, at and after the sitting.
 *
 * @throws LabError `UsageError`, `ExamUnknown`, `SittingExists`, `RosterUnreadable`, `PackNotPossible`
 */
export async function packExam(words: readonly string[]): Promise<number> {
  const given = argumentsOf(words);
  const papers = readExamPapers();
  const paper = papers.find(({ exam }) => exam === given.exam);
  if (!paper) {
    throw new LabError(
      'ExamUnknown',
      `There is no open exam "${given.exam}".`,
      `These are open: ${papers.map(({ exam }) => exam).join(', ')}.`,
    );
  }
  const { out, sitting, learners } = given;
  if (existsSync(join(out, 'sitting.json'))) {
    throw new LabError(
      'SittingExists',
      `${out} holds a sitting already.`,
      'A second draw would be another one than was committed to. Choose another folder.',
    );
  }
  const seen = lastForms(given.before);
  const draw: ExamDraw = {
    sitting,
    exam: paper.exam,
    slots: paper.slots,
    minutes: paper.minutes,
    pass: paper.pass,
    bank: paper.items,
    last: learners.map(({ learner }) => seen.get(learner) ?? []),
    secret: new Uint8Array(randomBytes(32)),
  };
  const { window, issuer, createdAt } = given;
  const order = { title: paper.title, window, issuer, createdAt, learners };
  const packs = await makeExamPacks(draw, order, given.key);
  mkdirSync(join(out, 'packs'), { recursive: true, mode: 0o700 });
  const write = (name: string, content: string | Uint8Array): void => {
    writeFileSync(join(out, name), content, { flag: 'wx', mode: 0o600 });
  };
  write('sitting.json', writeRevealedDraw({ title: paper.title, draw }));
  write('commitment.txt', `${examCommitment(draw)}\n`);
  const key = packKey(draw.secret, sitting);
  const link = `${given.site ?? '/'}exams/pack/#sitting=${sitting}&key=${key}`;
  write('key.txt', `${key}\n`);
  write('link.txt', `${link}\n`);
  for (const [index, bytes] of packs.entries()) {
    write(`packs/${fileNameOf(index + 1, learners[index]?.learner ?? '')}`, bytes);
  }
  console.log(
    `Locked ${packs.length} ${packs.length === 1 ? 'pack' : 'packs'} of ${paper.title} in ${out}/packs: give each learner their own.\n` +
      `Before the sitting publish ${out}/commitment.txt. At ${window.opensAt} release ${out}/key.txt or this link, not sooner; ${out}/link.txt has it, too:\n` +
      `  ${link}${given.site === undefined ? '\n  The address of your site goes before it; --site writes it there.' : ''}\n` +
      `After it reveal ${out}/sitting.json, so that learners can audit the draw. Until then keep it, with a copy.`,
  );
  return 0;
}

/** The last form of each learner over earlier sittings, the latest folder last. */
function lastForms(folders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, readonly string[]>();
  for (const folder of folders) {
    const { draw, packs } = readSitting(folder);
    const forms = drawSitting(draw);
    for (const { pack } of packs.values()) {
      seen.set(pack.learner, forms[pack.number - 1]?.items ?? []);
    }
  }
  return seen;
}

function argumentsOf(words: readonly string[]): PackArguments {
  const { values, positionals } = parsed(words);
  const [exam, ...more] = positionals;
  const { sitting, learners, opens, closes, issuer, out } = values;
  const keyFile = values['key-file'];
  if (exam === undefined || more.length > 0) throw usage('One exam is needed: "foundations".');
  if (!sitting || !learners || !opens || !closes || !keyFile || !issuer || !out) {
    throw usage(
      '--sitting, --learners, --opens, --closes, --key-file, --issuer and --out are needed.',
    );
  }
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(sitting)) {
    throw usage(`--sitting has "${sitting}"; expected small letters, digits and dashes.`);
  }
  const window = { opensAt: timeOf('--opens', opens), closesAt: timeOf('--closes', closes) };
  if (window.closesAt <= window.opensAt) throw usage('--closes is not behind --opens.');
  const { at } = values;
  return {
    exam,
    sitting,
    learners: learnersIn(learners),
    window,
    key: readKeyFile(keyFile),
    issuer,
    createdAt: at === undefined ? new Date().toISOString() : timeOf('--at', at),
    out,
    site: values.site === undefined ? undefined : siteOf(values.site),
    before: values.before ?? [],
  };
}

/** Lines of `id`, or `id,extra`: percent of the time on top. */
function learnersIn(path: string): PackArguments['learners'] {
  const learners = [...readRoster(path)].map(([learner, [extra = '0', ...more]]) => {
    if (more.length > 0) throw usage(`${path} names "${learner}" twice.`);
    if (!/^\d{1,3}$/.test(extra)) {
      throw usage(`${path}: extra time of "${learner}" is "${extra}"; expected percent, as 50.`);
    }
    return { learner, extraPercent: Number(extra) };
  });
  if (learners.length === 0) throw usage(`${path} names no learner.`);
  return learners;
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        sitting: text,
        learners: text,
        opens: text,
        closes: text,
        'key-file': text,
        issuer: text,
        at: text,
        out: text,
        site: text,
        before: { ...text, multiple: true },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

/** A learner's id is anybody's choice: in a file name only letters, digits and dashes are left of it. */
const fileNameOf = (number: number, learner: string): string =>
  `${number}-${learner.replace(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 40) || 'learner'}.exam-pack.json`;
