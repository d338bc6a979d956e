import { softwareKey, type SoftwareKey, type SubmissionAbout } from '#cohort';
import { textFile, type FileTree } from '#container';

/** A key that every run has: the first secret of RFC 8032, section 7.1. */
export const SECRET = Uint8Array.from(
  Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
);
export const KEY: SoftwareKey = softwareKey(SECRET);
export const OTHER_KEY: SoftwareKey = softwareKey(SECRET.map((b) => b ^ 1));

export const ABOUT: SubmissionAbout = {
  lab: { id: 'pin-the-data', version: '1.2.0', sha256: 'a1'.repeat(32) },
  assignmentSha256: 'b2'.repeat(32),
  seed: '7',
  learner: 'lina',
  grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
  engine: { name: 'embedded', version: '0.1.0', sha256: 'e5'.repeat(32) },
  attempts: [
    {
      startedAt: '2026-11-26T10:00:00.000Z',
      durationMs: 2150.5,
      labVersion: '1.2.0',
      labSha256: 'a1'.repeat(32),
      graderSha256: 'd4'.repeat(32),
      engine: 'embedded',
      engineSha256: 'e5'.repeat(32),
      points: 60,
      maxPoints: 100,
      results: [
        { check: 'lock-is-fresh', status: 'pass' },
        { check: 'data-is-pinned', status: 'fail' },
      ],
      hintsUsed: [{ task: 'pin', count: 1 }],
      solutionSeen: false,
    },
  ],
  selfReported: {
    points: 60,
    maxPoints: 100,
    results: [
      { check: 'lock-is-fresh', status: 'pass' },
      { check: 'data-is-pinned', status: 'fail' },
    ],
  },
  createdAt: '2026-11-26T10:05:00Z',
};

export const WORK: FileTree = {
  'src/train.py': textFile('print("trained")\n'.repeat(40)),
  'run.sh': { ...textFile('#!/bin/sh\n'), kind: 'file', executable: true } as FileTree[string],
  'data/größe.csv': textFile('id,größe\n1,2\n'),
  'data/empty': textFile(''),
  latest: { kind: 'symlink', target: 'data/größe.csv' },
  'data/up': { kind: 'symlink', target: '../src' },
  reports: { kind: 'folder' },
  data: { kind: 'folder' },
};
