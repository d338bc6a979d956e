import { parseArgs } from 'node:util';
import { readExamPapers } from '#authoring';
import {
  carriesWords,
  itemsCsv,
  RETIRE_WORDS,
  statisticsOfHandIns,
  type BankStatistics,
  type StatisticsExam,
  type StatisticsFile,
} from '#cohort';
import { usage } from './argument-values.ts';
import { cohortIn, deliver } from './cohort-file.ts';
import { examFilesIn } from './hand-in-files.ts';
import { readSitting } from './exam-sitting-folder.ts';

type Item = BankStatistics['items'][number];

/** `item-statistics`: how each item has done over many exam hand-ins. @throws LabError `UsageError`, `FileNotFound` */
export async function printItemStatistics(words: readonly string[]): Promise<number> {
  const { paths, json, csv, out, sittings } = argumentsOf(words);
  const ofSittings = sittings
    .map(readSitting)
    .map(({ draw, title }): StatisticsExam => ({ exam: draw.exam, title, items: draw.bank }));
  const files = (await Promise.all(paths.map(examsIn))).flat();
  const statistics = statisticsOfHandIns(files, [...readExamPapers(), ...ofSittings]);
  const { banks, left } = statistics;
  const lines = banks.map(bankLines).join('\n\n');
  const text = `${lines || 'There is no hand-in of an exam that is known here.'}\n`;
  deliver(
    json ? `${JSON.stringify(statistics, undefined, 2)}\n` : csv ? itemsCsv(banks) : text,
    out,
  );
  if (!json) {
    for (const { name, reason } of left) {
      console.error(`not counted: ${printable(name)}: ${reason}`);
    }
  }
  return banks.length === 0 ? 2 : left.length > 0 ? 1 : 0;
}

/** The exams that were handed in: of a cohort's file, of a folder or an archive, or a file itself. */
async function examsIn(path: string): Promise<readonly StatisticsFile[]> {
  if (!/\.cohort\.zip$/i.test(path)) {
    return examFilesIn(path);
  }
  const { handIns, bundle } = cohortIn([path]);
  return handIns
    .filter(({ item }) => item.kind === 'exam')
    .map((handIn) => ({ name: handIn.fileName, bytes: bundle(handIn) }));
}

function bankLines({ title, sittings, items }: BankStatistics): string {
  const asked = items.filter((item) => item.asked > 0);
  const rows = asked.map((item) =>
    [
      item.id.padEnd(40),
      String(item.asked).padStart(5),
      share(item.p).padStart(6),
      share(item.discrimination).padStart(7),
      String(item.left).padStart(5),
      item.retire ? `  ${RETIRE_WORDS[item.retire]}` : '',
    ].join(' '),
  );
  const idle = items.length - asked.length;
  return [
    `${title}. ${carriesWords(sittings)}`,
    `${'item'.padEnd(40)} asked      p    r_pb  open`,
    ...rows.flatMap((row, at) => [row.trimEnd(), ...answersOf(asked[at])]),
    ...(idle > 0 ? [`${idle} of ${items.length} items were never asked.`] : []),
  ].join('\n');
}

/** What was answered wrongly, how often: which distractors are taken, and which nobody takes. */
function answersOf(item: Item | undefined): readonly string[] {
  const wrong = item?.given.filter(({ isRight }) => !isRight) ?? [];
  return wrong
    .slice(0, 6)
    .map(({ text, count }) => `    ${String(count).padStart(4)} × ${cut(printable(text))}`);
}

const share = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(2));

const cut = (text: string): string => (text.length > 90 ? `${text.slice(0, 89)}…` : text);

function argumentsOf(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        csv: { type: 'boolean' },
        out: { type: 'string' },
        sitting: { type: 'string', multiple: true },
      },
    });
    if (positionals.length === 0) throw usage('A folder or a file is needed.');
    const { json = false, csv = false, out, sitting = [] } = values;
    if (json && csv) throw usage('--json or --csv, not both.');
    return { paths: positionals, json, csv, out, sittings: sitting };
  } catch (error) {
    throw error instanceof Error && error.name === 'UsageError'
      ? error
      : usage(error instanceof Error ? error.message : String(error));
  }
}

/** Answers and names come from strangers: without what would move the cursor or change colours. */
const printable = (text: string): string =>
  text.replace(/\p{C}/gu, (unit) => `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`);
