/** What a learner set in an instrument and what came of it, to be kept outside the page. */
export interface KeptResult {
  /** The instrument's title. */
  readonly instrument: string;
  /** The lesson's place on the site. */
  readonly lesson: string;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly results: Readonly<Record<string, string | number>>;
}

/** As JSON, for a program. */
export const resultJson = (result: KeptResult): string => `${JSON.stringify(result, null, 2)}\n`;

/** As Markdown, for a note or a ticket: the title, and a table of settings and of results. */
export function resultMarkdown({ instrument, lesson, settings, results }: KeptResult): string {
  return [
    `# ${instrument}`,
    `From ${lesson}.`,
    tableOf('Setting', settings),
    tableOf('Result', results),
    '',
  ].join('\n\n');
}

function tableOf(head: string, rows: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(rows).map(([name, value]) => `| ${cell(name)} | ${cell(value)} |`);
  return [`| ${head} | Value |`, '| --- | --- |', ...lines].join('\n');
}

/** A bar would end the cell, and a line break the table. */
const cell = (value: string | number): string =>
  String(value)
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, '; ');

/** "Drift simulator" as a file's name. */
export const fileNameOf = (instrument: string, ending: 'json' | 'md'): string =>
  `${
    instrument
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-') ?? 'result'
  }.${ending}`;
