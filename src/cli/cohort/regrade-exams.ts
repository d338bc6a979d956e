import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { graderIdentity, labIds, readExamPapers } from '#authoring';
import { evidenceFaultLine, regradeExam, writeExamRecord, type ExamRecord } from '#cohort';
import { timeOf, usage } from './argument-values.ts';
import { readSitting } from './exam-sitting-folder.ts';
import { collectFiles } from './hand-in-files.ts';
import { readKeyFile } from './secrets.ts';

/**
 * `regrade-exams`: judges exam hand-ins again, those in archives too, and writes one signed record each.
 *
 * @throws LabError `UsageError`, `SecretUnreadable`, `FileNotFound`, `SittingUnreadable`
 */
export async function regradeExams(words: readonly string[]): Promise<number> {
  const given = argumentsOf(words);
  const papers = new Map(readExamPapers().map((paper) => [paper.exam, paper]));
  const sittings = given.sittings.map(readSitting);
  const grader = graderIdentity();
  mkdirSync(given.out, { recursive: true });
  const exams = new Set([...papers.keys(), ...sittings.map(({ draw }) => draw.exam)]);
  const found = await collectFiles(given.paths, { labs: new Set(labIds()), exams });
  let refused = 0;
  const refuse = (name: string, why: string): void => {
    refused += 1;
    console.log(`NOT JUDGED  ${printable(name)}\n    ${printable(why)}`);
  };
  for (const { name, reason } of found.setAside) refuse(name, reason);
  for (const exam of found.exams) {
    const { name, receivedAt } = exam;
    const bytes = await found.bytesOf(exam);
    const { value, faults } = await regradeExam(bytes, {
      examOf: (id) => papers.get(id),
      sittings,
      grader,
      receivedAt,
      gradedAt: given.gradedAt,
      gradedBy: given.gradedBy,
    });
    if (!value) {
      refuse(name, faults.map(evidenceFaultLine).join(' '));
      continue;
    }
    const { record } = value;
    const out = join(given.out, `${record.submissionSha256}.exam-regrade.json`);
    writeFileSync(`${out}.part`, await writeExamRecord(record, given.key));
    renameSync(`${out}.part`, out);
    console.log(recordLines(record).join('\n    '));
  }
  const labs = found.bundles.length;
  if (labs > 0)
    console.log(`Left to "regrade": ${labs} ${labs === 1 ? 'hand-in' : 'hand-ins'} of labs.`);
  return refused > 0 ? 1 : 0;
}

function argumentsOf(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values, positionals } = parsed(words, text);
  const { 'key-file': keyFile, by, at } = values;
  if (positionals.length === 0) throw usage('A folder or a file is needed.');
  if (!keyFile || !by) throw usage('--key-file and --by are needed.');
  return {
    paths: positionals,
    key: readKeyFile(keyFile),
    gradedBy: by,
    gradedAt: at === undefined ? new Date().toISOString() : timeOf('--at', at),
    out: values.out ?? 'regrades',
    sittings: values.sitting ?? [],
  };
}

function parsed(words: readonly string[], text: { readonly type: 'string' }) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'key-file': text,
        by: text,
        at: text,
        out: text,
        sitting: { ...text, multiple: true },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

/** One record as lines for a terminal, with what needs a person's eye below it. */
function recordLines({ learner, exam, score, reported, isLate, notes }: ExamRecord): string[] {
  const { right, of, passed } = score;
  const late = isLate ? '  (late)' : '';
  return [
    `${passed ? 'passed' : 'not passed'}  ${printable(learner)}  ${exam}  ${right} of ${of} right${late}`,
    ...(reported ? [`The learner’s browser reported ${reported.right} of ${reported.of}.`] : []),
    ...notes,
  ];
}

/** Names come from strangers: without what would move the cursor, change colours or turn the direction of writing. */
const printable = (text: string): string =>
  text.replace(/\p{C}/gu, (unit) => `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`);
