/** A value as JSON has them. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface EmitOptions {
  /** Lines are folded after so many columns. */
  readonly width: number;
  /** Lists in a mapping begin at the mapping's own column. */
  readonly indentless: boolean;
  /** YAML 1.1 has more words that mean something else than a string (`on`, `yes`). */
  readonly grammar: '1.1' | '1.2';
}

const STEP = 2;

/** Words of plain text that YAML 1.1, and 1.2, read as something else than a string. */
const BOOLS = /^(?:true|True|TRUE|false|False|FALSE)$/;
const OLD_BOOLS = /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;
const NULLS = /^(?:~|null|Null|NULL|)$/;
const INTEGER =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?\d)+)$/;
const FLOAT =
  /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TIME =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

/** Documents as PyYAML writes them in block style. */
export function emitYaml(documents: readonly JsonValue[], options: EmitOptions): string {
  let text = '';
  let isOpen = false;
  for (const [index, value] of documents.entries()) {
    const isNested = hasItems(value);
    if (index > 0) text += isNested ? '---\n' : '--- ';
    text += isNested
      ? block(value, 0, options)
      : `${scalar(value, { indent: 0, column: index > 0 ? 4 : 0, isKey: false }, options)}\n`;
    isOpen = !isNested && typeof value !== 'object' && !/^['"]/.test(scalar(value, ROOT, options));
    isOpen ||= value === null;
  }
  return isOpen ? `${text}...\n` : text;
}

const ROOT = { indent: 0, column: 0, isKey: false };

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const hasItems = (value: JsonValue): value is readonly JsonValue[] | { [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** A mapping or a list, each line at `indent`. */
function block(value: JsonValue, indent: number, options: EmitOptions): string {
  const margin = ' '.repeat(indent);
  if (isList(value)) {
    return value.map((item) => `${margin}- ${inList(item, indent, options)}`).join('');
  }
  return Object.entries(value as Record<string, JsonValue>)
    .map(([key, item]) => {
      const name = scalar(key, { indent, column: indent, isKey: true }, options);
      // An empty key is too little to be told from none.
      const head = key === '' ? `${margin}? ''\n${margin}:` : `${margin}${name}:`;
      if (!hasItems(item)) {
        const place = { indent: indent + STEP, column: head.length + 1, isKey: false };
        return `${head} ${scalar(item, place, options)}\n`;
      }
      const inner = isList(item) && options.indentless ? indent : indent + STEP;
      return `${head}\n${block(item, inner, options)}`;
    })
    .join('');
}

/** An item after its `- `: what is nested begins on the same line. */
function inList(item: JsonValue, indent: number, options: EmitOptions): string {
  if (hasItems(item)) return block(item, indent + STEP, options).slice(indent + STEP);
  const place = { indent: indent + STEP, column: indent + STEP, isKey: false };
  return `${scalar(item, place, options)}\n`;
}

interface Place {
  /** Of lines that go on. */
  readonly indent: number;
  readonly column: number;
  readonly isKey: boolean;
}

function scalar(value: JsonValue, place: Place, options: EmitOptions): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return isList(value) ? '[]' : '{}';
  if (typeof value !== 'string') return numberText(value);
  const atRoot = place.indent === 0 && !place.isKey;
  const around = atRoot ? { ...place, indent: STEP } : place;
  if (isPlain(value, options)) return folded(value, around, options);

  const isSpecial = /[\u0000-\u0009\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/.test(value);
  if (isSpecial || / \n|\n /.test(value) || (place.isKey && value.includes('\n'))) {
    return doubleQuoted(value, around, options);
  }
  return singleQuoted(value, around, options);
}

function numberText(value: number | boolean): string {
  const text = String(value);
  // A float of YAML 1.1 has a point.
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
}

function isPlain(text: string, { grammar }: EmitOptions): boolean {
  if (NULLS.test(text) || BOOLS.test(text) || INTEGER.test(text) || FLOAT.test(text)) return false;
  if (grammar === '1.1' && (OLD_BOOLS.test(text) || TIME.test(text))) return false;
  if (/^(?:---|\.\.\.)/.test(text) || text === '=' || text === '<<') return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[-?:](?:\s|$)/.test(text)) return false;
  if (/:(?:\s|$)|\s#|^\s|\s$|\n/.test(text)) return false;

  return !/[\u0000-\u001f\u007f-\u009f\ufeff]/.test(text);
}

/** Breaks at single blanks past the width. */
function folded(text: string, { indent, column, isKey }: Place, { width }: EmitOptions): string {
  if (isKey) return text;
  let at = column;
  return text
    .split(/( +)/)
    .map((part) => {
      if (part === ' ' && at > width) {
        at = indent;
        return `\n${' '.repeat(indent)}`;
      }
      at += part.length;
      return part;
    })
    .join('');
}

function singleQuoted(text: string, place: Place, options: EmitOptions): string {
  const margin = ' '.repeat(place.indent);
  const parts = text.replaceAll("'", "''").split(/(\n+)/);
  let column = place.column + 1;
  const written = parts.map((part) => {
    if (part.startsWith('\n')) {
      column = place.indent;
      return `${part}\n${margin}`;
    }
    const line = folded(part, { ...place, column }, options);
    column += line.length;
    return line;
  });
  return `'${written.join('')}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
};

function doubleQuoted(text: string, place: Place, { width }: EmitOptions): string {
  let column = place.column + 1;
  let result = '"';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const isHidden = code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xfeff;
    const known = ESCAPES[char];
    const hex = code.toString(16).toUpperCase();
    const piece =
      known ??
      (isHidden
        ? code <= 0xff
          ? `\\x${hex.padStart(2, '0')}`
          : `\\u${hex.padStart(4, '0')}`
        : char);
    if (char === ' ' && column > width && !place.isKey) {
      result += `\\\n${' '.repeat(place.indent)}\\ `;
      column = place.indent + 2;
    } else {
      result += piece;
      column += piece.length;
    }
  }
  return `${result}"`;
}
