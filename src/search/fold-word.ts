/**
 * A word as it is indexed and asked for, so that British and American spelling meet: both become one form, which need not
 * be a word.
 *
 * The rules are blind and hold for both sides; a word that no rule was meant for is changed in the same way everywhere.
 */
export function foldWord(word: string): string {
  const known = FOLDED.get(word);
  if (known !== undefined) return known;
  let folded = WHOLE.get(word) ?? word;
  for (const [pattern, by] of RULES) folded = folded.replace(pattern, by);
  FOLDED.set(word, folded);
  return folded;
}

/** A text has few words, many times each. */
const FOLDED = new Map<string, string>();

const WHOLE = new Map([
  ['artefact', 'artifact'],
  ['artefacts', 'artifacts'],
  ['programme', 'program'],
  ['programmes', 'programs'],
  ['grey', 'gray'],
  ['ageing', 'aging'],
  ['judgement', 'judgment'],
]);

const RULES: readonly (readonly [RegExp, string])[] = [
  [/([a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$/, '$1iz$2'],
  [/([a-z]{2})ys(e|ed|es|er|ers|ing)$/, '$1yz$2'],
  [/([a-z]{2})our(s|ed|ing|able|al|ite|ites)?$/, '$1or$2'],
  [/([a-z]{3})tre(s?)$/, '$1ter$2'],
  [/([a-z]{3})logue(s?)$/, '$1log$2'],
  [/([a-z]{3})ence(s?)$/, '$1ense$2'],
  // Not "rolled" and "called": a doubled l of theirs belongs to the stem.
  [/^([a-z]*[aeiou][a-z]*[aeiou])ll(ed|ing|er|ers)$/, '$1l$2'],
];

/** The words of a text, folded: letters and digits, joined names split and kept whole (`params.yaml`, `SHA-256`). */
export function wordsOf(text: string): readonly string[] {
  return namesIn(text).flatMap(wordsOfName);
}

const NAME = /[a-z0-9]+(?:[.\-_'’/][a-z0-9]+)*/g;
const NOT_ASCII = /[^\0-\x7f]/;

/** Words and joined names of a text, as they stand there, in small letters. */
export function namesIn(text: string): readonly string[] {
  const plain = NOT_ASCII.test(text) ? text.normalize('NFKD').replace(/\p{M}/gu, '') : text;
  const found = plain
    .toLowerCase()
    .replace(/\bc\+\+/g, 'cpp')
    .replace(/\bc#/g, 'csharp')
    .match(NAME);
  return found ?? [];
}

/** The words of one of `namesIn`, folded. */
export function wordsOfName(name: string): readonly string[] {
  const word = name.replace(/['’]s?$|['’]/g, '');
  const parts = word.split(/[.\-_/]/);
  if (parts.length === 1) return [foldWord(word)];
  return [parts.join(''), ...parts.map(foldWord)];
}
