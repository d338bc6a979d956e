import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { quoteLabFile } from '#authoring';
import {
  applicationsCsv,
  applicationsTable,
  auc,
  brier,
  decide,
  featureVector,
  namedCells,
  probabilityOfDefault,
  table,
  trainLoanDefault,
  type Application,
  type LoanDefault,
} from '#harborlight';

/** The seed whose data the lessons speak about. */
export const SEED = 'harborlight-1';

/** The 3,000 applications of January to March. */
export const TRAIN = table('train', SEED, { rows: 3000, first: 1, startDay: 0, spanDays: 84 });

/** The 1,000 applications after them. */
export const HOLDOUT = table('holdout', SEED, {
  rows: 1000,
  first: 3001,
  startDay: 84,
  spanDays: 28,
});

/** The 250 that Tomasz appended in April. */
export const APRIL = table('april', SEED, { rows: 250, first: 4001, startDay: 84, spanDays: 7 });

/** Text of `content/courses/<course>/lessons/<lesson>.mdx`. */
export function lessonText(course: string, lesson: string): string {
  return readFileSync(`content/courses/${course}/lessons/${lesson}.mdx`, 'utf8');
}

/** The lesson says each piece, word for word. */
export function states(lesson: string, ...pieces: readonly string[]): void {
  for (const piece of pieces) assert.ok(lesson.includes(piece), `the text does not say: ${piece}`);
}

/** What stands in a listing, by its name. */
export function listing(lesson: string, name: string): string {
  const code = lesson.split(`<Listing name="${name}"`)[1]?.split('```')[1];
  assert.ok(code !== undefined, `no listing is called ${name}`);
  return code.slice(code.indexOf('\n') + 1);
}

/** The lines of a lab's file that a lesson quotes, those with this text among them. */
export function quotedLines(lesson: string, having: string): string {
  const quotes = [
    ...lesson.matchAll(/<LabFile lab="([^"]+)" path="([^"]+)"(?: lines="([^"]+)")?/g),
  ];
  const texts = quotes.map(([, lab = '', path = '', lines]) =>
    quoteLabFile(lab, path, lines)
      .lines.map(({ text }) => `${text}\n`)
      .join(''),
  );
  const found = texts.find((text) => text.includes(having));
  assert.ok(found !== undefined, `no quote has: ${having}`);
  return found;
}

export const grouped = (n: number): string => n.toLocaleString('en');
export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One file of applications, as a pipeline or a pointer sees it. */
export function file(applications: readonly Application[]): {
  readonly rows: number;
  readonly size: number;
  readonly md5: string;
} {
  const csv = applicationsCsv(applications);
  return { rows: applications.length, size: csv.length, md5: md5(csv) };
}

const APPLICATION = applicationsTable(TRAIN).header;
const features = (applications: readonly Application[]): readonly (readonly number[])[] =>
  applications.map(({ row }) => featureVector(namedCells(APPLICATION, row)));

let trained: LoanDefault | undefined;

/** The reference model: `loan-default`, trained on `TRAIN`. */
export function loanDefault(): LoanDefault {
  trained ??= trainLoanDefault(
    features(TRAIN),
    TRAIN.map(({ defaulted }) => defaulted),
  );
  return trained;
}

/** What a model does on the 1,000 held-out applications, with their features changed on the way when told. */
export function heldOut(
  model: LoanDefault,
  change: (row: readonly number[]) => readonly number[] = (row) => row,
): HeldOut {
  const probabilities = features(HOLDOUT).map((row) => probabilityOfDefault(model, change(row)));
  const labels = HOLDOUT.map(({ defaulted }) => defaulted);
  const referred = probabilities.map((p) => decide(model, p) === 'refer');
  const countries = HOLDOUT.map(({ row }) => row[6] ?? '');
  const byCountry = [...new Set(countries)].sort().map((country) => {
    const at = countries.flatMap((one, i) => (one === country ? [i] : []));
    return {
      country,
      rows: at.length,
      defaults: at.filter((i) => labels[i]).length,
      auc: auc(
        at.map((i) => probabilities[i] ?? 0),
        at.map((i) => labels[i] ?? false),
      ),
      approved: at.filter((i) => !referred[i]).length / at.length,
    };
  });
  return {
    probabilities,
    referred,
    auc: auc(probabilities, labels),
    brier: brier(probabilities, labels),
    byCountry,
    worstCountry: Math.min(...byCountry.map((slice) => slice.auc)),
    decisionsThatDiffer: (other) =>
      referred.filter((refer, i) => refer !== other.referred[i]).length,
  };
}

export interface HeldOut {
  readonly probabilities: readonly number[];
  readonly referred: readonly boolean[];
  readonly auc: number;
  readonly brier: number;
  readonly byCountry: readonly {
    readonly country: string;
    readonly rows: number;
    readonly defaults: number;
    readonly auc: number;
    /** Share of applications that no person looks at. */
    readonly approved: number;
  }[];
  /** The lowest AUC of any country. */
  readonly worstCountry: number;
  readonly decisionsThatDiffer: (other: HeldOut) => number;
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
