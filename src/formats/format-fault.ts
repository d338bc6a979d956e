/** Where and why a file does not keep to its format. */
export interface FormatFault {
  /** The file's path, as the reader was told it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The place in the document: `stages.train.deps[0]`; empty for the whole of it. */
  readonly path: string;
  /** What stands there, in words. */
  readonly found: string;
  /** What the format wants, in words. */
  readonly wanted: string;
}

/** What reading a file gives: its content, or every fault that was found (at least one). */
export type Reading<T> =
  | { readonly value: T; readonly faults?: undefined }
  | { readonly value?: undefined; readonly faults: readonly [FormatFault, ...FormatFault[]] };

/** One fault as a sentence: `dvc.yaml, line 4, stages.train.deps: found 5; the format wants a list.` */
export function faultSentence({ file, line, path, found, wanted }: FormatFault): string {
  const place = path === '' ? '' : `, ${path}`;
  return `${file}, line ${line}${place}: found ${found}; the format wants ${wanted}.`;
}

/** Keys and indices on the way from the top of a document to a value. */
export type DocumentPath = readonly (string | number)[];

/** `['stages', 'train', 'deps', 0]` as `stages.train.deps[0]`. */
export function pathText(path: DocumentPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const key = /^[\w-]+$/.test(part) ? part : JSON.stringify(part);
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** A value of a document in words that fit into a sentence. */
export function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value instanceof Date) return `the time ${value.toISOString()}`;
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `the truth value ${value}`;
  const text = JSON.stringify(value);
  return `the text ${text.length > 80 ? `${text.slice(0, 77)}…"` : text}`;
}
