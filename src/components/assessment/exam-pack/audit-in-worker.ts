import type { EvidenceReading, ExamDraw, PackAudit, ReadExamPack, RevealedDraw } from '#cohort';
import type { AuditAnswer, AuditRequest } from './audit-worker.ts';

/** Reads a `sitting.json` in a worker. @throws Error where the worker cannot be started. */
export async function readDrawInWorker(bytes: Uint8Array): Promise<EvidenceReading<RevealedDraw>> {
  const answer = await ask({ kind: 'read', bytes });
  if (answer.kind === 'read') return answer.read;
  throw unlooked(answer);
}

/** Audits the draw of a pack in a worker. @throws Error where the worker cannot be started. */
export async function auditInWorker(pack: ReadExamPack, draw: ExamDraw): Promise<PackAudit> {
  const answer = await ask({ kind: 'audit', pack, draw });
  if (answer.kind === 'audit') return answer.audit;
  throw unlooked(answer);
}

function ask(request: AuditRequest): Promise<AuditAnswer> {
  const worker = new Worker(new URL('./audit-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<AuditAnswer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<AuditAnswer>) => {
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message || 'its worker could not be started'));
    };
    worker.postMessage(request);
  }).finally(() => {
    worker.terminate();
  });
}

const unlooked = (answer: AuditAnswer): Error =>
  new Error(answer.kind === 'failed' ? answer.reason : 'It answered something else.');
