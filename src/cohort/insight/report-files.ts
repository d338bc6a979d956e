import { writeCsv, type CsvCell, type CsvStyle } from '#formats';
import { escaped, selfContainedPage } from '../gradebook/feedback-html.ts';
import type { ManagementReport, ReportPiece, Told, ToldStanding } from './management-report.ts';
import { SMALLEST_GROUP } from './suppression.ts';

/** A number of people in words: `12`, `1–4` for few, `–` for what is held back. */
export function toldWords(told: Told | undefined): string {
  if (told === undefined) return '';
  if (typeof told === 'number') return String(told);
  return told === 'few' ? `1–${SMALLEST_GROUP - 1}` : '–';
}

const PRIVACY = `Nobody is named. Numbers of one to ${SMALLEST_GROUP - 1} people are held back (–), and with them whatever they could be told from by subtraction. Where those who handed nothing in are not shown by themselves, they are among those who have not passed.`;

/** The report as one HTML file that needs nothing else. */
export function reportHtml(report: ManagementReport): string {
  const { cohort, issuer, writtenAt, people, pieces, checks, skills, certificates, named } = report;
  const sections = [
    table('How far they are', pieceHeads(), pieces.map(pieceCells)),
    ...(report.groups.length > 0 ? [groupTable(report)] : []),
    ...(checks.length > 0
      ? [
          table(
            'What holds people up',
            ['Lab', 'Check', 'People', 'Resembles'],
            checks.map(({ lab, check, failed, mistakes }) => [
              lab,
              check,
              toldWords(failed),
              mistakes.map(({ words, people: like }) => `${words} (${like})`).join('; '),
            ]),
            'By the words of the failed check: what it says of their work is like what it says of a known mistake.',
          ),
        ]
      : []),
    ...(skills.length > 0
      ? [
          table(
            `Skills, against ${report.skillsLevel ?? ''}`,
            ['Competency', 'Target', 'At the target', 'Own it (level 3)'],
            skills.map(({ competency, target, atTarget, owners }) => [
              competency,
              String(target),
              toldWords(atTarget),
              toldWords(owners),
            ]),
          ),
        ]
      : []),
    table(
      'Certificates',
      ['Issued', 'Revoked', 'Due for renewal'],
      [[certificates.issued, certificates.revoked, certificates.dueForRenewal].map(toldWords)],
    ),
    ...(named
      ? [
          table(
            'People',
            ['Name', 'Group', 'Passed', 'Total'],
            named.map(({ name, group, passed, of, totalPercent }) => [
              name,
              group,
              `${passed} of ${of}`,
              totalPercent === undefined ? '' : `${totalPercent}%`,
            ]),
          ),
        ]
      : []),
  ];
  return selfContainedPage(
    `Report on ${cohort}`,
    `<header><p class="kind">Report</p><h1 dir="auto">${escaped(cohort)}</h1>
<p><bdi>${escaped(issuer)}</bdi> · ${escaped(writtenAt.slice(0, 10))} · ${escaped(toldWords(people))} people</p></header>
${sections.join('\n')}
<footer><p>${named ? 'This report names people. Give it to nobody who has no need of it.' : PRIVACY}</p><p>Grades rest on work that was graded again by the issuer, or on what a person has decided.</p></footer>`,
    TABLE_STYLE,
  );
}

const pieceHeads = (): readonly string[] => [
  'Piece',
  'Passed',
  'Not passed',
  'Nothing handed in',
  'Days until a quarter, half, three quarters had passed',
];

function pieceCells({ title, total, daysToPass }: ReportPiece): readonly string[] {
  const days = daysToPass?.map((one) => (one === undefined ? 'not yet' : String(one))).join(', ');
  return [title, ...standingCells(total), days ?? '–'];
}

const standingCells = ({ passed, notPassed, nothing }: ToldStanding): readonly string[] => [
  toldWords(passed),
  toldWords(notPassed),
  nothing === undefined ? 'among them' : toldWords(nothing),
];

function groupTable({ groups, pieces }: ManagementReport): string {
  const rows = groups.flatMap(({ name, people }, at) =>
    pieces.map(({ title, groups: standings }) => {
      const standing = standings[at];
      const cells = standing ? standingCells(standing) : ['–', '–', '–'];
      return [name === '' ? 'Without a section' : name, toldWords(people), title, ...cells];
    }),
  );
  return table('By section', ['Section', 'People', ...pieceHeads().slice(0, 4)], rows);
}

function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  note = '',
): string {
  const head = heads.map((one) => `<th scope="col">${escaped(one)}</th>`).join('');
  const body = rows
    .map((cells) => {
      const [first = '', ...others] = cells;
      const rest = others.map((one) => `<td dir="auto">${escaped(one)}</td>`).join('');
      return `<tr><th scope="row" dir="auto">${escaped(first)}</th>${rest}</tr>`;
    })
    .join('\n');
  const words = note === '' ? '' : `<p class="quiet">${escaped(note)}</p>`;
  return `<section><h2>${escaped(title)}</h2>${words}<div class="wide" tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></section>`;
}

const TABLE_STYLE = `main{max-width:64rem}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:start;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line)}thead th{color:var(--quiet);font-size:.875rem;font-weight:600}tbody th{font-weight:400}
`;

/** The report as one CSV table: what it is of, which number, and its value. */
export function reportCsv(report: ManagementReport, style: CsvStyle = {}): string {
  const { pieces, checks, skills, certificates, groups, named } = report;
  const number = (told: Told | undefined): CsvCell =>
    typeof told === 'number' ? told : toldWords(told);
  const standing = (part: string, of: string, one: ToldStanding | undefined): CsvCell[][] => [
    [part, of, 'passed', number(one?.passed ?? 'hidden')],
    [part, of, 'not passed', number(one?.notPassed ?? 'hidden')],
    ...(one?.nothing === undefined ? [] : [[part, of, 'nothing handed in', number(one.nothing)]]),
  ];
  const rows: CsvCell[][] = [
    ['part', 'of', 'measure', 'value'],
    ['cohort', report.cohort, 'people', number(report.people)],
    ...pieces.flatMap(({ title, total, daysToPass }) => [
      ...standing('piece', title, total),
      ...(daysToPass ?? []).map((days, at): CsvCell[] => [
        'piece',
        title,
        [
          'days until a quarter passed',
          'days until half passed',
          'days until three quarters passed',
        ][at],
        days ?? 'not yet',
      ]),
    ]),
    ...groups.flatMap(({ name, people }, at) => [
      ['section', name, 'people', number(people)],
      ...pieces.flatMap(({ title, groups: all }) => standing(`section ${name}`, title, all[at])),
    ]),
    ...checks.flatMap(({ lab, check, failed, mistakes }) => [
      [`check of ${lab}`, check, 'people held up', number(failed)],
      ...mistakes.map(({ words, people }) => [
        `check of ${lab}`,
        check,
        `resembles ${words}`,
        people,
      ]),
    ]),
    ...skills.flatMap(({ competency, target, owners, atTarget }) => [
      ['skill', competency, `at the target (${target})`, number(atTarget)],
      ['skill', competency, 'own it', number(owners)],
    ]),
    ['certificates', '', 'issued', number(certificates.issued)],
    ['certificates', '', 'revoked', number(certificates.revoked)],
    ['certificates', '', 'due for renewal', number(certificates.dueForRenewal)],
    ...(named ?? []).flatMap(({ name, passed, totalPercent }) => [
      ['person', name, 'passed', passed],
      ['person', name, 'total percent', totalPercent],
    ]),
  ];
  return writeCsv(rows, style);
}
