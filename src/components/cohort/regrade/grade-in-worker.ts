import type { EvidenceReading } from '#cohort';
import { LabError } from '#container';
import { siteLink } from '../../site/site-link.ts';
import type { Graded, GradingAnswer, GradingRequest } from './grading-worker.ts';

/** Nothing waits for a worker here: one that boots ahead would be memory and processor time for a grading that may be the last. */
const NO_SPARES = { kernel: 0, shell: 0, python: 0, node: 0, tools: 0, sqlite: 0 };
/** What a grading may take beyond its limit to end by itself, and say so. */
const GRACE_MS = 10_000;

/**
 * Grades one hand-in in a worker, in an engine whose frame is made for it and taken away after it. The bytes of the hand-in are
 * handed over: the caller has them no more.
 *
 * @throws LabError as `regrade` of `#cohort`; `GradingTookTooLong` also where a check itself never comes to an end.
 */
export async function gradeInWorker(
  request: Omit<GradingRequest, 'port'>,
): Promise<EvidenceReading<Graded>> {
  const { lendEngine } = await import('#engines');
  const { port1, port2 } = new MessageChannel();
  const endEngine = lendEngine(port1, { baseUrl: siteLink('/engine/'), spares: NO_SPARES });
  const worker = new Worker(new URL('./grading-worker.ts', import.meta.url), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const answer = await new Promise<GradingAnswer>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(neverEnded(request.timeLimitMs));
      }, request.timeLimitMs + GRACE_MS);
      worker.onmessage = ({ data }: MessageEvent<GradingAnswer>) => {
        resolve(data);
      };
      worker.onerror = ({ message }) => {
        reject(notStarted(message));
      };
      const given = [port2, ...wholeBuffer(request.bundle)];
      worker.postMessage({ ...request, port: port2 } satisfies GradingRequest, given);
    });
    if (answer.type === 'graded') return answer.read;
    throw new LabError(answer.name, answer.message, answer.hint);
  } finally {
    clearTimeout(timer);
    worker.terminate();
    endEngine();
  }
}

/** A copy left behind would be garbage of the page, as large as the hand-in. What is part of something larger is copied. */
const wholeBuffer = ({ buffer, byteLength }: Uint8Array): readonly ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];

const neverEnded = (timeLimitMs: number): LabError =>
  new LabError(
    'GradingTookTooLong',
    `Grading took longer than ${Math.round(timeLimitMs / 1000)} seconds, and was ended.`,
    'Look at the programs of this hand-in before you grade it again.',
  );

const notStarted = (message: string): LabError =>
  new LabError(
    'GraderUnreadable',
    `The grader could not be started: ${message || 'its script did not come'}.`,
    'Look at the connection and try again. Nothing was graded.',
  );
