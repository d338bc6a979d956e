import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readListedIssuers } from '#authoring';
import {
  answersOf,
  describeBadge,
  readOffered,
  sentenceOf,
  unpackBadge,
  verifyCredential,
  type CredentialVerdict,
  type Offered,
} from '#credentials';

/** Prints the four lines of the verify page. */
export async function verify(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      keys: { type: 'string', multiple: true, default: [] },
      status: { type: 'string', multiple: true, default: [] },
      issuer: { type: 'string', multiple: true, default: [] },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new RangeError('verify takes one file or link');
  const text = textOf(file);
  const listed = readListedIssuers();
  const named = values.issuer.map((pair) => {
    const [, id, name] = /^(did:[^=]+)=(.+)$/.exec(pair) ?? [];
    if (id === undefined || name === undefined)
      throw new RangeError(`--issuer "${pair}"; expected <did>=<name>`);
    return { id, name };
  });
  const keys = values.keys.map((path) => offeredIn(path, 'did-document').document);
  const lists = [
    ...values.status.map((path) => offeredIn(path, 'status-list')),
    ...listed.statusLists,
  ];
  const trust = {
    issuers: [...named, ...listed.issuers],
    documents: [...keys, ...listed.issuers.flatMap(({ document }) => (document ? [document] : []))],
  };
  const list = lists.find(({ address }) => text.includes(JSON.stringify(address)));
  const verdict = await verifyCredential(text, trust, new Date(), list?.text);
  console.log(reportOf(verdict));
  return sentenceOf(verdict).tone === 'holds' ? 0 : 1;
}

function textOf(file: string): string {
  const fragment = /#([cn]=.+)$/.exec(file)?.[1];
  const linked = fragment === undefined ? undefined : unpackBadge(fragment);
  if (linked !== undefined) return linked;
  const offered = readOffered(readFileSync(file));
  if (offered.kind !== 'badge')
    throw new RangeError(`${file} is a ${offered.kind}; expected a certificate`);
  return offered.text;
}

function offeredIn<Kind extends Offered['kind']>(
  path: string,
  kind: Kind,
): Extract<Offered, { kind: Kind }> {
  const offered = readOffered(readFileSync(path));
  if (offered.kind !== kind)
    throw new RangeError(`${path} is a ${offered.kind}; expected a ${kind}`);
  return offered as Extract<Offered, { kind: Kind }>;
}

const MARKS = { good: '●', bad: '◆', unknown: '○' } as const;

/** The verdict as the verify page words it. */
function reportOf(verdict: CredentialVerdict): string {
  const lines = answersOf(verdict).map(
    ({ state, question, word, words }) => `${MARKS[state]} ${question}\n    ${word}. ${words}`,
  );
  return [sentenceOf(verdict).text, '', ...lines, ...saysOf(verdict)].join('\n');
}

function saysOf({ badge }: CredentialVerdict): readonly string[] {
  if (!badge) return [];
  const says = describeBadge(badge);
  return [
    '',
    `It says that ${printable(says.holder ?? 'its holder')} earned ${printable(says.title)} from ${printable(says.issuer.name ?? says.issuer.id)}.`,
    printable(says.criteria),
    ...says.work.map(({ name, outcome }) => `  ${printable(name)}: ${printable(outcome ?? '')}`),
  ];
}

/** What an issuer wrote reaches no terminal as a control. */
const printable = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, ' ');
