import type { Facts, Folder } from './folders.ts';

/** The lines of the checklist, in the order in which they are asked. */
export const LINES = [
  { id: 'version', label: 'The cover names the version of the tag' },
  { id: 'data', label: 'The digest of the data is that of the pointer beside it' },
  { id: 'numbers', label: 'Each number of the card comes out again' },
  { id: 'company', label: 'Each number of the card has its rows and defaults' },
  { id: 'owners', label: 'Each owner still works here' },
  { id: 'dates', label: 'No day to look again has passed' },
] as const;
export type LineId = (typeof LINES)[number]['id'];

/** What a line of the checklist found. */
export interface Finding {
  readonly line: LineId;
  readonly holds: boolean;
  /** What was compared, in a sentence. */
  readonly because: string;
}

/** Asks each line of the checklist of a folder. */
export function checkFolder(folder: Folder, facts: Facts): readonly Finding[] {
  const { card, owners, lookAgain } = folder;
  const isOfThisVersion = folder.version === facts.version;
  const wrong = card.filter(({ who, auc }) => facts.computed[who] !== auc);
  const alone = card.filter(({ rows, defaults }) => rows === undefined || defaults === undefined);
  const gone = owners.filter((owner) => !facts.people.includes(owner));
  const past = lookAgain.filter((day) => day < facts.today);
  const finding = (line: LineId, holds: boolean, because: string): Finding => ({
    line,
    holds,
    because,
  });
  return [
    finding(
      'version',
      isOfThisVersion,
      `The cover says ${folder.version}, the tag ${facts.version}.`,
    ),
    finding(
      'data',
      folder.data === facts.data,
      `The cover says ${folder.data.slice(0, 8)}…, the pointer ${facts.data.slice(0, 8)}…`,
    ),
    isOfThisVersion
      ? finding(
          'numbers',
          wrong.length === 0,
          wrong.length === 0
            ? `${card.length} of ${card.length} come out.`
            : wrong
                .map(
                  ({ who, auc }) => `${who}: the card says ${auc}, it is ${facts.computed[who]}.`,
                )
                .join(' '),
        )
      : finding('numbers', false, `They are numbers of version ${folder.version}: another model.`),
    finding(
      'company',
      alone.length === 0,
      alone.length === 0
        ? `${card.length} of ${card.length} have them.`
        : `${alone.map(({ who }) => who).join(', ')}: the number stands alone.`,
    ),
    finding(
      'owners',
      gone.length === 0,
      gone.length === 0
        ? `${owners.length} of ${owners.length} do.`
        : `${gone.join(', ')} does not.`,
    ),
    finding(
      'dates',
      past.length === 0,
      past.length === 0
        ? `Today is ${facts.today}; the first is ${lookAgain.toSorted()[0]}.`
        : `Today is ${facts.today}; ${past.toSorted().join(', ')} ${past.length === 1 ? 'has' : 'have'} passed.`,
    ),
  ];
}
