import { textFile, type FileTree } from '#container';
import { runFiles } from '../two-aliases-one-rollback/generate.ts';
import { ROLES } from '../two-aliases-one-rollback/runs.ts';
import { agreed, inWords } from './agreement.ts';
import { DATA, dayOf, type Day } from './day.ts';
import { protocolPage } from './protocol-page.ts';

/** The day of one learner: data, drops, notes, policy, the night's candidates, and the words of the story. */
export function generate(seed: string): FileTree {
  const day = dayOf(seed);
  const { story, columns, lab } = day;
  const json = (value: unknown) => textFile(`${JSON.stringify(value, null, 2)}\n`);
  return {
    'README.md': textFile(readme(day)),
    [DATA]: textFile(day.first),
    'data/outcomes.csv': textFile(day.outcomes),
    'inbox/drop-1.csv': textFile(day.soundDrop),
    'inbox/drop-2.csv': textFile(day.brokenDrop),
    'lake/dvc': { kind: 'folder' },
    'registry/models': { kind: 'folder' },
    'params.yaml': textFile(
      `prepare:\n  holdout_pct: ${day.holdoutPct}\ntrain:\n  l2: ${day.l2}\n  max_iter: 8\n`,
    ),
    'docs/agreement.md': textFile(agreement(day)),
    'docs/protocol.md': textFile(protocolPage(story)),
    'src/columns.json': json({
      columns,
      values: { channel: story.values.channel, employment: story.values.employment },
      outcome: story.outcome,
      features: story.features,
    }),
    'contracts/features.json': json({
      model: story.model,
      features: [...story.features].sort(),
    }),
    'contracts/data-versions.json': json(lab.dataVersions),
    'policy/promotion.yaml': textFile(policy(day)),
    'mlruns/0/meta.yaml': textFile(
      `artifact_location: mlruns/0\ncreation_time: 1775030400000\nexperiment_id: '0'\nlast_update_time: 1775030400000\nlifecycle_stage: active\nname: ${story.model}\n`,
    ),
    ...Object.fromEntries(ROLES.flatMap((role) => Object.entries(runFiles(lab.runs[role])))),
  };
}

function readme({ story }: Day): string {
  return `# One model, one day

You work for ${story.company}. One row of \`${DATA}\` is ${story.oneCase}. The model \`${story.model}\` gives ${story.predicts};
when that is high, ${story.refer}. Today is 7 April 2026; files are read as of \`2026-04-07T00:00:00Z\`.

| path                      | what                                                                             |
| ------------------------- | -------------------------------------------------------------------------------- |
| \`${DATA}\`          | the table as it is today                                                         |
| \`inbox/\`                  | two drops that came this morning. Nobody has looked at them                      |
| \`data/outcomes.csv\`       | what became of the cases, those of the drops included                            |
| \`docs/agreement.md\`       | what the owner of the table agreed to                                            |
| \`contracts/\`              | the contract goes here; the model's inputs and the known data versions are here  |
| \`tools/enforce.py\`        | holds a file to a contract. Half of it is there                                  |
| \`src/\`, \`params.yaml\`     | the pipeline: prepare, train, evaluate. Right as it is; \`src/columns.json\` maps names |
| \`lake/dvc\`                | the team's storage                                                               |
| \`mlruns/\`                 | five candidates that were trained last night                                     |
| \`policy/promotion.yaml\`   | which of them may decide about anybody                                           |
| \`registry/\`               | MLflow's file store; empty. \`docs/file-store.md\` has its files                   |
| \`service/\`                | the application that serves. Half of it is there                                 |
| \`docs/protocol.md\`        | what it has to answer                                                            |
`;
}

function agreement(day: Day): string {
  const { story, columns } = day;
  const cell = (text: string) => text.replace(/\|/g, '\\|');
  const rows = agreed(day).map(
    (one) => `| ${one.name} | ${one.type} | ${cell(inWords(one))} | ${one.atLeast} |`,
  );
  return `# What was agreed about \`cases\`

Owner: ${story.owner}. Questions go to ${story.channel}. One row is ${story.oneCase}; \`${columns.application_id}\` tells them
apart, and it is the key. The contract stands in \`contracts/cases.odcs.yaml\`, for ODCS v3.1.0; the table is called \`cases\`.

These fourteen columns, and no others (\`additionalColumns: reject\` among the table's custom properties):

| column | type | what is in it | class, at least |
| --- | --- | --- | --- |
${rows.join('\n')}

Everything is always filled in, except \`${columns.bureau_score}\`: up to 15 % of it may be missing without a word; from 15 % on it
is a warning, and the file may pass. All other rules are errors. Patterns match from end to end, ends of ranges are allowed.

Of the whole file: more than 100 rows. No two rows with the same \`${columns.customer_id}\` and \`${columns.applied_at}\`.
\`${columns.debt_month_eur}\` is never above \`${columns.income_month_eur}\`; only SQL can say this. The newest
\`${columns.applied_at}\` is at most 8 days older than the moment at which the file is read.
`;
}

function policy({ story, lab }: Day): string {
  const { auc, minSliceAuc, brier, p95Ms } = lab.policy;
  return `# Written before there was a candidate.
model: ${story.model}
eligible:
  auc: {at_least: ${auc}}
  min_slice_auc: {at_least: ${minSliceAuc}}
  brier: {at_most: ${brier}}
  p95_ms: {at_most: ${p95Ms}}
  inputs: equal contracts/features.json          # as a set
  data_md5: one of contracts/data-versions.json
champion: the eligible run with the highest auc; ties go to the lower brier
`;
}
