import type { StageChange } from '#formats';
import { withApril, type Files } from './live-pipeline.ts';

/** Something that somebody does to the project between two runs. */
export interface Edit {
  readonly id: string;
  readonly label: string;
  readonly make: (files: Files) => Files;
}

const appended = (path: string, text: string) => (files: Files) => ({
  ...files,
  [path]: `${files[path] ?? ''}${text}`,
});

/** The lesson's rows, and three more. */
export const EDITS: readonly Edit[] = [
  {
    id: 'april',
    label: 'April’s 250 rows are appended to data/applications.csv',
    make: (files) => ({ ...files, 'data/applications.csv': withApril() }),
  },
  {
    id: 'reformat',
    label: 'src/prepare.py is reformatted; it does the same',
    make: appended('src/prepare.py', '\n'),
  },
  {
    id: 'comment',
    label: 'a comment in src/evaluate.py',
    make: appended('src/evaluate.py', '# by Freja\n'),
  },
  {
    id: 'params-comment',
    label: 'a comment in params.yaml',
    make: appended('params.yaml', '# agreed in February\n'),
  },
  {
    id: 'l2',
    label: 'train.l2 from 1.0 to 2.0',
    make: (files) => ({
      ...files,
      'params.yaml': (files['params.yaml'] ?? '').replace('"l2":1', '"l2":2'),
    }),
  },
  { id: 'readme', label: 'README.md', make: appended('README.md', 'Ask Tomasz.\n') },
  {
    id: 'touch',
    label: 'all files touched: new times, the same bytes',
    make: (files) => ({ ...files }),
  },
  {
    id: 'model',
    label: 'build/model.json edited by hand',
    make: (files) => ({
      ...files,
      'build/model.json': (files['build/model.json'] ?? '').replace(
        '"threshold":0.2',
        '"threshold":0.25',
      ),
    }),
  },
  {
    id: 'labels',
    label: 'forty labels are corrected in data/outcomes.csv',
    make: (files) => ({ ...files, 'data/outcomes.csv': corrected(files['data/outcomes.csv']) }),
  },
];

/** Every seventy-fifth label of January turned round: forty of three thousand. */
function corrected(csv = ''): string {
  return csv
    .split('\n')
    .map((line, row) =>
      row > 0 && row % 75 === 0 && row <= 3000
        ? line.replace(/[01]$/, (label) => (label === '1' ? '0' : '1'))
        : line,
    )
    .join('\n');
}

/** "deps: data/applications.csv modified". */
export function sayChange(change: StageChange): string {
  if (change.what === 'cmd') return 'command modified';
  const of = change.what === 'params' ? `${change.file}, ${change.key}` : change.path;
  return `${change.what}: ${of} ${change.how}`;
}
