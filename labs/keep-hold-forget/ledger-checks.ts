import { firstDifference, shownJson, type Check } from '#grading';
import { claim, ledgerEntry, sumOf } from './erasure.ts';
import { EVENTS, LEDGER } from './hidden-lakes.ts';
import { changedFiles, linesAdded, linesChanged, NOTES } from './lake-changes.ts';
import { lineageFault } from './lineage-check.ts';

const holdRefuses = claim('hold-refuses', ['held'], 3, ({ lake, ran, wrong }) => {
  const [changed] = changedFiles(lake.files, ran.files);
  if (changed !== undefined) {
    return wrong(
      `A refusal changed ${changed}.`,
      (ran.files[changed] ?? 'no such file').slice(0, 300),
      'Nothing changed but the ledger.',
    );
  }
  if (ran.files[EVENTS] !== lake.files[EVENTS]) {
    return wrong(
      'A refusal was told as a run.',
      (ran.files[EVENTS] ?? '').slice(-300),
      'No event: nothing ran.',
    );
  }
  const entry = ledgerEntry(lake, ran);
  if (typeof entry === 'string')
    return wrong('The ledger does not get one line for a refusal.', entry, 'One line of JSON.');
  const expected = {
    ts: lake.asOf,
    subject: lake.subject.ledgerToken,
    action: 'refused',
    models_affected: [],
  };
  const difference = firstDifference(entry, expected);
  const counted = sumOf(entry['datasets']);
  if (!difference && counted === 0) return undefined;
  return wrong(
    'The ledger does not tell the refusal.',
    shownJson(entry),
    shownJson({ ...expected, datasets: {} }),
  );
});

const ledgerCountsRows = claim(
  'ledger-counts-rows',
  ['wide', 'long'],
  0,
  ({ lake, ran, wrong }) => {
    const entry = ledgerEntry(lake, ran);
    if (typeof entry === 'string')
      return wrong('The ledger does not get one line for an erasure.', entry, 'One line of JSON.');
    const difference = firstDifference(entry, {
      ts: lake.asOf,
      subject: lake.subject.ledgerToken,
      action: 'erased',
    });
    if (difference) {
      return wrong(
        `The ledger's ${difference.path} is not as the rules say.`,
        `${difference.path}: ${shownJson(difference.found)}`,
        `${difference.path}: ${shownJson(difference.expected)}`,
      );
    }
    const datasets = entry['datasets'];
    const counts = typeof datasets === 'object' && datasets !== null ? { ...datasets } : undefined;
    const changed = Object.fromEntries(
      Object.entries(lake.files).flatMap(([path, before]) => {
        const rows = NOTES.includes(path) ? 0 : linesChanged(before, ran.files[path] ?? '');
        return rows === 0 ? [] : [[path, rows]];
      }),
    );
    const told = Object.fromEntries(Object.entries(counts ?? {}).filter(([, rows]) => rows !== 0));
    if (counts && !firstDifference(told, changed, { extraKeys: false })) return undefined;
    return wrong(
      'The ledger does not say how many rows went or were changed in each file.',
      shownJson(datasets),
      shownJson(changed),
    );
  },
);

const ledgerNamesNobody = claim(
  'ledger-names-nobody',
  ['wide', 'long'],
  0,
  ({ lake, ran, wrong }) => {
    const { subject } = lake;
    const added = linesAdded(lake.files[LEDGER] ?? '', ran.files[LEDGER]);
    if (!added || added.length === 0)
      return wrong('The ledger gets no line.', 'no line', 'One line of JSON.');
    const names = [subject.customerId, subject.token, subject.email, subject.nationalId];
    const named = names.find((name) => added.some((line) => line.includes(name)));
    if (named === undefined) return undefined;
    return wrong(
      `The ledger names her: ${named}.`,
      added.join('\n'),
      `Only ${subject.ledgerToken}, which nobody can join with a table.`,
    );
  },
);

const modelsAreNamed = claim('models-are-named', ['wide', 'long'], 0, ({ lake, ran, wrong }) => {
  const entry = ledgerEntry(lake, ran);
  if (typeof entry === 'string')
    return wrong('The ledger does not get one line for an erasure.', entry, 'One line of JSON.');
  const listed = entry['models_affected'];
  const found = Array.isArray(listed) ? listed.map(String).sort() : undefined;
  if (String(found) === String(lake.models)) return undefined;
  return wrong(
    'The ledger does not list the models whose data held her.',
    shownJson(listed),
    `${shownJson(lake.models)}: applied_from ≤ applied_at < applied_before, for one of her applications`,
  );
});

const erasureLeavesLineage: Check = {
  id: 'erasure-leaves-lineage',
  async run(probe) {
    const seen = new Set<string>();
    const names = ['wide', 'long'];
    return claim('', names, 0, (erasure) => lineageFault(erasure, seen)).run(probe);
  },
};

/** What an erasure leaves in writing, and what a refusal does. */
export const ledgerChecks: readonly Check[] = [
  holdRefuses,
  ledgerCountsRows,
  ledgerNamesNobody,
  modelsAreNamed,
  erasureLeavesLineage,
];
