import type { EvidenceReading } from '../evidence-fault.ts';
import { readExamRecord } from '../exam/exam-record.ts';
import { readRegradeRecord } from '../regrade/regrade-record.ts';
import type { GradedEvidence } from './award-of-records.ts';

const EXAM = new TextEncoder().encode('"format":"plumbline-exam-regrade"');

/** Reads `*.regrade.json` or `*.exam-regrade.json`, whichever it is, and verifies its form and signature. Never throws. */
export function readGradedEvidence(
  bytes: Uint8Array,
): EvidenceReading<{ readonly record: GradedEvidence; readonly signer: string }> {
  return holds(bytes, EXAM) ? readExamRecord(bytes) : readRegradeRecord(bytes);
}

/** Which of the two readers is asked; what the file is, the reader finds. */
function holds(bytes: Uint8Array, part: Uint8Array): boolean {
  for (let at = bytes.indexOf(part[0] ?? 0); at >= 0; at = bytes.indexOf(part[0] ?? 0, at + 1)) {
    if (part.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}
