import { canonicalJson } from '#formats';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { evidenceFaultLine, quoted, type EvidenceFaultName } from '../evidence-fault.ts';
import { readSubmission } from '../submission/read-submission.ts';

/** A file as it came in. */
export interface Received {
  /** As shown: a path below the folder that was collected. */
  readonly name: string;
  /** ISO 8601 in UTC, by the receiver's clock: the one time that decides. */
  readonly receivedAt: string;
}

/** What the receiver is waiting for; what is not told is not looked at. */
export interface Expected {
  /** Ids of the labs that can be graded here. */
  readonly labs: ReadonlySet<string>;
  readonly assignmentSha256?: string;
  /** Ids of the learners. */
  readonly learners?: ReadonlySet<string>;
  /** The seeds that a learner may have used for a lab. */
  readonly seedsOf?: (learner: string, lab: string) => readonly string[];
  /** ISO 8601 in UTC. */
  readonly dueAt?: string;
}

/** A hand-in that can be graded, without its files. */
export interface CollectedBundle extends Received {
  readonly bundleSha256: string;
  readonly manifestSha256: string;
  readonly lab: string;
  readonly learner: string;
  /** `did:key:…` that signed it. */
  readonly signer: string;
  readonly isLate: boolean;
  /** What a person should look at, a sentence each: questions, no verdicts. */
  readonly notes: readonly string[];
}

export type SetAsideList = 'unreadable' | 'tampered' | 'unknown' | 'wrong-seed' | 'duplicate';

/** A file that is not graded. */
export interface SetAside extends Received {
  readonly list: SetAsideList;
  readonly reason: string;
}

export interface Collection {
  /** By the time of receipt, then by name. Late ones are among them, and marked. */
  readonly bundles: readonly CollectedBundle[];
  readonly setAside: readonly SetAside[];
}

interface Facts extends Omit<CollectedBundle, 'isLate' | 'notes'> {
  /** Of the list of files. */
  readonly workSha256: string;
}

const TAMPERED: readonly EvidenceFaultName[] = ['SignatureInvalid', 'FilesDiffer'];

/**
 * Sorts hand-ins as they come in. It holds what a hand-in says, not its files, so that a folder of any size can be looked
 * through one file at a time; the order in which files are added does not matter.
 */
export class Collector {
  readonly #expected: Expected;
  readonly #facts: Facts[] = [];
  readonly #setAside: SetAside[] = [];

  constructor(expected: Expected) {
    this.#expected = expected;
  }

  /** Looks at one file. Never throws, whatever the bytes are. */
  add(received: Received, bytes: Uint8Array): void {
    const read = readSubmission(bytes);
    if (read.faults) {
      const [fault] = read.faults;
      const list = TAMPERED.includes(fault.name) ? 'tampered' : 'unreadable';
      this.#setAside.push({ ...received, list, reason: evidenceFaultLine(fault) });
      return;
    }
    const { manifest, signer, bundleSha256, manifestSha256 } = read.value;
    const { learner, seed, files, assignmentSha256 } = manifest;
    const lab = manifest.lab.id;
    const odd = this.#odd(learner, lab, seed, assignmentSha256);
    if (odd) this.#setAside.push({ ...received, ...odd });
    else {
      const workSha256 = bytesToHex(sha256(utf8ToBytes(canonicalJson(files))));
      const ids = { bundleSha256, manifestSha256, workSha256 };
      this.#facts.push({ ...received, ...ids, lab, learner, signer });
    }
  }

  /** Everything that was added, sorted. */
  sorted(): Collection {
    const setAside = [...this.#setAside];
    const kept: Facts[] = [];
    const first = new Map<string, Facts>();
    for (const facts of [...this.#facts].sort(byReceipt)) {
      const earlier = first.get(facts.manifestSha256);
      if (earlier) {
        const { name, receivedAt } = facts;
        const reason = `The same hand-in as ${quoted(earlier.name)}, which came first.`;
        setAside.push({ name, receivedAt, list: 'duplicate', reason });
        continue;
      }
      first.set(facts.manifestSha256, facts);
      kept.push(facts);
    }
    const bundles = kept.map(({ workSha256, ...facts }): CollectedBundle => ({
      ...facts,
      isLate: this.#isLate(facts.receivedAt),
      notes: notesOn({ ...facts, workSha256 }, kept),
    }));
    return { bundles, setAside: setAside.sort(byReceipt) };
  }

  #odd(
    learner: string,
    lab: string,
    seed: string,
    assignmentSha256: string | undefined,
  ): Pick<SetAside, 'list' | 'reason'> | undefined {
    const { labs, learners, seedsOf } = this.#expected;
    const unknown = (reason: string) => ({ list: 'unknown' as const, reason });
    if (!labs.has(lab)) return unknown(`It is of the lab ${quoted(lab)}, which is not known here.`);
    const wanted = this.#expected.assignmentSha256;
    if (wanted !== undefined && assignmentSha256 !== wanted) {
      return unknown(
        assignmentSha256 === undefined
          ? 'It answers no assignment; one was expected.'
          : `It answers another assignment (${assignmentSha256.slice(0, 12)}…).`,
      );
    }
    if (learners && !learners.has(learner)) {
      return unknown(`Its learner ${quoted(learner)} is not on the roster.`);
    }
    const seeds = seedsOf?.(learner, lab);
    if (!seeds || seeds.includes(seed)) return undefined;
    const reason = `It was made with the seed ${quoted(seed)}, which ${quoted(learner)} was not given.`;
    return { list: 'wrong-seed', reason };
  }

  #isLate(receivedAt: string): boolean {
    const { dueAt } = this.#expected;
    return dueAt !== undefined && Date.parse(receivedAt) > Date.parse(dueAt);
  }
}

function notesOn(facts: Facts, all: readonly Facts[]): readonly string[] {
  const { learner, lab } = facts;
  const others = all.filter(
    (other) => other !== facts && other.manifestSha256 !== facts.manifestSha256,
  );
  const notes: string[] = [];
  for (const other of others) {
    if (other.learner !== learner && other.workSha256 === facts.workSha256) {
      notes.push(
        `Its files are those of ${quoted(other.name)}, byte for byte, under the id ${quoted(other.learner)}.`,
      );
    }
    if (other.learner !== learner && other.signer === facts.signer) {
      notes.push(`The browser that signed it also signed for ${quoted(other.learner)}.`);
    }
    if (other.learner === learner && other.signer !== facts.signer) {
      notes.push(
        `Another browser signed ${quoted(other.name)} of the same learner: a second computer, deleted site data, or somebody else.`,
      );
    }
    if (other.learner === learner && other.lab === lab && byReceipt(other, facts) > 0) {
      notes.push(`A later hand-in of the same lab came: ${quoted(other.name)}.`);
    }
  }
  return [...new Set(notes)];
}

function byReceipt(a: Received, b: Received): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
