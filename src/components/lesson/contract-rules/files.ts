import type { TableDefect } from '#harborlight';

/** A file that arrives in the inbox: the April drop, with one thing wrong or none. */
export interface ArrivedFile {
  readonly id: string;
  readonly label: string;
  readonly defect?: TableDefect;
}

export const FILES: readonly ArrivedFile[] = [
  { id: 'clean', label: 'the April drop' },
  { id: 'renamed', label: 'income_month_eur is called income', defect: 'DF05' },
  { id: 'nulls', label: 'many bureau scores are empty', defect: 'DF08' },
  { id: 'range', label: 'some bureau scores are 999 or -1', defect: 'DF03' },
  { id: 'debt', label: 'debt above income', defect: 'DF19' },
  { id: 'twice', label: 'rows stand twice', defect: 'DF01' },
];
