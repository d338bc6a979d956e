import type { CollectOutcome, CollectProgress, SetAsideFile } from '#cohort';

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;

export function progressWords({ step, done, of, found }: CollectProgress): string {
  if (step === 'keeping') return `Keeping hand-in ${done} of ${of}…`;
  return `${counted(found, 'file', 'files')} found, all being verified…`;
}

/** What came of it, in a sentence or two. */
export function collectWords(outcome: CollectOutcome): string {
  const { taken, late, alreadyHere, setAside, unread } = outcome;
  const parts = [
    `${counted(taken, 'hand-in was', 'hand-ins were')} taken${late > 0 ? `, ${late} of them late` : ''}.`,
    alreadyHere > 0 ? `${counted(alreadyHere, 'was', 'were')} here already.` : '',
    setAside > 0
      ? `${counted(setAside, 'file was', 'files were')} set aside, with the reason.`
      : '',
    ...unread.slice(0, 5).map((line) => `Not read: ${line}.`),
    unread.length > 5 ? `And ${unread.length - 5} more were not read.` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** The lists of what was set aside, with what each means. */
export const SET_ASIDE_WORDS: Readonly<
  Record<SetAsideFile['list'], { readonly name: string; readonly says: string }>
> = {
  unreadable: { name: 'Unreadable', says: 'No hand-in, not whole, or made to hurt.' },
  tampered: { name: 'Tampered with', says: 'What was signed and what is there differ.' },
  unknown: { name: 'Unknown', says: 'Of nothing that was assigned, or of nobody of this cohort.' },
  'wrong-seed': { name: 'Wrong data', says: 'Made with data that this learner was not given.' },
  duplicate: { name: 'Duplicates', says: 'The same hand-in came before.' },
  replayed: { name: 'Replayed', says: 'Old work, handed in again.' },
  late: { name: 'Too late', says: 'Received after the end.' },
};
