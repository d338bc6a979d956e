import { drawForm, type BankItem, type ExamPaper } from '#assessment';
import { LabError } from '#container';
import type { Slots } from '#curriculum';
import { canonicalJson } from '#formats';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { bankDigest } from './bank-digest.ts';
import type { ReadExamPack } from './exam-pack.ts';

/** Everything that decides the forms of a sitting: what the issuer commits to before and reveals after. */
export interface ExamDraw {
  readonly sitting: string;
  readonly exam: string;
  readonly slots: Slots;
  readonly minutes: number;
  /** Percent that passes. */
  readonly pass: number;
  readonly bank: readonly BankItem[];
  /** For each form, in order: items of the last form that its learner saw. */
  readonly last: readonly (readonly string[])[];
  /** 32 bytes or more. */
  readonly secret: Uint8Array;
}

const LEAST_SECRET_BYTES = 32;

const under = (secret: Uint8Array, words: string): string => {
  if (secret.length < LEAST_SECRET_BYTES) {
    throw new LabError(
      'SecretTooShort',
      `The secret has ${secret.length} bytes; ${LEAST_SECRET_BYTES} are the least that cannot be guessed.`,
      'Draw 32 random bytes, and keep them where learners cannot read them.',
    );
  }
  return bytesToHex(hmac(sha256, secret, utf8ToBytes(words)));
};

/** What unlocks every pack of a sitting, 64 hexadecimal digits: released at its start. It tells nothing of the secret. */
export const packKey = (secret: Uint8Array, sitting: string): string =>
  under(secret, `plumbline-exam-key-1\n${sitting}`);

/** The seed of one form of a sitting. */
export const formSeed = (secret: Uint8Array, sitting: string, number: number): string =>
  under(secret, `plumbline-form-seed-1\n${sitting}\n${number}`);

/** What is published before the sitting: nobody finds another bank, blueprint or secret that fits it. */
export function examCommitment(draw: ExamDraw): string {
  const { secret, bank, ...open } = draw;
  const text = canonicalJson({
    ...open,
    bankSha256: bankDigest(bank),
    secret: bytesToHex(secret),
  });
  return bytesToHex(sha256(utf8ToBytes(`plumbline-exam-commitment-1\n${text}`)));
}

/**
 * The forms of a sitting in order, each with its seed. Every item is drawn about as often as its neighbours over all of
 * them; forms 1 to n are the same however many follow.
 *
 * @param count as many as `last` has unless told
 * @throws BankTooSmall; LabError `SecretTooShort`
 */
export function drawSitting(
  { secret, sitting, slots, bank, last }: ExamDraw,
  count = last.length,
): readonly { readonly seed: string; readonly items: readonly string[] }[] {
  const exposure: Record<string, number> = {};
  return last.slice(0, count).map((seen, index) => {
    const seed = formSeed(secret, sitting, index + 1);
    const { items } = drawForm(bank, { slots, seed, last: seen, exposure });
    for (const id of items) exposure[id] = (exposure[id] ?? 0) + 1;
    return { seed, items };
  });
}

/** Of an audit each answer by itself: all three hold when the draw was what was promised. */
export interface DrawAudit {
  /** What was revealed is what was committed to before the sitting. */
  readonly commitmentHolds: boolean;
  /** Seed and form of the pack follow from it. */
  readonly formHolds: boolean;
  /** The questions of the pack are those of the bank, to the byte. */
  readonly itemsHold: boolean;
}

/**
 * Audits a draw after the sitting: a learner needs the pack, opened, and what the issuer reveals.
 *
 * @throws BankTooSmall, or LabError `SecretTooShort`, when nothing can be drawn from what was revealed
 */
export function auditDraw({ pack }: ReadExamPack, paper: ExamPaper, revealed: ExamDraw): DrawAudit {
  const mine = drawSitting(revealed, pack.number).at(pack.number - 1);
  const byId = new Map(revealed.bank.map((item) => [item.id, item]));
  const drawn = paper.pack;
  return {
    commitmentHolds: examCommitment(revealed) === pack.commitment,
    formHolds:
      mine !== undefined &&
      drawn !== undefined &&
      mine.seed === drawn.seed &&
      canonicalJson(mine.items) === canonicalJson(drawn.form),
    itemsHold:
      paper.bankSha256 === bankDigest(revealed.bank) &&
      paper.items.length === drawn?.form.length &&
      paper.items.every((item) => {
        const known = byId.get(item.id);
        return known !== undefined && bankDigest([known]) === bankDigest([item]);
      }),
  };
}
