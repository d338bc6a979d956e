import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  evidenceFaultLine,
  quoted,
  type EvidenceFault,
  type EvidenceFaults,
} from '../evidence-fault.ts';
import { readExamSubmission } from '../exam/exam-submission.ts';
import { looksLearned, readLearnedSubmission } from '../learned/learned-submission.ts';
import { readSubmission } from '../submission/read-submission.ts';
import type { Arrival } from './arrivals.ts';
import { activityKey, type Expected, type ExpectedAssignment } from './expected.ts';
import { factsOfExam, factsOfLab, factsOfLearned, type Facts } from './facts.ts';
import { notesOn } from './notes.ts';
import type { PlatformUpload } from './platform-names.ts';

/** A file as it came in. */
export interface Received {
  /** As shown: a path below the folder that was collected. */
  readonly name: string;
  /** ISO 8601 in UTC, by the receiver's clock: the one time that decides. */
  readonly receivedAt: string;
  /** The names inside of archives, from the outermost. @see readArrival */
  readonly inside?: readonly string[];
  /** What the learning platform says that packed it. */
  readonly upload?: PlatformUpload;
}

/** A hand-in that can be graded, without its files. */
export interface CollectedBundle extends Received {
  readonly bundleSha256: string;
  /** Equal hand-ins have the same, however they were packed. */
  readonly manifestSha256: string;
  readonly assignmentSha256?: string;
  readonly lab: string;
  /** The exam whose practical part it is, if it is one. */
  readonly practicalOf?: string;
  readonly learner: string;
  readonly seed: string;
  /** From 1, by the seed; `undefined` where seeds were not given out. */
  readonly attempt?: number;
  /** `did:key:…` that signed it. */
  readonly signer: string;
  readonly isLate: boolean;
  /** What a person should look at, a sentence each: questions, no verdicts. */
  readonly notes: readonly string[];
  /** By the learner's clock. */
  readonly createdAt: string;
}

/** An exam's hand-in that can be marked. */
export interface CollectedExam extends Omit<
  CollectedBundle,
  'lab' | 'practicalOf' | 'bundleSha256'
> {
  readonly exam: string;
  /** Of the file. */
  readonly sha256: string;
  readonly packSha256?: string;
}

/** The hand-in of a quiz or a lesson that can be marked. */
export interface CollectedLearned extends Omit<
  CollectedBundle,
  'lab' | 'practicalOf' | 'bundleSha256'
> {
  readonly kind: 'quiz' | 'lesson';
  /** `<course>/<quiz>` or `<course>/<lesson>`. */
  readonly activity: string;
  /** Of the file. */
  readonly sha256: string;
}

export type SetAsideList =
  'unreadable' | 'tampered' | 'unknown' | 'wrong-seed' | 'duplicate' | 'replayed' | 'late';

/** A file that is not graded. */
export interface SetAside extends Received {
  readonly list: SetAsideList;
  readonly reason: string;
  /** Of the file; of its name and the reason where it was not read. Lower-case hexadecimal. */
  readonly sha256: string;
  /** Who it says that it is of, where it is whole. */
  readonly learner?: string;
}

export interface Collection {
  /** By the time of receipt, then by name. Late ones are among them, and marked. */
  readonly bundles: readonly CollectedBundle[];
  readonly exams: readonly CollectedExam[];
  readonly learned: readonly CollectedLearned[];
  readonly setAside: readonly SetAside[];
  /** What was restored, and came once more. */
  readonly alreadyHere: readonly Received[];
}

const TAMPERED: readonly EvidenceFault['name'][] = ['SignatureInvalid', 'FilesDiffer'];
const BRACE = 0x7b;

type Odd = Pick<SetAside, 'list' | 'reason'>;

/**
 * Sorts hand-ins as they come in. It holds what a hand-in says, not its files, so that a folder of any size can be looked
 * through one file at a time; the order in which files are added does not matter.
 */
export class Collector {
  readonly #expected: Expected;
  readonly #facts: Facts[] = [];
  readonly #setAside: SetAside[] = [];
  readonly #restored = new Set<Facts>();

  constructor(expected: Expected) {
    this.#expected = expected;
  }

  /** What `arrivals` found. Never throws. */
  take(arrival: Arrival): Facts | undefined {
    if ('bytes' in arrival) return this.add(arrival.received, arrival.bytes);
    const { received, fault } = arrival;
    this.#refuse(received, fault, digest(`${received.name}\n${evidenceFaultLine(fault)}`));
    return undefined;
  }

  /** Looks at one file. Never throws, whatever the bytes are. Returns what it says, unless it is set aside at once. */
  add(received: Received, bytes: Uint8Array): Facts | undefined {
    const { facts, faults } = factsIn(received, bytes);
    if (faults) {
      this.#refuse(received, faults[0], bytesToHex(sha256(bytes)));
      return undefined;
    }
    const odd = this.#odd(facts);
    if (odd) {
      const { fileSha256, learner } = facts;
      this.#setAside.push({ ...received, ...odd, sha256: fileSha256, learner });
      return undefined;
    }
    this.#facts.push(facts);
    return facts;
  }

  /** Takes up again what an earlier `add` returned, without its bytes: what was collected before. */
  restore(facts: Facts): void {
    this.#facts.push(facts);
    this.#restored.add(facts);
  }

  /** Everything that was added, sorted. */
  sorted(): Collection {
    const setAside = [...this.#setAside];
    const alreadyHere: Received[] = [];
    const aside = ({ received, fileSha256, learner }: Facts, list: SetAsideList, reason: string) =>
      setAside.push({ ...received, list, reason, sha256: fileSha256, learner });
    const kept: Facts[] = [];
    const first = new Map<string, Facts>();
    const latest = new Map<string, Facts>();
    // What is here already stays, whatever an older date comes now.
    const order = (a: Facts, b: Facts) =>
      Number(this.#restored.has(b)) - Number(this.#restored.has(a)) ||
      byReceipt(a.received, b.received);
    for (const facts of [...this.#facts].sort(order)) {
      const earlier = first.get(facts.manifestSha256);
      if (earlier && earlier.fileSha256 === facts.fileSha256 && this.#restored.has(earlier)) {
        alreadyHere.push(facts.received);
        continue;
      }
      if (earlier) {
        aside(facts, 'duplicate', duplicateWords(facts, earlier));
        continue;
      }
      const place = JSON.stringify([
        facts.learner,
        keyOf(facts),
        facts.exam,
        this.#assigned(facts)?.id ?? facts.assignmentSha256,
      ]);
      const attempt = this.#attemptOf(facts);
      const before = latest.get(place);
      const attemptBefore = before && this.#attemptOf(before);
      if (before && attempt && attemptBefore && attempt < attemptBefore) {
        aside(
          facts,
          'replayed',
          `It is of attempt ${attempt}, and attempt ${attemptBefore} came before it: ${quoted(before.received.name)}.`,
        );
        continue;
      }
      first.set(facts.manifestSha256, facts);
      latest.set(place, facts);
      kept.push(facts);
    }
    const whole = kept
      .sort((a, b) => byReceipt(a.received, b.received))
      .map((facts) => this.#collected(facts, kept));
    return {
      alreadyHere,
      bundles: whole.flatMap(({ bundle }) => bundle ?? []),
      exams: whole.flatMap(({ exam }) => exam ?? []),
      learned: whole.flatMap(({ learned }) => learned ?? []),
      setAside: setAside.sort(byReceipt),
    };
  }

  #collected(
    facts: Facts,
    all: readonly Facts[],
  ): {
    readonly bundle?: CollectedBundle;
    readonly exam?: CollectedExam;
    readonly learned?: CollectedLearned;
  } {
    const attempt = this.#attemptOf(facts);
    const { received, signer, learner, seed, manifestSha256, createdAt } = facts;
    const common = {
      ...received,
      manifestSha256,
      learner,
      seed,
      ...(attempt === undefined ? {} : { attempt }),
      signer,
      createdAt,
      isLate: this.#isLate(facts),
      notes: notesOn(facts, all, { ...this.#expected, opensAt: this.#assigned(facts)?.opensAt }),
    };
    const { kind, activity, fileSha256, assignmentSha256, packSha256, exam } = facts;
    const answers = assignmentSha256 === undefined ? {} : { assignmentSha256 };
    if (kind === 'quiz' || kind === 'lesson') {
      return { learned: { ...common, kind, activity, sha256: fileSha256, ...answers } };
    }
    if (kind === 'lab') {
      const practical = exam === undefined ? {} : { practicalOf: exam };
      const bundle = { ...common, bundleSha256: fileSha256, ...answers, lab: activity };
      return { bundle: { ...bundle, ...practical } };
    }
    const pack = packSha256 === undefined ? {} : { packSha256 };
    return { exam: { ...common, exam: activity, sha256: fileSha256, ...answers, ...pack } };
  }

  #refuse(received: Received, fault: EvidenceFault, sha256: string): void {
    const list = TAMPERED.includes(fault.name) ? 'tampered' : 'unreadable';
    this.#setAside.push({ ...received, list, reason: evidenceFaultLine(fault), sha256 });
  }

  #odd(facts: Facts): Odd | undefined {
    const { labs, exams, quizzes, lessons, learners, collectedBefore } = this.#expected;
    const { kind, activity, learner, assignmentSha256 } = facts;
    const unknown = (reason: string): Odd => ({ list: 'unknown', reason });
    const known = { lab: labs, exam: exams, quiz: quizzes, lesson: lessons }[kind];
    if (!known && (kind === 'quiz' || kind === 'lesson')) {
      return unknown(
        `It is the hand-in of the ${kind} ${quoted(activity)}, and only labs and exams are graded here. Quizzes and lessons are taken under Collect on /teach/, or by "npm run cohort -- mark".`,
      );
    }
    if (!known?.has(activity)) {
      return unknown(`It is of the ${kind} ${quoted(activity)}, which is not known here.`);
    }
    const assigned = this.#assigned(facts);
    if (this.#expected.assignments && !assigned) {
      return unknown(
        assignmentSha256 === undefined
          ? 'It answers no assignment; one was expected.'
          : `It answers another assignment (${assignmentSha256.slice(0, 12)}…).`,
      );
    }
    if (assigned && !isOfAssignment(assigned, facts)) {
      const of = facts.exam === undefined ? '' : ` as a practical part of ${quoted(facts.exam)}`;
      return unknown(
        `The assignment ${quoted(assigned.title)} has no ${kind} ${quoted(activity)}${of}.`,
      );
    }
    if (learners && !learners.has(learner)) {
      return unknown(`Its learner ${quoted(learner)} is not on the roster.`);
    }
    const elsewhere = collectedBefore?.get(facts.manifestSha256);
    if (elsewhere !== undefined) {
      return { list: 'replayed', reason: `It was handed in before: ${quoted(elsewhere)}.` };
    }
    return this.#wrongSeed(facts) ?? this.#closed(facts, assigned);
  }

  #wrongSeed(facts: Facts): Odd | undefined {
    const seeds = this.#seedsOf(facts, facts.learner);
    const { seed, learner } = facts;
    if (!seeds || seeds.includes(seed)) return undefined;
    const owner = [...(this.#expected.learners ?? [])].find((other) =>
      this.#seedsOf(facts, other)?.includes(seed),
    );
    const whose = owner === undefined ? '' : ` It is that of ${quoted(owner)}.`;
    const reason = `It was made with the seed ${quoted(seed)}, which ${quoted(learner)} was not given.${whose}`;
    return { list: 'wrong-seed', reason };
  }

  #closed({ received }: Facts, assigned: ExpectedAssignment | undefined): Odd | undefined {
    const closesAt = assigned?.closesAt;
    if (closesAt === undefined || Date.parse(received.receivedAt) <= Date.parse(closesAt)) {
      return undefined;
    }
    const reason = `It came at ${received.receivedAt}; the assignment was closed at ${closesAt}.`;
    return { list: 'late', reason };
  }

  /** Either part of an exam that was sat without a link names none: it is of the assignment that has its exam. */
  #assigned(facts: Facts): ExpectedAssignment | undefined {
    const { assignments } = this.#expected;
    const { assignmentSha256, kind, exam } = facts;
    if (assignmentSha256 !== undefined || (kind !== 'exam' && exam === undefined))
      return assignments?.get(assignmentSha256 ?? '');
    return [...(assignments?.values() ?? [])].find((one) => isOfAssignment(one, facts));
  }

  /** Those of an exam, its form's and its labs', are drawn where it is sat. */
  #seedsOf(facts: Facts, learner: string): readonly string[] | undefined {
    if (facts.exam !== undefined) return undefined;
    const seedsOf = this.#assigned(facts)?.seedsOf ?? this.#expected.seedsOf;
    return facts.kind === 'lesson' ? undefined : seedsOf?.(learner, keyOf(facts));
  }

  #attemptOf(facts: Facts): number | undefined {
    const told = this.#assigned(facts)?.attemptOf;
    if (told) return told(facts.learner, facts.seed);
    const at = this.#seedsOf(facts, facts.learner)?.indexOf(facts.seed) ?? -1;
    return at === -1 ? undefined : at + 1;
  }

  /** A platform that keeps the time itself, and tells what was late, is believed. */
  #isLate(facts: Facts): boolean {
    const { upload, receivedAt } = facts.received;
    if (upload?.isLate !== undefined) return upload.isLate;
    const dueAt = this.#assigned(facts)?.dueAt ?? this.#expected.dueAt;
    return dueAt !== undefined && Date.parse(receivedAt) > Date.parse(dueAt);
  }
}

const keyOf = ({ kind, activity }: Facts): string => activityKey(kind, activity);

function isOfAssignment({ activities, practical }: ExpectedAssignment, facts: Facts): boolean {
  const { exam, activity } = facts;
  if (exam === undefined) return activities.has(keyOf(facts));
  return activities.has(exam) && practical?.get(exam)?.has(activity) === true;
}

/** What a file says, by whichever reader its bytes are for. */
function factsIn(
  received: Received,
  bytes: Uint8Array,
):
  | { readonly facts: Facts; readonly faults?: undefined }
  | { readonly facts?: undefined; readonly faults: EvidenceFaults } {
  if (bytes[0] !== BRACE) {
    const { value, faults } = readSubmission(bytes);
    return faults ? { faults } : { facts: factsOfLab(received, value) };
  }
  if (looksLearned(bytes)) {
    const { value, faults } = readLearnedSubmission(bytes);
    return faults ? { faults } : { facts: factsOfLearned(received, value) };
  }
  const { value, faults } = readExamSubmission(bytes);
  return faults ? { faults } : { facts: factsOfExam(received, value) };
}

const digest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

function duplicateWords({ received }: Facts, earlier: Facts): string {
  const same = `The same hand-in as ${quoted(earlier.received.name)}, which came first.`;
  const by = received.upload?.number;
  const byBefore = earlier.received.upload?.number;
  if (by === undefined || byBefore === undefined || by === byBefore) return same;
  return `${same} Another person uploaded it: ${quoted(received.upload?.name ?? by)}.`;
}

function byReceipt(a: Received, b: Received): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
