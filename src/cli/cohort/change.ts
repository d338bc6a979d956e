import { parseArgs } from 'node:util';
import { sound, withoutKey, type Cohort } from '#cohort';
import { usage, wholeIn } from './argument-values.ts';
import { COHORT_OPTIONS } from './new-cohort.ts';
import { readCohortFolder, updateCohortFolder, writeCohortFolder } from './cohort-folder.ts';

/**
 * `change FOLDER`: name, issuer, retention and the rule of the certificate of a cohort; closes it for changes, or opens it again.
 *
 * @throws LabError `UsageError`, `CohortUnreadable`, `CohortArchived`, `CohortNotPossible`
 */
export function changeCohort(words: readonly string[]): number {
  const { values, positionals } = read(words);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw usage('One folder is needed.');
  if (values.archive && values.reopen) throw usage('--archive or --reopen, not both.');
  const before = readCohortFolder(folder);
  if (values.reopen && before.archivedAt !== undefined) {
    writeCohortFolder(folder, withoutKey(before, 'archivedAt'));
  }
  updateCohortFolder(folder, (now) => changed(now, values));
  if (values.archive) {
    const now = readCohortFolder(folder);
    writeCohortFolder(folder, { ...now, archivedAt: new Date().toISOString() });
  }
  const { name, issuer, retainUntil, passRule, archivedAt } = readCohortFolder(folder);
  const items = passRule.items === 'all' ? 'all' : passRule.items;
  console.log(
    `“${name}” of ${issuer.name}, kept until ${retainUntil}; a certificate needs ${items} passed, and ${passRule.percent} percent.` +
      (archivedAt === undefined ? '' : ' It is archived.'),
  );
  return 0;
}

type Values = ReturnType<typeof read>['values'];

function changed(cohort: Cohort, values: Values): Cohort {
  const { name, issuer, 'issuer-url': url, 'keep-until': until } = values;
  const { 'pass-items': items, 'pass-percent': percent } = values;
  return sound({
    ...cohort,
    ...(name ? { name } : {}),
    issuer: { ...cohort.issuer, ...(issuer ? { name: issuer } : {}), ...(url ? { url } : {}) },
    ...(until ? { retainUntil: until } : {}),
    passRule: {
      items:
        items === undefined
          ? cohort.passRule.items
          : items === 'all'
            ? 'all'
            : wholeIn('--pass-items', items, 1, 10_000),
      percent:
        percent === undefined
          ? cohort.passRule.percent
          : wholeIn('--pass-percent', percent, 0, 100),
    },
  });
}

function read(words: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...COHORT_OPTIONS, archive: flag, reopen: flag },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}
