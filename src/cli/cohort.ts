// npm run cohort -- new | change | roster | assign | links | forget: a cohort in a folder; collect | regrade | mark | gather: hand-ins, sorted,
// graded again from the files alone, and taken into the cohort; similar | override | comment | gradebook | report | certify: what comes
// of them; demo. --help says more.
// Exit code: 0 every hand-in has a record, 1 some were set aside, 2 bad input, 3 some could not be graded.
import { LabError } from '#container';
import { COHORT_HELP } from './cohort/cohort-help.ts';
import { makeLinks } from './cohort/links.ts';
import { exportFolder, importFolder } from './cohort/move-cohort.ts';
import { makeCohort } from './cohort/new-cohort.ts';
import { readRegradeArguments } from './cohort/regrade-arguments.ts';
import { takeRoster } from './cohort/roster.ts';
import { drawSecrets } from './cohort/secrets.ts';

process.exitCode = await main(process.argv.slice(2));

async function main([command, ...rest]: readonly string[]): Promise<number> {
  try {
    if (command === undefined || command === 'help' || [command, ...rest].includes('--help')) {
      console.log(COHORT_HELP);
      return command === undefined ? 2 : 0;
    }
    if (command === 'new') return makeCohort(rest);
    if (command === 'roster') return takeRoster(rest);
    if (command === 'assign') return (await import('./cohort/assign.ts')).assign(rest);
    if (command === 'links') return await makeLinks(rest);
    if (command === 'change') return (await import('./cohort/change.ts')).changeCohort(rest);
    if (command === 'gather') return await (await import('./cohort/gather.ts')).gather(rest);
    if (command === 'similar') return await (await import('./cohort/similar.ts')).tellSimilar(rest);
    if (command === 'override') return await (await import('./cohort/review.ts')).override(rest);
    if (command === 'comment') return await (await import('./cohort/review.ts')).comment(rest);
    if (command === 'forget') return await (await import('./cohort/forget.ts')).forget(rest);
    if (command === 'export') return await exportFolder(rest);
    if (command === 'import') return importFolder(rest);
    if (command === 'secrets') return drawSecrets(rest);
    if (command === 'collect') {
      const { collectHandIns } = await import('./cohort/collect-hand-ins.ts');
      return await collectHandIns(rest);
    }
    if (command === 'regrade') {
      const given = readRegradeArguments(rest);
      // The engine is not loaded for nothing.
      const { regradeFiles } = await import('./cohort/regrade-files.ts');
      return await regradeFiles(given);
    }
    if (command === 'regrade-exams') {
      const { regradeExams } = await import('./cohort/regrade-exams.ts');
      return await regradeExams(rest);
    }
    if (command === 'mark') {
      const { markHandIns } = await import('./cohort/mark-learned.ts');
      return await markHandIns(rest);
    }
    if (command === 'pack') {
      const { packExam } = await import('./cohort/pack.ts');
      return await packExam(rest);
    }
    if (command === 'item-statistics') {
      const { printItemStatistics } = await import('./cohort/item-statistics.ts');
      return await printItemStatistics(rest);
    }
    if (command === 'demo') {
      const { demoCohort } = await import('./cohort/demo.ts');
      return await demoCohort(rest);
    }
    if (command === 'gradebook') {
      return (await import('./cohort/write-gradebook.ts')).writeGradebook(rest);
    }
    if (command === 'report') return (await import('./cohort/write-report.ts')).writeReport(rest);
    if (command === 'certify') return (await import('./cohort/certify.ts')).certify(rest);
    throw new LabError('UsageError', `There is no command "${command}".`, COHORT_HELP);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    return error.name === 'EngineCannotStart' ? 3 : 2;
  }
}
