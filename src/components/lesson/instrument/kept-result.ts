/** What a learner set in an instrument and what came of it, to be kept outside the page. */
export interface KeptResult {
  /** The instrument's title. */
  readonly instrument: string;
  /** The lesson's place on the site. */
  readonly lesson: string;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly results: Readonly<Record<string, string | number>>;
  /** What was written or came back, whole, by its name: a file, a body, a log. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** As JSON, for a program. */
export const resultJson = (result: KeptResult): string => `${JSON.stringify(result, null, 2)}\n`;

/** As Markdown, for a note or a ticket: the title, a table of settings and of results, and each text as it is. */
export function resultMarkdown(result: KeptResult): string {
  const { instrument, lesson, settings, results, texts = {} } = result;
  return [
    `# ${instrument}`,
    `From ${lesson}.`,
    tableOf('Setting', settings),
    tableOf('Result', results),
    ...Object.entries(texts).map(([name, text]) => `## ${name}\n\n${blockOf(text)}`),
    '',
  ].join('\n\n');
}

function tableOf(head: string, rows: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(rows).map(([name, value]) => `| ${cell(name)} | ${cell(value)} |`);
  return [`| ${head} | Value |`, '| --- | --- |', ...lines].join('\n');
}

/** A block of code that ends where the text does, whatever stands in it. */
function blockOf(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.replace(/\n$/, '')}\n${fence}`;
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
