import { painter, type Paint } from '../colours.ts';
import { formatDate } from '../dates.ts';
import { fatal } from '../git-error.ts';
import { bodyOf, subjectOf, type Commit, type Signature } from '../objects/commit.ts';
import { formatDecorations } from './decorations.ts';

/** How commits are shown. */
export interface PrettyStyle {
  readonly abbreviate: (oid: string) => string;
  /** Ids in full or short where the format leaves it open. */
  readonly shortIds: boolean;
  readonly dateFormat: string;
  readonly nowSeconds: number;
  readonly paint: Paint;
  readonly colours: boolean;
  /** Names at the commit, when they are shown. */
  readonly names: (oid: string) => readonly string[];
  readonly decorate: boolean;
}

/** One of git's formats by name, or the text of `format:` / `tformat:`. */
export interface PrettyFormat {
  readonly kind:
    'oneline' | 'short' | 'medium' | 'full' | 'fuller' | 'reference' | 'raw' | 'custom';
  readonly template: string;
  /** True when each commit ends with a newline (`tformat:`), not only stands between two (`format:`). */
  readonly terminated: boolean;
}

const NAMED = ['oneline', 'short', 'medium', 'full', 'fuller', 'raw', 'reference'] as const;

/** Placeholders that git has and the lab edition has not; what git does not know either stays as it is written. */
const MISSING = /%(?:\((?:trailers|describe|decorate)|G[?GSKFPT]|w\(|g[dDsnNeE]|[NemS])/;

/** @throws GitExit on a name that git does not know, or a placeholder that the lab edition lacks. */
export function parseFormat(text: string): PrettyFormat {
  const missing = MISSING.exec(text.replaceAll('%%', ''))?.[0];
  if (missing !== undefined)
    throw fatal(`the lab edition of git log has no placeholder ${missing}`);
  const named = NAMED.find((name) => name === text);
  if (named === 'reference')
    return { kind: 'custom', template: '%C(auto)%h (%s, %as)', terminated: true };
  if (named) return { kind: named, template: '', terminated: named === 'oneline' };
  if (text.startsWith('format:'))
    return { kind: 'custom', template: text.slice(7), terminated: false };
  if (text.startsWith('tformat:'))
    return { kind: 'custom', template: text.slice(8), terminated: true };
  if (text.includes('%')) return { kind: 'custom', template: text, terminated: true };
  throw fatal(`invalid --pretty format: ${text}`);
}

const indented = (message: string): string =>
  message
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('');

/** A commit in a format, without the empty line that parts it from the next. */
export function formatCommit(
  oid: string,
  commit: Commit,
  format: PrettyFormat,
  style: PrettyStyle,
): string {
  if (format.kind === 'custom') return expand(format.template, oid, commit, style);
  const id = style.shortIds ? style.abbreviate(oid) : oid;
  const names = style.decorate ? style.names(oid) : [];
  const decorated = names.length === 0 ? '' : ` ${formatDecorations(names, style.paint)}`;
  if (format.kind === 'oneline') {
    return `${style.paint('yellow', id)}${decorated} ${subjectOf(commit.message)}`;
  }
  const who = (role: string, { name, email }: Signature) => `${role} ${name} <${email}>\n`;
  const date = (signature: Signature) => formatDate(signature, style.dateFormat, style.nowSeconds);
  let text = `${style.paint('yellow', `commit ${id}`)}${decorated}\n`;
  const { author, committer, parents, message } = commit;
  if (format.kind === 'raw') {
    text += `tree ${commit.tree}\n${parents.map((parent) => `parent ${parent}\n`).join('')}`;
    for (const [role, each] of [
      ['author', author],
      ['committer', committer],
    ] as const) {
      text += `${role} ${each.name} <${each.email}> ${each.time} ${each.zone}\n`;
    }
  } else {
    if (parents.length > 1)
      text += `Merge: ${parents.map((parent) => style.abbreviate(parent)).join(' ')}\n`;
    if (format.kind === 'fuller') {
      text += who('Author:    ', author) + `AuthorDate: ${date(author)}\n`;
      text += who('Commit:    ', committer) + `CommitDate: ${date(committer)}\n`;
    } else {
      text += who('Author:', author);
      if (format.kind === 'medium') text += `Date:   ${date(author)}\n`;
      if (format.kind === 'full') text += who('Commit:', committer);
    }
  }
  if (format.kind === 'short') return `${text}\n    ${subjectOf(message)}\n`;
  return message.trim() === '' ? text : `${text}\n${indented(message)}`;
}

const ANSI: Record<string, string> = {
  reset: '\x1b[m',
  normal: '',
  black: '\x1b[30m',
  red: '\x1b[31m',
  green: '\x1b[32m',
  yellow: '\x1b[33m',
  blue: '\x1b[34m',
  magenta: '\x1b[35m',
  cyan: '\x1b[36m',
  white: '\x1b[37m',
  bold: '\x1b[1m',
  dim: '\x1b[2m',
  italic: '\x1b[3m',
  ul: '\x1b[4m',
  underline: '\x1b[4m',
  reverse: '\x1b[7m',
};

function colourOf(words: string, on: boolean): string {
  if (!on) return '';
  const names = words.replace(/^(?:auto|always),/, '').split(/[ ,]+/);
  return names.map((name) => ANSI[name] ?? '').join('');
}

function signed(key: string, who: Signature, style: PrettyStyle): string | undefined {
  const date = (format: string) => formatDate(who, format, style.nowSeconds);
  switch (key) {
    case 'n':
    case 'N':
      return who.name;
    case 'e':
    case 'E':
      return who.email;
    case 'l':
    case 'L':
      return who.email.replace(/@.*/, '');
    case 'd':
      return date(style.dateFormat);
    case 'D':
      return date('rfc');
    case 'r':
      return date('relative');
    case 't':
      return String(who.time);
    case 'i':
      return date('iso');
    case 'I':
      return date('iso-strict');
    case 's':
      return date('short');
    default:
      return undefined;
  }
}

/** `format:` placeholders. Unknown ones stay as they are, as in git. */
export function expand(template: string, oid: string, commit: Commit, style: PrettyStyle): string {
  const names = style.names(oid);
  let auto = false;
  const coloured = (text: string) => (auto ? style.paint('yellow', text) : text);
  const one = (all: string, key: string): string => {
    if (key === '%') return '%';
    if (key === 'n') return '\n';
    if (key.startsWith('x')) return String.fromCharCode(parseInt(key.slice(1), 16));
    const colour = /^C(?:\((.*)\)|(red|green|blue|reset))$/.exec(key);
    if (colour) {
      const words = colour[1] ?? colour[2] ?? '';
      auto = words === 'auto';
      return auto ? '' : colourOf(words, style.colours || words.startsWith('always,'));
    }
    switch (key) {
      case 'H':
        return coloured(oid);
      case 'h':
        return coloured(style.abbreviate(oid));
      case 'T':
        return commit.tree;
      case 't':
        return style.abbreviate(commit.tree);
      case 'P':
        return commit.parents.join(' ');
      case 'p':
        return commit.parents.map((parent) => style.abbreviate(parent)).join(' ');
      case 's':
        return subjectOf(commit.message);
      case 'f':
        return subjectOf(commit.message)
          .replace(/[^A-Za-z0-9._]+/g, '-')
          .replace(/\.{2,}/g, '.')
          .replace(/^[-.]+|[-.]+$/g, '');
      case 'b':
        return bodyOf(commit.message);
      case 'B':
        return commit.message.replace(/\n*$/, '\n');
      case 'd':
        return names.length === 0
          ? ''
          : ` ${formatDecorations(names, auto ? style.paint : painter(false))}`;
      case 'D':
        return names.join(', ');
    }
    if (/^a./.test(key)) return signed(key.slice(1), commit.author, style) ?? all;
    if (/^c./.test(key)) return signed(key.slice(1), commit.committer, style) ?? all;
    return all;
  };
  const pattern =
    /%([-+ ]?)(?:([<>])(\|?)\((\d+)(?:,(trunc|ltrunc|mtrunc))?\)%)?(x[0-9A-Fa-f]{2}|C\([^)]*\)|C(?:red|green|blue|reset)|[ac][nNeElLdDrtiIs]|[HhTtPpsfbBdDn%])/g;
  return template.replace(
    pattern,
    (all, sign: string, side: string, _bar: string, width: string, cut: string, key: string) => {
      let value = one(all, key);
      if (width) {
        const size = Number(width);
        if (cut && value.length > size) value = `${value.slice(0, Math.max(0, size - 2))}..`;
        value = side === '<' ? value.padEnd(size) : value.padStart(size);
      }
      if (value === '' || sign === '') return value;
      if (sign === '+') return `\n${value}`;
      return sign === ' ' ? ` ${value}` : value;
    },
  );
}
