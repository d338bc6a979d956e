// npm run lrs -- FOLDER|FILE… [--settings lrs.yaml]: tells the company's own store of statements what re-grades found.
// Exit code: 0 all told, 1 some records were set aside, 2 bad input, 3 the store did not take all: the queue keeps the rest.
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'astro/zod';
import { readYaml, refuseBroken } from '#authoring';
import { isExamRecord, readGradedEvidence } from '#cohort';
import { LabError } from '#container';
import { sendStatements, statementOfExam, statementOfRegrade } from '#interop';

const HELP = `npm run lrs -- FOLDER|FILE… [--settings lrs.yaml]

Tells a store of statements (LRS, xAPI 1.0.3) of your own what records of re-grading found: *.regrade.json of labs and
*.exam-regrade.json of exams. Nothing is sent unless there is a settings file:

  endpoint: https://lrs.academy.example/xapi/   # its xAPI resource
  keyFrom: LRS_KEY                # environment variable that holds key:secret
  homePage: https://academy.example             # where your learners have their accounts
  actorSecretFrom: LRS_ACTOR_SECRET   # environment variable; learners are named by it, opaquely
  activities: https://academy.example/activities
  signers: [did:key:z6Mk…]        # whose re-grade records count
  queue: lrs-queue.json           # what the store has not taken yet is kept here`;

const settingsSchema = z.strictObject({
  endpoint: z.url(),
  keyFrom: z.string().min(1),
  homePage: z.url(),
  actorSecretFrom: z.string().min(1),
  activities: z.url(),
  signers: z.array(z.string().startsWith('did:key:')).min(1),
  queue: z.string().min(1).default('lrs-queue.json'),
});

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        settings: { type: 'string', default: 'lrs.yaml' },
        help: { type: 'boolean', default: false },
      },
    });
    if (!values.help) return await tell(values.settings, positionals);
    console.log(HELP);
    return 0;
  } catch (error) {
    if (error instanceof LabError)
      console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    else if (error instanceof Error && 'code' in error) console.error(error.message);
    else throw error;
    return 2;
  }
}

async function tell(file: string, paths: readonly string[]): Promise<number> {
  if (!existsSync(file)) {
    throw new LabError('LrsOff', `There is no ${file}, so nothing is sent.`, HELP);
  }
  const { data, problems } = readYaml(settingsSchema, readFileSync(file, 'utf8'), file);
  refuseBroken(problems);
  // No problem was found, so there is data.
  const settings = data as z.infer<typeof settingsSchema>;
  const key = secretOf(settings.keyFrom, 3);
  const naming = {
    homePage: settings.homePage,
    actorSecret: secretOf(settings.actorSecretFrom, 16),
    activities: settings.activities.replace(/\/$/, ''),
  };
  const queue = new Map(readQueue(settings.queue).map((one) => [String(one['id']), one]));
  let aside = 0;
  for (const path of recordsIn(paths)) {
    const read = readGradedEvidence(readFileSync(path));
    const [fault] = read.faults ?? [];
    const why = read.faults
      ? `${fault?.found ?? 'it cannot be read'}; expected was ${fault?.expected ?? 'a record'}`
      : settings.signers.includes(read.value.signer)
        ? undefined
        : `it is signed by ${read.value.signer}, which is not among the signers of ${file}`;
    if (why !== undefined || read.faults) {
      aside += 1;
      console.error(`${path} is set aside: ${why ?? ''}.`);
      continue;
    }
    const { record } = read.value;
    const statement = isExamRecord(record)
      ? statementOfExam(record, naming)
      : statementOfRegrade(record, naming);
    queue.set(String(statement['id']), statement);
  }
  // Kept before it is sent: what is told twice is stored once, what is lost is lost.
  writeQueue(settings.queue, [...queue.values()]);
  const sent = await sendStatements([...queue.values()], { endpoint: settings.endpoint, key });
  writeQueue(settings.queue, sent.left);
  console.log(
    `${sent.taken} told, ${sent.left.length} left in ${settings.queue}, ${aside} set aside.`,
  );
  if (sent.why !== undefined) {
    console.error(`The store does not take more: ${sent.why}. Run the same command again later.`);
    return 3;
  }
  return aside > 0 ? 1 : 0;
}

function secretOf(name: string, least: number): string {
  const value = process.env[name] ?? '';
  if (value.length >= least) return value;
  throw new LabError(
    'LrsSecretMissing',
    `The environment variable ${name} has ${value.length} characters; at least ${least} are needed.`,
    'Set it where you run this, and never in a file of the site.',
  );
}

function recordsIn(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.(?:exam-)?regrade\.json$/.test(name))
          .sort()
          .map((name) => join(path, name))
      : [path],
  );
}

function readQueue(path: string): readonly Readonly<Record<string, unknown>>[] {
  if (!existsSync(path)) return [];
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (Array.isArray(found)) return found as Readonly<Record<string, unknown>>[];
  } catch {
    // Said below: it is not ours to throw away.
  }
  throw new LabError(
    'LrsQueueUnreadable',
    `${path} is not a queue that this command wrote.`,
    'Move it away, or name another file as "queue" in the settings.',
  );
}

/** All of it or what stood before. */
function writeQueue(path: string, queue: readonly unknown[]): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(queue, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
