import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  exportCohort,
  softwareKey,
  writeRegradeRecord,
  type AssignmentTerms,
  type Cohort,
  type HandIn,
  type KnownMistake,
  type Learner,
  type MistakesFile,
} from '#cohort';
import type { Verdict } from '#grading';
import { RECORD } from '../example-record.ts';
import { COHORT, handInOf, TERMS } from '../register/example-cohort.ts';

/** Signs the records of made cohorts. Everybody knows it. */
export const GRADER = softwareKey(new Uint8Array(32).fill(11));

const NAMES = ['Ada Lovelace', '=Jo "Ö" Müller', 'نورا الخطيب', 'Łukasz Żak', '陳大文', 'Kim'];
const LABS = [
  ['pin-the-data', 'Pin the data'],
  ['sign-the-contract', 'Sign the contract'],
] as const;

/** A cohort as it is kept. */
export interface MadeCohort {
  readonly cohort: Cohort;
  readonly handIns: readonly HandIn[];
  readonly bytesOf: (handIn: HandIn) => Uint8Array;
}

/**
 * A cohort of any size with two labs, made of numbers alone: of six learners one hands nothing in, one fails the second lab as
 * one of its known mistakes does, one is late. The same numbers give the same cohort.
 *
 * @param working so many, the first ones, have handed something in: to sign the records of a thousand takes long
 */
export async function madeCohort(size: number, working = size): Promise<MadeCohort> {
  const learners = Array.from({ length: size }, (_, at): Learner => {
    const section = ['A', 'B', 'C'][at % 3] ?? 'A';
    return {
      id: `p-${String(at).padStart(6, '0')}`,
      name: `${NAMES[at % NAMES.length] ?? ''} ${at}`,
      email: `learner${at}@example.test`,
      lms: { canvasSisUserId: String(1000 + at), canvasSection: section },
      addedAt: '2026-11-02T09:00:00.000Z',
    };
  });
  const assignments = LABS.map(([id, title], at): AssignmentTerms => ({
    ...TERMS,
    id: `week-${at + 1}`,
    title: `Week ${at + 1}`,
    items: [{ kind: 'lab', id, title, version: '1.0.0', sha256: 'a1'.repeat(32) }],
    hintsAllowed: at > 0,
  }));
  const cohort: Cohort = {
    ...COHORT,
    learners,
    assignments: assignments.map((terms) => ({ terms, published: [] })),
    certificates: [],
  };
  const bytes = new Map<string, Uint8Array>();
  const handIns: HandIn[] = [];
  for (const [at, learner] of learners.entries()) {
    if (at % 6 === 5 || at >= working) continue;
    for (const { id, items } of assignments) {
      const [item] = items;
      if (!item) continue;
      const file = new TextEncoder().encode(`${learner.id} ${item.id}`);
      const digest = createHash('sha256').update(file).digest('hex');
      bytes.set(digest, file);
      const fails = at % 6 === 3 && item.id === LABS[1][0];
      const receivedAt = at % 6 === 2 ? '2026-11-11T10:00:00.000Z' : '2026-11-09T10:00:00.000Z';
      handIns.push({
        ...handInOf(learner, digest, `${item.id}.submission.zip`),
        assignment: id,
        item: { kind: 'lab', id: item.id },
        receivedAt,
        isLate: at % 6 === 2,
        grading: await gradedAs(learner, item.id, digest, at, fails),
      });
    }
  }
  return {
    cohort,
    handIns,
    bytesOf: ({ bundleSha256 }) => bytes.get(bundleSha256) ?? new Uint8Array(),
  };
}

async function gradedAs(
  learner: Learner,
  lab: string,
  bundleSha256: string,
  at: number,
  fails: boolean,
): Promise<HandIn['grading']> {
  const known = mistakesOf(lab);
  const mistake = known[at % known.length];
  const checks = [...new Set(known.map(({ check }) => check))];
  const verdicts = checks.map((check): Verdict => {
    if (!fails || !mistake || mistake.check !== check)
      return { check, durationMs: 5, status: 'pass' };
    const { summary, ran, cameBack, expected } = mistake;
    return { check, durationMs: 5, status: 'fail', summary, ran, cameBack, expected };
  });
  const points = fails ? 55 : 75 + (at % 5) * 5;
  const record = {
    ...RECORD,
    bundleSha256,
    learner: learner.id,
    lab: { ...RECORD.lab, id: lab },
    results: verdicts.map(({ check, status }) => ({ check, status })),
    score: { points, maxPoints: 100, passed: points >= 70, unmet: [] },
  };
  const signedRecord = new TextDecoder().decode(await writeRegradeRecord(record, GRADER));
  return { status: 'graded', record, signedRecord, verdicts };
}

const read = new Map<string, readonly KnownMistake[]>();

function mistakesOf(lab: string): readonly KnownMistake[] {
  const path = `labs/${lab}/mistakes.json`;
  const known = read.get(lab) ?? (JSON.parse(readFileSync(path, 'utf8')) as MistakesFile).mistakes;
  read.set(lab, known);
  return known;
}

/** The cohort as `*.cohort.zip`. */
export async function cohortZip({ cohort, handIns, bytesOf }: MadeCohort): Promise<Uint8Array> {
  const pieces = await exportCohort(
    {
      cohort: () => Promise.resolve(cohort),
      handIns: () => Promise.resolve(handIns),
      setAside: () => Promise.resolve([]),
      bundle: (key) => Promise.resolve(bytesOf(key as HandIn)),
    },
    cohort.id,
  );
  return new Uint8Array(Buffer.concat(pieces));
}
