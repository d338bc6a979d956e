import { SUBMISSION_LIMITS } from '../submission/submission-manifest.ts';

/** What is looked at of a download that holds hand-ins: a class of some hundred, and nothing that was made to hurt. */
export const RECEIVED_LIMITS = {
  /** Files of one archive. */
  entries: 100_000,
  /** The list of an archive's files. */
  listBytes: 64 * 2 ** 20,
  /** One file inside of an archive. */
  fileBytes: SUBMISSION_LIMITS.bundleBytes,
  /** Unpacked to packed, from a MiB on: a hand-in is packed already, and hardly packs again. */
  ratio: 200,
  /** Archives inside of archives. */
  depth: 3,
} as const;
