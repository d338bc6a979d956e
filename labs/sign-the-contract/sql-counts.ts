import { textFile } from '#container';
import type { DataContract } from '#formats';
import type { Probe } from '#grading';
import { tableCsv, type ApplicationsTable } from '#harborlight';

const COUNT_PROGRAM = String.raw`
import csv, json, sqlite3, sys
given = json.load(sys.stdin)
answers = {}
for name, path in given['files'].items():
    with open(path, encoding='utf-8', newline='') as file:
        header, *rows = list(csv.reader(file))
    database = sqlite3.connect(':memory:')
    columns = ', '.join('"%s" %s' % (column, given['types'].get(column, 'TEXT')) for column in header)
    database.execute('CREATE TABLE "%s" (%s)' % (given['table'], columns))
    marks = ', '.join('?' * len(header))
    database.executemany('INSERT INTO "%s" VALUES (%s)' % (given['table'], marks), [[v or None for v in row] for row in rows])
    answers[name] = {}
    for query in given['queries']:
        try:
            answers[name][query] = float(database.execute(query).fetchone()[0])
        except (sqlite3.Error, TypeError, ValueError):
            pass
print(json.dumps(answers))
`;
const TYPES: Readonly<Record<string, string>> = { integer: 'INTEGER', number: 'REAL' };

/**
 * What the contract's queries give on these files, by file and query, with columns typed as the contract says. A query
 * that cannot be run has no entry. Nothing of the work is run.
 */
export async function queryResults(
  probe: Probe,
  contract: DataContract,
  files: Readonly<Record<string, ApplicationsTable>>,
  queries: readonly string[],
): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  if (queries.length === 0) return {};
  const [object] = contract.schema ?? [];
  const folder = '../counting';
  const paths = Object.fromEntries(
    Object.keys(files).map((name) => [name, `${folder}/${name}.csv`]),
  );
  await probe.mount(folder, {
    'count.py': textFile(COUNT_PROGRAM),
    ...Object.fromEntries(
      Object.entries(files).map(([name, table]) => [`${name}.csv`, textFile(tableCsv(table))]),
    ),
  });
  const types = (object?.properties ?? []).flatMap(({ name, logicalType = '' }) => {
    const type = TYPES[logicalType];
    return type === undefined ? [] : [[name, type] as const];
  });
  const stdin = JSON.stringify({
    files: paths,
    queries,
    table: object?.name ?? '',
    types: Object.fromEntries(types),
  });
  const run = await probe.run(['python3', '-I', `${folder}/count.py`], { stdin });
  if (run.exitCode !== 0) throw new Error(`The grader's own SQL did not run: ${run.stderrText}`);
  return JSON.parse(run.stdoutText) as Record<string, Record<string, number>>;
}
