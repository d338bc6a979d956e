import { fatal } from './git-error.ts';

/** One setting: `key` is `section.name` or `section.subsection.name`, with section and name in lower case. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  /** Lines of the file that it stands on. */
  readonly line: number;
  readonly lines: number;
}

/** The key as git compares it; `undefined` when it is no key. */
export function canonicalKey(key: string): string | undefined {
  const match = /^([A-Za-z0-9.-]+?)(?:\.([^\n]*))?\.([A-Za-z][A-Za-z0-9-]*)$/.exec(key);
  if (!match) return undefined;
  const [, section = '', subsection, name = ''] = match;
  const parts = [section.toLowerCase()];
  if (subsection !== undefined) parts.push(subsection);
  return [...parts, name.toLowerCase()].join('.');
}

/** A value as git reads it: quotes and escapes undone, comments and outer spaces dropped. */
function parseValue(raw: string, where: string): string {
  let value = '';
  let quoted = false;
  let spaces = '';
  for (let at = 0; at < raw.length; at += 1) {
    const char = raw.charAt(at);
    if (!quoted && /\s/.test(char)) {
      if (value !== '') spaces += char;
      continue;
    }
    if (!quoted && (char === '#' || char === ';')) break;
    value += spaces;
    spaces = '';
    if (char === '"') quoted = !quoted;
    else if (char === '\\') {
      at += 1;
      const escaped = { n: '\n', t: '\t', b: '\b', '"': '"', '\\': '\\' }[raw.charAt(at)];
      if (escaped === undefined) throw fatal(`bad config ${where}`);
      value += escaped;
    } else value += char;
  }
  if (quoted) throw fatal(`bad config ${where}`);
  return value;
}

const SECTION = /^\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/;

function sectionOf(line: string): string | undefined {
  const match = SECTION.exec(line);
  if (!match) return undefined;
  const subsection = match[2]?.replace(/\\(.)/g, '$1');
  return (match[1] ?? '').toLowerCase() + (subsection === undefined ? '' : `.${subsection}`);
}

/** Settings in the order of the file. @throws GitExit naming the line that git could not read. */
export function parseConfig(text: string, file: string): Setting[] {
  const settings: Setting[] = [];
  const lines = text.split('\n');
  let section = '';
  for (let at = 0; at < lines.length; at += 1) {
    const where = `line ${at + 1} in file ${file}`;
    let line = lines[at]?.replace(/\r$/, '') ?? '';
    const opened = sectionOf(line);
    if (opened !== undefined) {
      section = opened;
      line = line.replace(SECTION, '');
    }
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const match = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=(.*)|([#;].*)?)$/.exec(line);
    if (!match || section === '') throw fatal(`bad config ${where}`);
    const start = at;
    let raw = match[2];
    while (raw !== undefined && /(?:^|[^\\])(?:\\\\)*\\$/.test(raw) && at + 1 < lines.length) {
      at += 1;
      raw = raw.slice(0, -1) + (lines[at] ?? '');
    }
    settings.push({
      key: `${section}.${(match[1] ?? '').toLowerCase()}`,
      value: raw === undefined ? 'true' : parseValue(raw, where),
      line: start,
      lines: at - start + 1,
    });
  }
  return settings;
}

function quoteValue(value: string): string {
  const escaped = value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n')
    .replace(/\t/g, '\\t');
  return /^\s|\s$|[#;]/.test(value) ? `"${escaped}"` : escaped;
}

function headerOf(section: string): string {
  const dot = section.indexOf('.');
  if (dot < 0) return `[${section}]`;
  const subsection = section.slice(dot + 1).replace(/[\\"]/g, '\\$&');
  return `[${section.slice(0, dot)} "${subsection}"]`;
}

/** The file's text with one setting set; everything else stays as it is. `key` is as the user wrote it. */
export function withSetting(text: string, file: string, key: string, value: string): string {
  const canonical = canonicalKey(key) ?? key;
  const name = key.slice(key.lastIndexOf('.') + 1);
  const section = canonical.slice(0, canonical.lastIndexOf('.'));
  const line = `\t${name} = ${quoteValue(value)}`;
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const settings = parseConfig(text, file);
  const old = settings.findLast((setting) => setting.key === canonical);
  if (old) lines.splice(old.line, old.lines, line);
  else {
    const header = lines.findLastIndex((each) => sectionOf(each) === section);
    if (header < 0) lines.push(headerOf(section), line);
    else {
      const last = settings.findLast(
        (setting) =>
          setting.line > header && setting.key.slice(0, setting.key.lastIndexOf('.')) === section,
      );
      lines.splice(last ? last.line + last.lines : header + 1, 0, line);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The file's text without a setting; a section that has nothing left goes too. */
export function withoutSetting(text: string, file: string, key: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  for (const { line, lines: count } of parseConfig(text, file)
    .filter((setting) => setting.key === key)
    .reverse()) {
    lines.splice(line, count);
  }
  const section = key.slice(0, key.lastIndexOf('.'));
  const header = lines.findIndex((each) => sectionOf(each) === section);
  const next = lines[header + 1];
  if (header >= 0 && (next === undefined || sectionOf(next) !== undefined)) lines.splice(header, 1);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** The file's text with a section renamed where it stands: `remote.old` to `remote.new`. */
export const withSectionRenamed = (text: string, from: string, to: string): string =>
  text
    .split('\n')
    .map((line) => (sectionOf(line) === from ? line.replace(SECTION, () => headerOf(to)) : line))
    .join('\n');
