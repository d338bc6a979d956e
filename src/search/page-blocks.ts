import type { Block } from './passage.ts';

/** The text of a lesson, as the site's own pages hold it. */
const TEXT = /<div class="prose">([\s\S]*?)<footer class="lesson-end">/;
/** A start tag of what is read as one piece. */
const PIECE =
  /<(?=(?:h[23]|p|li|td|th|tr|dt|dd|pre|figcaption|legend|label|summary|svg|div|form|ol|ul|table)\b)/;
/** Numbers of questions, which belong to no sentence. */
const NUMBER = /<span class="q-n">\d+<\/span>/g;
/** Of these pieces the passage may come; others only end the piece before them. */
const READ = /^(?:h[23]|p|li|td|pre|figcaption|legend)\b/;
const REFERENCES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
};

/**
 * The paragraphs of a lesson's page with the heading above each, read without a document, which a worker has not.
 *
 * @param html a page that this site built
 * @returns nothing for a page that is no lesson
 */
export function blocksOfPage(html: string): readonly Block[] {
  const blocks: Block[] = [];
  let heading: Block['heading'];
  const [, text = ''] = TEXT.exec(html) ?? [];
  for (const piece of text.replace(NUMBER, '').split(PIECE).slice(1)) {
    const [tag = ''] = /^[^>]*/.exec(piece) ?? [];
    const words = textOf(piece.slice(tag.length + 1));
    if (!READ.test(tag) || words === '') continue;
    const id = /^h[23]\b.*\sid="([^"]*)"/.exec(tag)?.[1];
    if (id !== undefined) heading = { id, text: words };
    else blocks.push({ text: words, ...(heading ? { heading } : {}) });
  }
  return blocks;
}

function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
      (whole, decimal?: string, hex?: string, name?: string) =>
        name === undefined
          ? String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal))
          : (REFERENCES[name] ?? whole),
    )
    .replace(/\s+/g, ' ')
    .trim();
}
