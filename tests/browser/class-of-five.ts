import { unzipSync, zipSync } from 'fflate';
import { embeddedEngineIdentity, graderIdentity, labIdentity, readFolderTree } from '#authoring';
import {
  assignmentSha256,
  entryAttributes,
  readAssignmentFragment,
  softwareKey,
  writeExamRecord,
  writeSubmission,
} from '#cohort';
import { layAnswerOver, type FileTree } from '#container';
import { csvRecords, readCsv } from '#formats';
import { craftZip } from '../cohort/craft-zip.ts';
import { EXAM_RECORD } from '../cohort/example-record.ts';
import { generate as generateContract } from '../../labs/sign-the-contract/generate.ts';
import { generate as generateService } from '../../labs/speak-the-protocol/generate.ts';
import type { GivenFile } from './class-of-three.ts';

/** Two labs whose answers are files alone, and which are quickly graded. */
const LABS = { 'sign-the-contract': generateContract, 'speak-the-protocol': generateService };
export type LabOfFive = keyof typeof LABS;

/** A name that a spreadsheet would compute. */
export const FORMULA = '=2+5 Mallory';
/** Of a file: whoever shows it as anything but text has run it. */
const SCRIPT = '<img src=x onerror="document.title=`taken`">';

export const ROSTER_OF_FIVE = `name,email
Ada Lovelace,ada@academy.example
Bodil Ström,bodil@academy.example
${FORMULA},mallory@academy.example
نور حداد,noor@academy.example
Zoe Zimmer,zoe@academy.example
`;

/**
 * What five learners hand in for the links that they were sent: two have done both labs; one hands in the bare starter; one has
 * done one lab; and of the one whose name is a formula come a ZIP that climbs out of its folder and Ada's work under another name.
 *
 * @param linksCsv of the page that gives out links
 */
export async function handInsOfFive(linksCsv: string): Promise<readonly GivenFile[]> {
  const links = csvRecords(readCsv(linksCsv));
  const fragmentOf = (name: string): string =>
    new URL(links.find((one) => one['name'] === name)?.['link'] ?? '').hash;
  const of = (name: string, lab: LabOfFive, isDone: boolean): Promise<Uint8Array> =>
    handIn(fragmentOf(name), lab, isDone);
  const adas = await of('Ada Lovelace', 'sign-the-contract', true);
  return [
    zip('ada-1.submission.zip', adas),
    zip('ada-2.submission.zip', await of('Ada Lovelace', 'speak-the-protocol', true)),
    zip('bodil-1.submission.zip', await of('Bodil Ström', 'sign-the-contract', true)),
    zip('bodil-2.submission.zip', await of('Bodil Ström', 'speak-the-protocol', true)),
    zip('noor.submission.zip', await of('نور حداد', 'speak-the-protocol', false)),
    zip('zoe.submission.zip', await of('Zoe Zimmer', 'speak-the-protocol', true)),
    zip(
      `${SCRIPT}.submission.zip`,
      craftZip([{ name: '../../escaped.txt', data: new TextEncoder().encode(SCRIPT) }]),
    ),
    zip('mallory.submission.zip', overwritten(adas)),
  ];
}

async function handIn(fragment: string, lab: LabOfFive, isDone: boolean): Promise<Uint8Array> {
  const { value, faults } = readAssignmentFragment(fragment);
  if (faults) throw new Error(`the link is not whole: ${JSON.stringify(faults)}`);
  const { learner = '', seeds: [seed = ''] = [], terms } = value.link;
  const starter = Object.fromEntries(
    Object.entries(readFolderTree(`labs/${lab}/starter`)).filter(([path]) => path !== 'setup.sh'),
  );
  const given: FileTree = { ...starter, ...LABS[lab](seed) };
  const work = isDone ? layAnswerOver(given, readFolderTree(`labs/${lab}/solution`)) : given;
  return writeSubmission(
    work,
    {
      lab: labIdentity(lab),
      assignmentSha256: assignmentSha256(terms),
      seed,
      learner,
      grader: graderIdentity(),
      engine: embeddedEngineIdentity(),
      attempts: [],
      // Everybody's browser may say so; who hands in the starter says it too.
      selfReported: { points: 100, maxPoints: 100, results: [] },
      createdAt: new Date().toISOString(),
    },
    softwareKey(new Uint8Array(32).fill(learner.charCodeAt(learner.length - 1))),
  );
}

/** The same bundle, with one of its files changed after it was signed. */
function overwritten(bundle: Uint8Array): Uint8Array {
  const files = unzipSync(bundle);
  const name = Object.keys(files).find((one) => one.endsWith('.odcs.yaml')) ?? '';
  files[name] = new TextEncoder().encode('# mine\n');
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path, [bytes, entryAttributes(0o100644)]]),
    ),
  );
}

const zip = (name: string, bytes: Uint8Array): GivenFile => ({
  name,
  mimeType: 'application/zip',
  buffer: Buffer.from(bytes),
});

/** The knowledge exam of each of the five, passed, as a grader next door has judged and signed it. */
export async function examRecordsOfFive(linksCsv: string): Promise<readonly GivenFile[]> {
  const key = softwareKey(new Uint8Array(32).fill(12));
  return Promise.all(
    csvRecords(readCsv(linksCsv)).map(async ({ id: learner = '' }) => {
      const score = { right: 31, of: 40, pass: 70, passed: true };
      const record = {
        ...EXAM_RECORD,
        exam: 'foundations',
        learner,
        grader: graderIdentity(),
        score,
      };
      return {
        name: `${learner}.exam-regrade.json`,
        mimeType: 'application/json',
        buffer: Buffer.from(await writeExamRecord(record, key)),
      };
    }),
  );
}
