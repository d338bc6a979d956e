import { toBytes, toText } from '../text.ts';
import { fatal } from '../git-error.ts';
import type { ObjectStore } from './object-store.ts';

/** Who did something and when: `Name <email> 1700000000 +0100`. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly time: number;
  /** As written: `+0100`. */
  readonly zone: string;
}

export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export const formatSignature = (who: Signature): string =>
  `${who.name} <${who.email}> ${who.time} ${who.zone}`;

export function parseSignature(text: string): Signature {
  const match = /^(.*?) ?<([^>]*)>(?: (-?\d+) ([+-]\d{4}))?/.exec(text);
  return {
    name: match?.[1] ?? '',
    email: match?.[2] ?? '',
    time: Number(match?.[3] ?? 0),
    zone: match?.[4] ?? '+0000',
  };
}

/** The headers of a commit or tag, in order, and what follows the first empty line. */
export function splitHeaders(body: Uint8Array): {
  headers: readonly (readonly [key: string, value: string])[];
  message: string;
} {
  const text = toText(body);
  const cut = text.indexOf('\n\n');
  const head = cut < 0 ? text : text.slice(0, cut);
  // Values that go on over lines (signatures) are joined to their first line.
  const headers = head
    .replace(/\n /g, '\0')
    .split('\n')
    .map((line): readonly [string, string] => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)];
    });
  return { headers, message: cut < 0 ? '' : text.slice(cut + 2) };
}

export function parseCommit(body: Uint8Array): Commit {
  const { headers, message } = splitHeaders(body);
  const value = (key: string) => headers.find(([name]) => name === key)?.[1] ?? '';
  return {
    tree: value('tree'),
    parents: headers.filter(([name]) => name === 'parent').map(([, oid]) => oid),
    author: parseSignature(value('author')),
    committer: parseSignature(value('committer')),
    message,
  };
}

export function serializeCommit(commit: Commit): Uint8Array {
  return toBytes(
    [
      `tree ${commit.tree}`,
      ...commit.parents.map((parent) => `parent ${parent}`),
      `author ${formatSignature(commit.author)}`,
      `committer ${formatSignature(commit.committer)}`,
      '',
      commit.message,
    ].join('\n'),
  );
}

/** @throws GitExit when the object is missing or is no commit. */
export function readCommit(store: ObjectStore, oid: string): Commit {
  const object = store.read(oid);
  if (object.type !== 'commit') throw fatal(`object ${oid} is a ${object.type}, not a commit`);
  return parseCommit(object.body);
}

/** The first paragraph of a message on one line, as git calls its subject. */
export function subjectOf(message: string): string {
  const text = message.replace(/^\s*\n/, '');
  const end = text.search(/\n\s*(?:\n|$)/);
  return (end < 0 ? text : text.slice(0, end)).trimEnd().replace(/\n/g, ' ');
}

/** What follows the first paragraph of a message. */
export function bodyOf(message: string): string {
  const match = /\n[ \t]*\n+([\s\S]*)$/.exec(message.replace(/^\n+/, ''));
  return match?.[1]?.replace(/^\n+/, '') ?? '';
}
