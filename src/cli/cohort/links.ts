import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { assignmentSha256, letterFor, lettersCsv, published, type SentLetter } from '#cohort';
import { keyOfFolder, readCohortFolder, updateCohortFolder } from './cohort-folder.ts';
import { siteOf, usage } from './argument-values.ts';

/** `links FOLDER ASSIGNMENT`: signed links, one for each learner as CSV, or one for all. */
export async function makeLinks(words: readonly string[]): Promise<number> {
  const { values, positionals } = read(words);
  const [folder, id, ...more] = positionals;
  if (folder === undefined || id === undefined || more.length > 0) {
    throw usage('A folder and the id of an assignment are needed.');
  }
  if (values.site === undefined)
    throw usage('--site is needed: the address of the site, as https://academy.example/');
  const page = new URL('assigned/', siteOf(values.site)).href;
  const key = keyOfFolder(folder);
  const forAll = values['for-all'] ?? false;
  const known = readCohortFolder(folder).assignments.map(({ terms }) => terms.id);
  if (!known.includes(id)) {
    throw usage(`This cohort has no assignment "${id}"; it has ${known.join(', ') || 'none'}.`);
  }
  const cohort = updateCohortFolder(folder, (now) => ({
    ...now,
    assignments: now.assignments.map((one) =>
      one.terms.id === id ? published(one, new Date(), forAll) : one,
    ),
  }));
  const assignment = cohort.assignments.find(({ terms }) => terms.id === id);
  const digest = assignment && assignmentSha256(assignment.terms);
  const edition = assignment?.published.find(({ sha256 }) => sha256 === digest);
  if (!assignment || !edition) throw new Error(`${id} was not given out.`);
  const how = { key, at: new Date(edition.publishedAt), page };
  if (forAll) {
    const { link } = await letterFor(cohort, assignment, undefined, how);
    console.log(link);
    return 0;
  }
  const letters: SentLetter[] = [];
  for (const learner of cohort.learners) {
    letters.push(await letterFor(cohort, assignment, learner, how));
  }
  const out = values.out ?? `${id}-links.csv`;
  writeFileSync(out, lettersCsv(letters), { mode: 0o600 });
  console.log(`Wrote ${out}: ${letters.length} links, each with its letter.`);
  return 0;
}

function read(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { site: text, out: text, 'for-all': { type: 'boolean' } },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}
