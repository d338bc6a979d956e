import type { Block } from '#search';

const known = new Map<string, Promise<readonly Block[]>>();

/** The paragraphs of a page's text with the heading above each; empty when the page cannot be had now. */
export function pageBlocks(address: string): Promise<readonly Block[]> {
  const before = known.get(address);
  if (before) return before;
  const blocks = fetchBlocks(address).catch(() => {
    // A result without its passage is still a result.
    known.delete(address);
    return [];
  });
  known.set(address, blocks);
  return blocks;
}

async function fetchBlocks(address: string): Promise<readonly Block[]> {
  const response = await fetch(address);
  if (!response.ok) return [];
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const blocks: Block[] = [];
  let heading: Block['heading'];
  for (const element of page.querySelectorAll(
    '.prose :is(h2, h3, p, li, td, pre, figcaption, legend)',
  )) {
    const text = element.textContent.replace(/\s+/g, ' ').trim();
    if (/^H[23]$/.test(element.tagName)) heading = { id: element.id, text };
    // What holds others is read through them.
    else if (text !== '' && !element.querySelector('p, li')) {
      blocks.push({ text, ...(heading ? { heading } : {}) });
    }
  }
  return blocks;
}
