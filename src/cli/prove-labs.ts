import { availableParallelism } from 'node:os';
import {
  lanesFor,
  prove,
  type GradedLab,
  type Proof,
  type ProofPart,
  type ProvableLab,
} from '#grading';
import { WEBCONTAINER_OFFERS } from '#engines';
import { engineForProofs } from './engine-for-proofs.ts';
import { joinProofs, type LabProof } from './proof-report.ts';
import { readProvableLab } from './provable-lab.ts';
import { openProvingPage, type ProvingPage } from './prove-in-browser.ts';

/**
 * Where a lab is proved: the embedded engine in Node and in Chromium; and the real client of WebContainers in Chromium
 * with this machine's Node, python3 and files behind it.
 */
export const PROVING_ENGINES = ['node', 'chromium', 'webcontainer'] as const;
export type ProvingEngine = (typeof PROVING_ENGINES)[number];

/** True when the engine offers what the lab needs; a lab is proved nowhere else. */
export function isOfferedOn(engine: ProvingEngine, { needs }: Pick<GradedLab, 'needs'>): boolean {
  return engine !== 'webcontainer' || needs.every((need) => WEBCONTAINER_OFFERS.has(need));
}

export interface ProveLabsOptions {
  readonly engines: readonly ProvingEngine[];
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
  const known: Proof[] = [];
  for (const engine of PROVING_ENGINES.filter((one) => options.engines.includes(one))) {
    const offered = labs.filter(({ lab }) => isOfferedOn(engine, lab));
    if (offered.length === 0) continue;
    const proofs =
      engine === 'node' ? proveInNode(offered, options) : proveInBrowser(offered, engine, options);
    known.push(...(await proofs));
  }
  for (const { lab } of labs) {
    const proofs = known.filter((proof) => proof.lab === lab.id);
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
  engine: 'chromium' | 'webcontainer',
  { seeds, part, onRun }: ProveLabsOptions,
): Promise<Proof[]> {
  const page: ProvingPage = await openProvingPage(labs, {
    engine: engine === 'webcontainer' ? 'webcontainer' : 'embedded',
    onRun: (run) => onRun?.(`${engine}: ${run}`),
  });
  try {
    const proofs: Proof[] = [];
    for (const { lab } of labs) proofs.push({ ...(await page.prove(lab.id, seeds, part)), engine });
    return proofs;
  } finally {
    await page.close();
  }
}
