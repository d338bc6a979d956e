import lunr from 'lunr';

const STEMS = new Map<string, string>();

/** The stem of a word, as lunr cuts it. All texts together have few words, many times each. */
export function stemOf(word: string): string {
  let stem = STEMS.get(word);
  if (stem === undefined)
    STEMS.set(word, (stem = lunr.stemmer(new lunr.Token(word, {})).toString()));
  return stem;
}

/** Whether a word says something of what a text is about: "the" does not. */
export const isTelling = (word: string): boolean =>
  (lunr.stopWordFilter(new lunr.Token(word, {})) as lunr.Token | undefined) !== undefined;
