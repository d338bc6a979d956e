import { LabError } from '#container';

const BEGIN = '<!-- Written by "npm run cost -- --write". -->';
const END = '<!-- Until here. -->';

/** The text between the marks. @throws LabError `CostMarksMissing` */
export function tablesIn(page: string): string {
  const { begin, end } = marks(page);
  return page.slice(begin, end).trim();
}

/** The page with these tables between its marks. @throws LabError `CostMarksMissing` */
export function withTables(page: string, tables: string): string {
  const { begin, end } = marks(page);
  return `${page.slice(0, begin)}\n\n${tables}\n\n${page.slice(end)}`;
}

/** Numbers of the rows of a table whose first cell begins with a name, by that cell without its marks. */
export function numbersIn(tables: string): ReadonlyMap<string, readonly number[]> {
  const rows = tables
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| -'));
  return new Map(
    rows.map((line) => {
      const [name = '', ...cells] = line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim());
      return [name, cells.map((cell) => Number(cell.replaceAll(',', '')))];
    }),
  );
}

function marks(page: string): { begin: number; end: number } {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new LabError(
      'CostMarksMissing',
      'The page has lost the marks between which its tables stand.',
      `Put them back: ${BEGIN} and ${END}`,
    );
  }
  return { begin: begin + BEGIN.length, end };
}
