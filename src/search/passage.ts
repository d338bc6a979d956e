import lunr from 'lunr';
import { wordsOf } from './fold-word.ts';
import { synonymsFor } from './synonyms.ts';

/** A piece of text that is shown: words that were asked for are hits. */
export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

/** A paragraph of a page, with the heading above it. */
export interface Block {
  readonly text: string;
  readonly heading?: { readonly id: string; readonly text: string };
}

const SYNONYMS = synonymsFor((text) => wordsOf(text));
const stem = (word: string): string => lunr.stemmer(new lunr.Token(word, {})).toString();
/** Characters that a passage has at most. */
const LONGEST = 170;

/** Tells for a word of a text whether it answers what was typed. */
export function hitsOf(typed: string): (word: string) => boolean {
  const words = wordsOf(typed);
  const telling = words.filter(
    (word) =>
      (lunr.stopWordFilter(new lunr.Token(word, {})) as lunr.Token | undefined) !== undefined,
  );
  const asked = telling.length > 0 ? telling : words;
  const others = [words.join(' '), ...asked].flatMap((one) => SYNONYMS.get(one) ?? []).flat();
  const stems = new Set([...asked, ...others].map(stem));
  const last = asked.at(-1) ?? '';
  return (word) => {
    const [folded = ''] = wordsOf(word);
    return (
      stems.has(stem(folded)) ||
      (last.length > 1 && last === words.at(-1) && folded.startsWith(last))
    );
  };
}

/** A text in parts, hits apart. */
export function markHits(text: string, isHit: (word: string) => boolean): readonly Part[] {
  const parts: { text: string; hit: boolean }[] = [];
  for (const piece of text.split(/([\p{L}\p{N}]+)/u)) {
    if (piece === '') continue;
    const hit = /[\p{L}\p{N}]/u.test(piece) && isHit(piece);
    const last = parts.at(-1);
    if (last?.hit === hit) last.text += piece;
    else parts.push({ text: piece, hit });
  }
  return parts;
}

/** The paragraph with most of what was typed, cut around its first hit; `undefined` when none has any of it. */
export function bestPassage(
  blocks: readonly Block[],
  typed: string,
): { readonly block: Block; readonly parts: readonly Part[] } | undefined {
  const isHit = hitsOf(typed);
  let best: Block | undefined;
  let most = 0;
  for (const block of blocks) {
    const hits = new Set(
      (block.text.match(/[\p{L}\p{N}]+/gu) ?? [])
        .filter(isHit)
        .map((one) => stem(one.toLowerCase())),
    );
    if (hits.size > most) [best, most] = [block, hits.size];
  }
  return best && { block: best, parts: markHits(cutAround(best.text, isHit), isHit) };
}

function cutAround(text: string, isHit: (word: string) => boolean): string {
  if (text.length <= LONGEST) return text;
  const first = [...text.matchAll(/[\p{L}\p{N}]+/gu)].find(([word]) => isHit(word))?.index ?? 0;
  const from = first < LONGEST * 0.6 ? 0 : text.lastIndexOf(' ', first - LONGEST * 0.3) + 1;
  const end = text.lastIndexOf(' ', from + LONGEST);
  const to = end <= first ? Math.min(text.length, first + LONGEST) : end;
  return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
}
