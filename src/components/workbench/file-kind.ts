/** Files above this many bytes are not opened in the editor. */
export const MAX_EDITOR_BYTES = 1_000_000;

export type OpenedFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly sizeBytes: number }
  | { readonly kind: 'large'; readonly sizeBytes: number };

/** What the editor can do with these bytes. Text is valid UTF-8 without NUL; a byte order mark is kept as a character. */
export function openBytes(bytes: Uint8Array): OpenedFile {
  if (bytes.length > MAX_EDITOR_BYTES) return { kind: 'large', sizeBytes: bytes.length };
  if (bytes.includes(0)) return { kind: 'binary', sizeBytes: bytes.length };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { kind: 'text', text };
  } catch {
    return { kind: 'binary', sizeBytes: bytes.length };
  }
}

/**
 * The line ending that the editor must keep for this text: one that is used throughout, else `\n`, with which a stray
 * `\r` stays in its line as a character.
 */
export function lineEndingOf(text: string): '\n' | '\r\n' {
  const all = text.split('\n').length - 1;
  const windows = text.split('\r\n').length - 1;
  return windows > 0 && windows === all && !/\r(?!\n)/.test(text) ? '\r\n' : '\n';
}

export type LanguageName =
  'python' | 'yaml' | 'json' | 'markdown' | 'shell' | 'typescript' | 'plain';

const BY_ENDING: Record<string, LanguageName> = {
  py: 'python',
  yaml: 'yaml',
  yml: 'yaml',
  dvc: 'yaml',
  json: 'json',
  jsonl: 'json',
  md: 'markdown',
  mdx: 'markdown',
  sh: 'shell',
  bash: 'shell',
  ts: 'typescript',
  mts: 'typescript',
  js: 'typescript',
  mjs: 'typescript',
  cjs: 'typescript',
};

const BY_NAME: Record<string, LanguageName> = {
  'dvc.lock': 'yaml',
  MLmodel: 'yaml',
  '.gitignore': 'shell',
  '.dvcignore': 'shell',
};

/** The language by name, or by the first line where the name says nothing. */
export function languageOf(path: string, firstLine = ''): LanguageName {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
  const known = BY_NAME[name] ?? BY_ENDING[ending];
  if (known) return known;
  if (/^#!.*\bpython/.test(firstLine)) return 'python';
  if (/^#!.*\b(?:ba)?sh\b/.test(firstLine)) return 'shell';
  return 'plain';
}
