export * from './evidence-fault.ts';
export * from './regrade/regrade-record.ts';
export * from './regrade/seed-commitment.ts';
export { prove, signerOf, type Proof, type Proven } from './signing/proof.ts';
export * from './signing/evidence-key.ts';
export * from './submission/read-submission.ts';
export * from './submission/submission-manifest.ts';
export * from './submission/write-submission.ts';
