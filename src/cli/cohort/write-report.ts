import { parseArgs } from 'node:util';
import {
  blockingChecks,
  gradebookOfCohort,
  managementReport,
  mistakeWords,
  openedAtOf,
  renewalsDue,
  reportCsv,
  reportHtml,
  seenWorks,
  shownSkills,
  skillsMap,
  timeToPass,
} from '#cohort';
import { LEVELS } from '#curriculum';
import { cohortIn, deliver, oneOf, parsing } from './cohort-file.ts';
import { contentWords, knownMistakesIn } from './content-words.ts';

const text = { type: 'string' } as const;

/** Writes the report for management. */
export function writeReport(args: readonly string[]): number {
  const { values, positionals } = parsing(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { ...text, default: 'html' },
        names: { type: 'boolean', default: false },
        target: { ...text, default: 'L2' },
        out: text,
      },
    }),
  );
  const format = oneOf('--format', values.format, ['html', 'csv']);
  const level = oneOf('--target', values.target, LEVELS);
  const { cohort, handIns } = cohortIn(positionals);
  const words = contentWords();
  const book = gradebookOfCohort(cohort, handIns);
  const now = new Date();
  const report = managementReport({
    cohort: cohort.name,
    issuer: cohort.issuer.name,
    writtenAt: now.toISOString(),
    book,
    times: timeToPass(book, openedAtOf(cohort)),
    checks: blockingChecks(seenWorks(handIns), knownMistakesIn),
    labTitle: words.title,
    checkClaim: words.claim,
    mistakeWords: (mutants) => mutants.map(mistakeWords).join(' or '),
    skills: skillsMap(
      cohort.learners.map(({ id }) => id),
      shownSkills(cohort, book, words.skills),
      level,
    ),
    certificates: {
      issued: cohort.certificates.length,
      revoked: cohort.certificates.filter(({ revokedAt }) => revokedAt !== undefined).length,
      dueForRenewal: renewalsDue(cohort.certificates, now).length,
    },
    withNames: values.names,
  });
  deliver(format === 'html' ? reportHtml(report) : reportCsv(report), values.out);
  return 0;
}
