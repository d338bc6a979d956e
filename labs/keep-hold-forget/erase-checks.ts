import { cannotTell, firstDifference, shownJson, type Check } from '#grading';
import { claim, ledgerEntry, sumOf } from './erasure.ts';
import { changedFiles, lakeRows, linesAdded, mustStay, NOTES } from './lake-changes.ts';
import { ERASE, programs } from './programs.ts';

const isLog = (path: string) => path.startsWith('logs/');

const erasedEverywhere = claim('erased-everywhere', ['wide', 'long'], 0, ({ lake, ran, wrong }) => {
  const { subject } = lake;
  for (const path of Object.keys(lake.reached)) {
    if (isLog(path)) continue;
    const left = lakeRows(path, ran.files[path] ?? '', subject)?.rows.filter((row) => row.isHers);
    if (!left || left.length === 0) continue;
    return wrong(
      `${path} still has rows of ${subject.customerId}.`,
      `${left.length} rows, ${left[0]?.text ?? ''} among them`,
      `None. She is ${subject.customerId}, ${subject.token}, and has ${subject.applications.join(', ')}.`,
    );
  }
  const names = [subject.customerId, subject.token, subject.email, subject.nationalId];
  for (const [path, text] of Object.entries(ran.files)) {
    if (path in lake.reached || NOTES.includes(path)) continue;
    const found = names.find((name) => new RegExp(`(?<![\\w.-])${name}(?![\\w-])`).test(text));
    if (found === undefined) continue;
    return wrong(
      `${path} holds a copy of what was erased.`,
      `${found} in ${path}`,
      'No other copy.',
    );
  }
  return undefined;
});

const othersAreUntouched = claim(
  'others-are-untouched',
  ['wide', 'long'],
  0,
  ({ lake, ran, wrong }) => {
    for (const [path, before] of Object.entries(lake.files)) {
      const after = ran.files[path];
      if (after === undefined)
        return wrong(`${path} is gone.`, 'no such file', 'The file, without her rows.');
      if (NOTES.includes(path)) {
        if (linesAdded(before, after)) continue;
        return wrong(
          `What stood in ${path} was changed.`,
          after.slice(0, 300),
          'Lines added at the end, and nothing else.',
        );
      }
      const [was, is] = [before, after].map((text) => lakeRows(path, text, lake.subject));
      if (!(path in lake.reached) || !was || !is) {
        if (before === after) continue;
        return wrong(`${path} was changed.`, after.slice(0, 300), before.slice(0, 300));
      }
      if (was.header !== is.header)
        return wrong(`The header of ${path} was changed.`, is.header, was.header);
      const [wanted, found] = [was, is].map(({ rows }) => rows.filter((row) => !row.isHers));
      const at = (wanted ?? []).findIndex((row, i) => row.text !== found?.[i]?.text);
      if (at < 0 && wanted?.length === found?.length) continue;
      return wrong(
        `Rows of other people in ${path} were changed, moved or taken away.`,
        `${found?.length ?? 0} rows of others; row ${at + 1} is ${found?.[at < 0 ? 0 : at]?.text ?? 'missing'}`,
        `${wanted?.length ?? 0} rows of others; row ${at + 1} is ${wanted?.[at]?.text ?? 'missing'}`,
      );
    }
    return undefined;
  },
);

const decisionsAreKept = claim(
  'decisions-are-kept',
  ['wide', 'long'],
  0,
  ({ lake, ran, wrong }) => {
    for (const path of Object.keys(lake.reached).filter(isLog)) {
      const before = lakeRows(path, lake.files[path] ?? '', lake.subject);
      const after = lakeRows(path, ran.files[path] ?? '', lake.subject);
      if (!before || !after)
        return wrong(
          `${path} is no longer a log.`,
          (ran.files[path] ?? 'no such file').slice(0, 300),
          'One JSON object on each line.',
        );
      for (const line of before.rows.filter((row) => row.isHers)) {
        const id = line.values['application_id'];
        const now = after.rows.find((row) => row.values['application_id'] === id);
        if (!mustStay(line, lake)) {
          if (!now) continue;
          return wrong(
            'A line of hers that is older than the floor stays in the log.',
            now.text,
            `It gone: its ts lies before ${lake.asOf} minus 184 days.`,
          );
        }
        if (!now)
          return wrong(
            'A decision younger than 184 days is gone from the log.',
            `no line of ${String(id)}`,
            line.text,
          );
        const named = ['customer_id', 'email'].find((key) => key in now.values);
        if (named !== undefined) {
          return wrong(
            `A line of the log still says her ${named}.`,
            now.text,
            'The line without customer_id and email.',
          );
        }
        const difference = firstDifference(
          now.values,
          Object.fromEntries(
            Object.entries(line.values).filter(([key]) => key !== 'customer_id' && key !== 'email'),
          ),
        );
        if (difference) {
          return wrong(
            `A line of the log lost its ${difference.path}.`,
            now.text,
            `${difference.path}: ${shownJson(difference.expected)}`,
          );
        }
      }
    }
    return undefined;
  },
);

const secondRunFindsNothing: Check = {
  id: 'second-run-finds-nothing',
  async run(probe) {
    const { lakes, ran } = await probe.shared(programs);
    const first = ran['wide'];
    if (!lakes['wide'] || !first) return cannotTell(`${ERASE} was not run.`);
    const again = claim('', ['wide-again'], 0, ({ lake, ran: second, wrong }) => {
      const [changed] = changedFiles(first.files, second.files);
      if (changed !== undefined) {
        return wrong(
          `A second run changes ${changed}.`,
          (second.files[changed] ?? 'no such file').slice(0, 300),
          'Every file as the first run left it.',
        );
      }
      const entry = ledgerEntry({ ...lake, files: first.files }, second);
      if (typeof entry === 'string')
        return wrong(
          'A second run writes no line into the ledger.',
          entry,
          'One line, with no rows.',
        );
      if (sumOf(entry['datasets']) === 0) return undefined;
      return wrong(
        'A second run counts rows that were no longer there.',
        shownJson(entry['datasets']),
        'No rows.',
      );
    });
    return again.run(probe);
  },
};

export const eraseChecks: readonly Check[] = [
  erasedEverywhere,
  othersAreUntouched,
  decisionsAreKept,
  secondRunFindsNothing,
];
