/** Reads what an issuer has revealed and draws again from it, beside the page: a whole bank is more than a page should wait for. */
import {
  auditPack,
  readRevealedDraw,
  type EvidenceReading,
  type ExamDraw,
  type PackAudit,
  type ReadExamPack,
  type RevealedDraw,
} from '#cohort';

export type AuditRequest =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'audit'; readonly pack: ReadExamPack; readonly draw: ExamDraw };

export type AuditAnswer =
  | { readonly kind: 'read'; readonly read: EvidenceReading<RevealedDraw> }
  | { readonly kind: 'audit'; readonly audit: PackAudit }
  | { readonly kind: 'failed'; readonly reason: string };

addEventListener('message', ({ data }: MessageEvent<AuditRequest>) => {
  void answer(data).then((last) => {
    postMessage(last);
  });
});

async function answer(request: AuditRequest): Promise<AuditAnswer> {
  try {
    return request.kind === 'read'
      ? { kind: 'read', read: readRevealedDraw(request.bytes) }
      : { kind: 'audit', audit: await auditPack(request.pack, request.draw) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
