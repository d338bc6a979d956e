import { BankTooSmall } from '#assessment';
import { LabError } from '#container';
import { auditDraw, examCommitment, packKey, type DrawAudit, type ExamDraw } from './exam-draw.ts';
import { openExamPack, type ReadExamPack } from './exam-pack.ts';

/** What came of an audit. */
export type PackAudit =
  /** Another sitting was revealed: nothing can be compared. */
  | { readonly kind: 'other-sitting'; readonly revealed: string; readonly pack: string }
  /** Nothing can be drawn from what was revealed, or its key does not open the pack. */
  | { readonly kind: 'not-drawable' | 'not-openable'; readonly commitment: AuditedCommitment }
  | ({ readonly kind: 'compared'; readonly commitment: AuditedCommitment } & DrawAudit);

/** The commitment, as the pack has it and as what was revealed gives it; both lower-case hexadecimal. */
export interface AuditedCommitment {
  readonly promised: string;
  readonly revealed: string;
}

/**
 * Audits the draw of a pack by what its issuer reveals after the sitting. The key follows from the secret that is revealed.
 * Never throws, whatever the two files hold.
 */
export async function auditPack(pack: ReadExamPack, revealed: ExamDraw): Promise<PackAudit> {
  const { sitting, commitment: promised } = pack.pack;
  if (revealed.sitting !== sitting) {
    return { kind: 'other-sitting', revealed: revealed.sitting, pack: sitting };
  }
  const commitment = { promised, revealed: examCommitment(revealed) };
  const opened = await openExamPack(pack, packKey(revealed.secret, revealed.sitting));
  if (opened.faults) return { kind: 'not-openable', commitment };
  try {
    return { kind: 'compared', commitment, ...auditDraw(pack, opened.value, revealed) };
  } catch (error) {
    if (error instanceof BankTooSmall || error instanceof LabError) {
      return { kind: 'not-drawable', commitment };
    }
    throw error;
  }
}
