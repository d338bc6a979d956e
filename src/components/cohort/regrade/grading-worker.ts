/** Reads one hand-in, grades it and makes its record, on a thread of its own: nothing in a hand-in can hold the page. */
import { inFreshEngine, regrade, type EvidenceReading, type Regraded } from '#cohort';
import { lentEngine, thrown, type Thrown } from '#engines';
import { gradedLab } from '#grading';
import { loadChecks } from '../../workbench/load-checks.ts';
import type { RegradeSheet } from './regrade-sheet.ts';

export interface GradingRequest {
  /** As received. */
  readonly bundle: Uint8Array;
  readonly sheet: RegradeSheet;
  /** 32 bytes or more, from which the hidden inputs follow. */
  readonly secret: Uint8Array;
  readonly gradedAt: string;
  readonly gradedBy: string;
  readonly timeLimitMs: number;
  readonly patience: number;
  /** To the engine that the page lends. */
  readonly port: MessagePort;
}

/** What there is when a hand-in was graded; a record is signed where its key is. */
export type Graded = Pick<Regraded, 'record' | 'verdicts'>;

export type GradingAnswer =
  | { readonly type: 'graded'; readonly read: EvidenceReading<Graded> }
  | ({ readonly type: 'failed' } & Thrown);

addEventListener('message', ({ data }: MessageEvent<GradingRequest>) => {
  void answer(data).then((last) => {
    postMessage(last);
  });
});

async function answer(request: GradingRequest): Promise<GradingAnswer> {
  const { bundle, sheet, secret, gradedAt, gradedBy, timeLimitMs, patience, port } = request;
  try {
    const read = await regrade(bundle, {
      labOf: async (id) => {
        const known = sheet.labs.find(({ identity }) => identity.id === id);
        if (!known) return undefined;
        return { identity: known.identity, lab: gradedLab(known.manifest, await loadChecks(id)) };
      },
      grade: inFreshEngine(() => lentEngine(port), { timeLimitMs, patience }),
      grader: sheet.grader,
      engine: sheet.engine,
      secret,
      gradedAt,
      gradedBy,
    });
    if (read.faults) return { type: 'graded', read };
    const { record, verdicts } = read.value;
    return { type: 'graded', read: { value: { record, verdicts } } };
  } catch (error) {
    return { type: 'failed', ...thrown(error) };
  }
}
