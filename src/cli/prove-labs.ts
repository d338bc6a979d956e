import { availableParallelism } from 'node:os';
import {
  lanesFor,
  prove,
  type GradedLab,
  type Proof,
  type ProofPart,
  type ProvableLab,
} from '#grading';
import { engineForProofs } from './engine-for-proofs.ts';
import { joinProofs, type LabProof } from './proof-report.ts';
import { readProvableLab } from './provable-lab.ts';
import { openProvingPage, type ProvingPage } from './prove-in-browser.ts';

export interface ProveLabsOptions {
  readonly engines: readonly ('node' | 'chromium')[];
  readonly seeds: number;
  /** The part of each lab's cases that is proved; all of them unless told. */
  readonly part?: ProofPart;
  /** Told of each grading: "node: mutant january-is-tagged/no-tag". */
  readonly onRun?: (done: string) => void;
  readonly onLab: (lab: GradedLab, proof: LabProof) => void;
}

/** Proves labs one after another, on each engine; every engine is started once. */
export async function proveLabs(ids: readonly string[], options: ProveLabsOptions): Promise<void> {
  const labs: ProvableLab[] = [];
  for (const id of ids) labs.push(await readProvableLab(id));
  const node = await (options.engines.includes('node') ? proveInNode(labs, options) : []);
  const chromium = await (options.engines.includes('chromium')
    ? proveInBrowser(labs, options)
    : []);
  for (const { lab } of labs) {
    const proofs = [...node, ...chromium].filter((proof) => proof.lab === lab.id);
    options.onLab(lab, joinProofs(lab.id, proofs));
  }
}

async function proveInNode(
  labs: readonly ProvableLab[],
  { seeds, part, onRun }: ProveLabsOptions,
): Promise<Proof[]> {
  const lanes = lanesFor(availableParallelism());
  const engine = engineForProofs(lanes);
  try {
    const proofs: Proof[] = [];
    for (const lab of labs) {
      const proof = await prove(lab, engine, {
        seeds,
        lanes,
        ...(part ? { part } : {}),
        onRun: (run) => onRun?.(`node: ${run.id}`),
      });
      proofs.push({ ...proof, engine: 'node' });
    }
    return proofs;
  } finally {
    engine.dispose();
  }
}

async function proveInBrowser(
  labs: readonly ProvableLab[],
  { seeds, part, onRun }: ProveLabsOptions,
): Promise<Proof[]> {
  const page: ProvingPage = await openProvingPage(labs, {
    onRun: (run) => onRun?.(`chromium: ${run}`),
  });
  try {
    const proofs: Proof[] = [];
    for (const { lab } of labs)
      proofs.push({ ...(await page.prove(lab.id, seeds, part)), engine: 'chromium' });
    return proofs;
  } finally {
    await page.close();
  }
}
