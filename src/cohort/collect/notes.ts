import { quoted } from '../evidence-fault.ts';
import type { Expected } from './expected.ts';
import type { Facts } from './facts.ts';
import { mayBeNamed } from './platform-names.ts';

/** How far two honest clocks may be apart. */
const CLOCKS_APART_MS = 10 * 60_000;

/** What a person should look at in a hand-in, a sentence each: questions, no verdicts. */
export function notesOn(
  facts: Facts,
  all: readonly Facts[],
  expected: Pick<Expected, 'nameOf'> & { readonly opensAt?: string | undefined },
): readonly string[] {
  return [
    ...new Set([
      ...notesOnOthers(facts, all),
      ...notesOnTimes(facts, expected.opensAt),
      ...notesOnUpload(facts, expected),
    ]),
  ];
}

function notesOnOthers(facts: Facts, all: readonly Facts[]): readonly string[] {
  const { learner, activity, kind, exam } = facts;
  const notes: string[] = [];
  for (const other of all) {
    if (other === facts || other.manifestSha256 === facts.manifestSha256) continue;
    const name = quoted(other.received.name);
    if (other.learner !== learner) {
      if (other.workSha256 === facts.workSha256) {
        notes.push(
          kind === 'lab'
            ? `Its files are those of ${name}, byte for byte, under the id ${quoted(other.learner)}.`
            : `Its questions and answers are those of ${name}, under the id ${quoted(other.learner)}.`,
        );
      }
      if (other.signer === facts.signer) {
        notes.push(`The browser that signed it also signed for ${quoted(other.learner)}.`);
      }
      continue;
    }
    if (other.signer !== facts.signer) {
      notes.push(
        `Another browser signed ${name} of the same learner: a second computer, deleted site data, or somebody else.`,
      );
    }
    const isSame = other.kind === kind && other.activity === activity && other.exam === exam;
    if (isSame && isAfter(other, facts)) {
      notes.push(`A later hand-in of the same ${kind} came: ${name}.`);
    }
  }
  return notes;
}

/** The learner's clock decides nothing; where it cannot have been right, somebody should ask. */
function notesOnTimes(facts: Facts, opensAt: string | undefined): readonly string[] {
  const { createdAt, startedAt, lastStartedAt, received } = facts;
  const isApart = (earlier: string, later: string) =>
    Date.parse(earlier) - Date.parse(later) > CLOCKS_APART_MS;
  const notes: string[] = [];
  if (isApart(createdAt, received.receivedAt)) {
    notes.push(`It says that it was made at ${createdAt}, after it was received.`);
  }
  if (lastStartedAt !== undefined && isApart(lastStartedAt, createdAt)) {
    notes.push(`It holds an attempt of ${lastStartedAt}, after it was made.`);
  }
  const begun = startedAt !== undefined && startedAt < createdAt ? startedAt : createdAt;
  if (opensAt !== undefined && isApart(opensAt, begun)) {
    notes.push(`It was begun at ${begun}, before the assignment opened.`);
  }
  return notes;
}

function notesOnUpload(
  { learner, received: { upload } }: Facts,
  { nameOf }: Pick<Expected, 'nameOf'>,
): readonly string[] {
  const name = nameOf?.(learner);
  if (upload?.name === undefined || name === undefined || mayBeNamed(upload.name, name)) return [];
  const platform = { moodle: 'Moodle', canvas: 'Canvas' }[upload.platform];
  return [
    `${platform} says that ${quoted(upload.name)} uploaded it; ${quoted(learner)} is ${quoted(name)} on the roster.`,
  ];
}

const isAfter = (a: Facts, b: Facts): boolean =>
  a.received.receivedAt === b.received.receivedAt
    ? a.received.name > b.received.name
    : a.received.receivedAt > b.received.receivedAt;
