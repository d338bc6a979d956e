import type { ExamPaper } from '#assessment';
import { LabError } from '#container';
import { canonicalJson, SchemaValidator } from '#formats';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import type { EvidenceKey } from '../signing/evidence-key.ts';
import { prove } from '../signing/proof.ts';
import { readSignedJson } from '../signing/read-signed-json.ts';
import { isTooBulky, shapeFaults } from '../submission/manifest-faults.ts';
import { bankDigest } from './bank-digest.ts';
import { drawSitting, examCommitment, packKey, type ExamDraw } from './exam-draw.ts';
import { EXAM_PACK_SCHEMA } from './exam-schemas.ts';
import { packContent, type PackContent } from './pack-content.ts';

/** What stands open in a pack. The learner, the window and the commitment are bound to what is locked. */
export interface PackHeader {
  readonly format: 'plumbline-exam-pack';
  readonly formatVersion: 1;
  /** Name of the sitting that the issuer holds, unique with that issuer. */
  readonly sitting: string;
  /** From 1: which form of the sitting. */
  readonly number: number;
  readonly learner: string;
  /** Id of the exam: `foundations`. */
  readonly exam: string;
  readonly title: string;
  /** ISO 8601 in UTC. Advisory on the learner's device: who receives the hand-in looks at their own clock. */
  readonly window: { readonly opensAt: string; readonly closesAt: string };
  /** `examCommitment`: published before the sitting. */
  readonly commitment: string;
  readonly issuer: string;
  readonly createdAt: string;
}

/** `*.exam-pack.json` without its proof. */
export interface ExamPack extends PackHeader {
  /** 96 bits, hexadecimal. */
  readonly nonce: string;
  /** AES-256-GCM over the content, tag at its end, hexadecimal. */
  readonly locked: string;
}

/** A pack that is whole and signed; still locked. */
export interface ReadExamPack {
  readonly pack: ExamPack;
  readonly signer: string;
  /** Of the file as received. */
  readonly sha256: string;
}

const NONCE_BYTES = 12;
/** The largest pack that is read. */
export const EXAM_PACK_BYTES = 4 * 2 ** 20;

export interface PackOrder {
  readonly title: string;
  readonly window: PackHeader['window'];
  readonly issuer: string;
  readonly createdAt: string;
  /** In the order of the forms; as many as `draw.last`. */
  readonly learners: readonly { readonly learner: string; readonly extraPercent: number }[];
}

/**
 * The packs of a sitting, one for each learner, locked and signed.
 *
 * @param nonceOf 12 bytes that are never used twice; random unless told
 * @throws BankTooSmall; LabError `SecretTooShort`, `PackNotPossible` naming what cannot stand in a pack
 */
export async function makeExamPacks(
  draw: ExamDraw,
  order: PackOrder,
  key: EvidenceKey,
  nonceOf: () => Uint8Array = () => crypto.getRandomValues(new Uint8Array(NONCE_BYTES)),
): Promise<readonly Uint8Array[]> {
  const { learners, ...about } = order;
  if (learners.length !== draw.last.length) {
    throw new RangeError(`${learners.length} learners, ${draw.last.length} last forms.`);
  }
  const commitment = examCommitment(draw);
  const forms = drawSitting(draw);
  const byId = new Map(draw.bank.map((item) => [item.id, item]));
  const aes = await aesKey(packKey(draw.secret, draw.sitting), 'encrypt');
  const packs: Uint8Array[] = [];
  for (const [index, { learner, extraPercent }] of learners.entries()) {
    const { seed = '', items = [] } = forms[index] ?? {};
    const header: PackHeader = {
      format: 'plumbline-exam-pack',
      formatVersion: 1,
      sitting: draw.sitting,
      number: index + 1,
      learner,
      exam: draw.exam,
      ...about,
      commitment,
    };
    const content: PackContent = {
      seed,
      form: items,
      items: items.flatMap((id) => byId.get(id) ?? []),
      bankSha256: bankDigest(draw.bank),
      slots: draw.slots,
      minutes: draw.minutes,
      pass: draw.pass,
      extraPercent,
    };
    const nonce = nonceOf();
    const locked = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce.slice(), additionalData: boundTo(header) },
      aes,
      utf8ToBytes(canonicalJson(JSON.parse(JSON.stringify(content)))).slice(),
    );
    const pack: ExamPack = {
      ...header,
      nonce: bytesToHex(nonce),
      locked: bytesToHex(new Uint8Array(locked)),
    };
    const [fault] = packFaults(pack);
    if (fault) {
      const what = `it has ${fault.found}; a pack holds ${fault.expected}`;
      throw new LabError('PackNotPossible', `The pack of ${quoted(learner)}: ${what}.`, '');
    }
    packs.push(utf8ToBytes(canonicalJson(await prove(pack, key, pack.createdAt))));
  }
  return packs;
}

const AGAIN = 'Ask the issuer for the pack once more, exactly as it was saved.';

/** Reads `*.exam-pack.json` and verifies its form and signature; what it holds stays locked. Never throws. */
export function readExamPack(bytes: Uint8Array): EvidenceReading<ReadExamPack> {
  if (bytes.length > EXAM_PACK_BYTES) {
    const found = `a file of ${bytes.length} bytes`;
    return {
      faults: [{ name: 'TooLarge', found, expected: 'at most 4,194,304 bytes', toDo: AGAIN }],
    };
  }
  const read = readSignedJson(bytes, {
    file: 'the exam pack',
    format: 'plumbline-exam-pack',
    version: 1,
    faultsOf: (value) => packFaults(value).map((fault) => ({ ...fault, toDo: AGAIN })),
  });
  if (read.faults) return read;
  const { document, signer } = read.value;
  return { value: { pack: document as ExamPack, signer, sha256: bytesToHex(sha256(bytes)) } };
}

/**
 * Unlocks a pack: the paper that is sat.
 *
 * Never throws, whatever the pack and the key are.
 *
 * @param key as the issuer has released it; spaces and capitals do not count
 */
export async function openExamPack(
  { pack, sha256: packSha256 }: ReadExamPack,
  key: string,
): Promise<EvidenceReading<ExamPaper>> {
  const digits = key.replace(/\s/g, '').toLowerCase();
  const wrong = (found: string, toDo: string): { faults: [EvidenceFault] } => ({
    faults: [{ name: 'KeyWrong', found, expected: 'the key of this sitting', toDo }],
  });
  if (!/^[0-9a-f]{64}$/.test(digits)) {
    return wrong(
      `a key of ${digits.length} characters`,
      'Copy all 64 digits (0 to 9, a to f) that the issuer has released.',
    );
  }
  const { nonce, locked, ...header } = pack;
  if (!(crypto as { subtle?: SubtleCrypto }).subtle) {
    const found = 'a page that came by plain HTTP, where browsers offer no AES';
    const toDo = 'Open the site by HTTPS, or on this device by 127.0.0.1.';
    return { faults: [{ name: 'NotReadable', found, expected: 'a secure page', toDo }] };
  }
  let plain: Uint8Array;
  try {
    const aes = await aesKey(digits, 'decrypt');
    plain = new Uint8Array(
      await crypto.subtle.decrypt(
        {
          name: 'AES-GCM',
          iv: hexToBytes(nonce).slice(),
          additionalData: boundTo(header),
        },
        aes,
        hexToBytes(locked).slice(),
      ),
    );
  } catch {
    const toDo = `Compare it with what the issuer has released for “${harmlessName(pack.sitting)}”; or the pack was changed: ask for it once more.`;
    return wrong('a key that does not fit', toDo);
  }
  const content = packContent(plain);
  if (content.faults) return content;
  const { seed, form, items, extraPercent, ...rest } = content.value;
  return {
    value: {
      exam: pack.exam,
      title: pack.title,
      ...rest,
      items,
      pack: {
        sitting: pack.sitting,
        sha256: packSha256,
        seed,
        form,
        learner: pack.learner,
        window: pack.window,
        extraPercent,
      },
    },
  };
}

const boundTo = (header: PackHeader): Uint8Array<ArrayBuffer> =>
  new Uint8Array(utf8ToBytes(canonicalJson(header)));

const aesKey = (digits: string, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', hexToBytes(digits).slice(), 'AES-GCM', false, [use]);

const harmlessName = (name: string): string => quoted(name).slice(1, -1);

const validator = new SchemaValidator(EXAM_PACK_SCHEMA, '2020-12');

function packFaults(value: unknown): readonly Omit<EvidenceFault, 'toDo'>[] {
  if (isTooBulky(value)) {
    const found = 'a list or mapping of very many parts';
    return [{ name: 'TooLarge', found, expected: 'at most 10,000 in a list' }];
  }
  const shape = shapeFaults(validator, value, '');
  if (shape.length > 0) return shape;
  const { window, createdAt } = value as ExamPack;
  const times = [window.opensAt, window.closesAt, createdAt];
  const strange = times.find((time) => Number.isNaN(Date.parse(time)));
  const invalid = (found: string, expected: string) => [
    { name: 'ManifestInvalid' as const, found, expected },
  ];
  if (strange !== undefined) return invalid(`the time ${quoted(strange)}`, 'a day of the calendar');
  if (window.closesAt <= window.opensAt) {
    return invalid('a window that closes before it opens', 'an end behind the beginning');
  }
  return [];
}
