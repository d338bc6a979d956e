import { canonicalJson, SchemaValidator } from '#formats';
import { decodeBase64Url, encodeBase64Url } from '#credentials';
import { LabError } from '#container';
import { deflateSync, Inflate } from 'fflate';
import type { EvidenceFault, EvidenceReading } from '../evidence-fault.ts';
import { assignmentSha256, type Assignment, type AssignmentTerms } from '../register/assignment.ts';
import { COHORT_LIMITS, LEARNER_ID_PATTERN, TERMS_SCHEMA } from '../register/cohort-schema.ts';
import type { Cohort } from '../register/cohort.ts';
import type { EvidenceKey } from '../signing/evidence-key.ts';
import { prove } from '../signing/proof.ts';
import { readSignedJson } from '../signing/read-signed-json.ts';
import { isTooBulky, shapeFaults } from '../submission/manifest-faults.ts';
import { closed, listOf, sha256, time } from '../submission/submission-schema.ts';
import { commonLinkKey, seedsOf } from './assignment-seed.ts';

interface OfEverybody {
  readonly format: 'plumbline-assignment-link';
  readonly formatVersion: 1;
  readonly terms: AssignmentTerms;
  readonly issuedAt: string;
}

/** What a link carries, without its proof: for one learner, or for everybody. */
export type AssignmentLink = OfEverybody &
  (
    | {
        readonly learner: string;
        readonly seeds: readonly string[];
        readonly commonKey?: undefined;
      }
    | { readonly commonKey: string; readonly learner?: undefined; readonly seeds?: undefined }
  );

/** A link that is whole and signed by one key. */
export interface ReadAssignmentLink {
  readonly link: AssignmentLink;
  /** Digest of the terms: what a hand-in names. */
  readonly assignmentSha256: string;
  /** `did:key:…` that signed it. Whose key that is, the link cannot say. */
  readonly signer: string;
}

/** The fragment of a link begins with it: a form of this version. */
const FORM = 'a1=';
/** Beyond it a text is no link of ours; programs for mail cut longer ones. */
const LONGEST_TEXT = 100_000;
const MOST_BYTES = 1_000_000;

/**
 * The fragment of a link to an assignment, `a1=…`: signed, packed, in letters that stand in any address. Browsers never send
 * a fragment to a server.
 *
 * @param learner id of whom it is for; absent: one link for everybody, with a key instead of seeds
 * @see docs/formats/assignment-link.md
 */
export async function assignmentFragment(
  cohort: Pick<Cohort, 'secret'>,
  { terms }: Pick<Assignment, 'terms'>,
  learner: string | undefined,
  key: EvidenceKey,
  now: Date,
): Promise<string> {
  const issuedAt = now.toISOString();
  const common = {
    format: 'plumbline-assignment-link',
    formatVersion: 1,
    terms,
    issuedAt,
  } as const;
  const seeds = (secret: string, id: string): readonly string[] =>
    seedsOf(secret, terms.id, id, terms.attempts).map(({ seed }) => seed);
  const link: AssignmentLink =
    learner === undefined
      ? { ...common, commonKey: commonLinkKey(cohort, terms.id) }
      : { ...common, learner, seeds: seeds(cohort.secret, learner) };
  const text = canonicalJson(await prove(link, key, issuedAt));
  return FORM + encodeBase64Url(deflateSync(new TextEncoder().encode(text), { level: 9 }));
}

/**
 * Reads the fragment of a link, with or without `#`, and verifies its form and signature. Never throws.
 */
export function readAssignmentFragment(fragment: string): EvidenceReading<ReadAssignmentLink> {
  const text = fragment.replace(/^#/, '').trim();
  if (!text.startsWith(FORM)) {
    return refused(
      'NotReadable',
      'an address without an assignment',
      `one that goes on with "#${FORM}…"`,
    );
  }
  if (text.length > LONGEST_TEXT) {
    return refused('TooLarge', `${text.length} characters`, `at most ${LONGEST_TEXT}`);
  }
  const bytes = unpacked(text.slice(FORM.length));
  if (!bytes) {
    return refused(
      'NotReadable',
      'a link that is cut off or changed',
      'the whole link, to its last letter',
    );
  }
  const read = readSignedJson(bytes, {
    file: 'the assignment',
    format: 'plumbline-assignment-link',
    version: 1,
    faultsOf: linkFaults,
  });
  if (read.faults) return read;
  const link = read.value.document as AssignmentLink;
  return {
    value: {
      link,
      assignmentSha256: assignmentSha256(link.terms),
      signer: read.value.signer,
    },
  };
}

/**
 * The seeds of a learner by a link, that of the first attempt first.
 *
 * @param learner the id that was typed, for a link that everybody got
 * @throws LabError `IdNotPossible` when the id cannot be one.
 */
export function seedsByLink(link: AssignmentLink, learner: string): readonly string[] {
  if (link.seeds) return link.seeds;
  if (!new RegExp(LEARNER_ID_PATTERN).test(learner)) {
    throw new LabError(
      'IdNotPossible',
      `“${learner}” cannot be an id: it has letters, digits, and . _ @ - inside.`,
      'Type the id that your instructor gave you.',
    );
  }
  return seedsOf(link.commonKey, link.terms.id, learner, link.terms.attempts).map(
    ({ seed }) => seed,
  );
}

const AGAIN = 'Open the link once more as it was sent, or ask for it again.';

function refused(
  name: EvidenceFault['name'],
  found: string,
  expected: string,
): { readonly faults: [EvidenceFault] } {
  return { faults: [{ name, found, expected, toDo: AGAIN }] };
}

function unpacked(text: string): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let sum = 0;
  try {
    const inflate = new Inflate((piece) => {
      sum += piece.length;
      if (sum > MOST_BYTES) throw new RangeError('It unpacks to more than a link holds.');
      pieces.push(piece);
    });
    inflate.push(decodeBase64Url(text), true);
  } catch {
    // Letters that are not of a link, or a stream that is damaged: the same to who reads it.
    return undefined;
  }
  const bytes = new Uint8Array(sum);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const whole = {
  format: { const: 'plumbline-assignment-link' },
  formatVersion: { const: 1 },
  terms: TERMS_SCHEMA,
  issuedAt: time,
} as const;
const validator = new SchemaValidator(
  {
    oneOf: [
      closed({
        ...whole,
        learner: { type: 'string', pattern: LEARNER_ID_PATTERN },
        seeds: listOf(sha256, COHORT_LIMITS.attempts),
      }),
      closed({ ...whole, commonKey: sha256 }),
    ],
  },
  '2020-12',
);

function linkFaults(value: unknown): readonly EvidenceFault[] {
  if (isTooBulky(value)) {
    return refused('TooLarge', 'a list or mapping of very many parts', 'at most 10,000').faults;
  }
  const shape = shapeFaults(validator, value, '').map((fault) => ({ ...fault, toDo: AGAIN }));
  if (shape.length > 0) return shape;
  const { terms, seeds } = value as AssignmentLink;
  if (seeds && seeds.length !== terms.attempts) {
    return refused(
      'ManifestInvalid',
      `${seeds.length} seeds for ${terms.attempts} attempts`,
      'one for each',
    ).faults;
  }
  for (const moment of [terms.opensAt, terms.dueAt]) {
    if (moment !== undefined && Number.isNaN(Date.parse(moment))) {
      return refused('ManifestInvalid', `the time ${moment}`, 'a day of the calendar').faults;
    }
  }
  return [];
}
