import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  evidenceFaultLine,
  type EvidenceKey,
  type EvidenceReading,
  type Received,
  type SetAside,
} from '#cohort';
import { timeOf, usage } from './argument-values.ts';
import { printable } from './regrade-report.ts';
import { readKeyFile } from './secrets.ts';

/** What `regrade-exams` and `mark` are told: what to judge, who answers for it, and where the records go. */
export interface Judging {
  readonly paths: readonly string[];
  /** Signs the records. */
  readonly key: EvidenceKey;
  readonly gradedBy: string;
  /** ISO 8601 in UTC. */
  readonly gradedAt: string;
  /** A folder. */
  readonly out: string;
  /** Folders that `pack` has made. */
  readonly sittings: readonly string[];
}

/** @throws LabError `UsageError`, `SecretUnreadable` */
export function judgingOf(words: readonly string[], takesSittings: boolean): Judging {
  const { values, positionals } = parsed(words, takesSittings);
  const { 'key-file': keyFile, by, at } = values;
  if (positionals.length === 0) throw usage('A folder or a file is needed.');
  if (!keyFile || !by) throw usage('--key-file and --by are needed.');
  return {
    paths: positionals,
    key: readKeyFile(keyFile),
    gradedBy: by,
    gradedAt: at === undefined ? new Date().toISOString() : timeOf('--at', at),
    out: values.out ?? 'regrades',
    sittings: values.sitting ?? [],
  };
}

function parsed(words: readonly string[], takesSittings: boolean) {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'key-file': text,
        by: text,
        at: text,
        out: text,
        sitting: { ...text, multiple: true },
      },
    });
    if (values.sitting && !takesSittings) throw new RangeError("Unknown option '--sitting'.");
    return { values, positionals };
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

/** A record that was made and signed. */
export interface Judged {
  readonly submissionSha256: string;
  readonly bytes: Uint8Array;
  /** For a terminal: the outcome, and below it what needs a person's eye. */
  readonly lines: readonly string[];
}

/** What is judged, and how. */
export interface FilesToJudge<File extends Received> {
  readonly files: readonly File[];
  readonly setAside: readonly SetAside[];
  /** What stands before what has no record: `NOT JUDGED`. */
  readonly refusal: string;
  /** Of a record's file: `.exam-regrade.json`. */
  readonly ending: string;
  readonly judge: (file: File) => Promise<EvidenceReading<Judged>>;
}

/**
 * Judges hand-ins one after another and writes each record whole or not at all. What has none is told with the reason.
 *
 * @returns how many have none
 */
export async function judgeFiles<File extends Received>(
  out: string,
  { files, setAside, refusal, ending, judge }: FilesToJudge<File>,
): Promise<number> {
  mkdirSync(out, { recursive: true });
  let refused = 0;
  const refuse = (name: string, why: string): void => {
    refused += 1;
    console.log(`${refusal}  ${printable(name)}\n    ${printable(why)}`);
  };
  for (const { name, reason } of setAside) refuse(name, reason);
  for (const file of files) {
    const { value, faults } = await judge(file);
    if (!value) {
      refuse(file.name, faults.map(evidenceFaultLine).join(' '));
      continue;
    }
    const path = join(out, `${value.submissionSha256}${ending}`);
    writeFileSync(`${path}.part`, value.bytes);
    renameSync(`${path}.part`, path);
    console.log(value.lines.map(printable).join('\n    '));
  }
  return refused;
}

/** Says what of a folder is for another command. */
export function tellLeft(command: string, of: string, handIns: readonly unknown[]): void {
  const count = handIns.length;
  if (count > 0)
    console.log(`Left to "${command}": ${count} ${count === 1 ? 'hand-in' : 'hand-ins'} of ${of}.`);
}
