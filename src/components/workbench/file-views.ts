import { metricsIn } from './chart/metrics.ts';
import type { OpenedFile } from './file-kind.ts';

/** A way to look at a file. Only the text can be edited. */
export type FileView = 'text' | 'page' | 'table' | 'chart';

/** Files above this many bytes are not laid out as a table. */
const MAX_TABLE_BYTES = 50_000_000;

/** The ways in which a file can be looked at, the usual one first. */
export function viewsOf(path: string, file: OpenedFile): readonly FileView[] {
  const text: readonly FileView[] = file.kind === 'text' ? ['text'] : [];
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'csv' || ending === 'tsv') {
    const isTable =
      file.kind === 'text' || (file.kind === 'large' && file.sizeBytes <= MAX_TABLE_BYTES);
    return isTable ? [...text, 'table'] : text;
  }
  if (ending === 'md') return file.kind === 'text' && file.text !== '' ? ['page', 'text'] : text;
  const isChart = ending === 'json' && file.kind === 'text' && metricsIn(file.text).length > 0;
  return isChart ? [...text, 'chart'] : text;
}
