/** What is shown as it is written. */
const AS_WRITTEN = /(<(pre|script|style|textarea)\b[\s\S]*?<\/\2>)/;
/** Elements beside which white space shows nothing, however they are styled here. */
const BLOCK =
  'html|head|body|meta|link|title|noscript|header|footer|main|nav|div|p|h[1-6]|ul|ol|li|dl|dt|dd|section|article|aside|figure|figcaption|table|thead|tbody|tr|td|th|form|fieldset|legend|details|summary|svg|g|path|rect|desc';
const AROUND_BLOCK = new RegExp(
  `\\s*(</?(?:${BLOCK})(?=[\\s>/])(?:[^>"']|"[^"]*"|'[^']*')*>)\\s*`,
  'g',
);
const TAG_OR_TEXT = /<(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+/g;
/** End tags that HTML gives back by itself: before what can only follow them. */
const IMPLIED =
  /<\/li>(?=<li[\s>]|<\/[ou]l>)|<\/d[td]>(?=<d[td][\s>]|<\/d(?:l|iv)>)|<\/t[dh]>(?=<t[dh][\s>]|<\/tr>)|<\/tr>(?=<tr[\s>]|<\/t(?:head|body)>)|<\/p>(?=<(?:p|h[1-6]|[ou]l|dl|div|table|figure|pre|section|aside|footer|form)[\s>]|<\/(?:div|section|article|aside|li|dd|td)>)/g;

/**
 * The same page without what no browser needs to be told: white space between blocks, end tags that follow from others, and
 * names of characters that mean nothing in text.
 */
export function leanPage(html: string): string {
  return html
    .split(AS_WRITTEN)
    .map((part, index) => {
      // A split with two groups gives text, what is as written, and its element's name, over and over.
      if (index % 3 === 1) return part;
      return index % 3 === 2 ? '' : leanMarkup(part);
    })
    .join('');
}

function leanMarkup(html: string): string {
  return html
    .replace(/<!--(?!\[)[\s\S]*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(AROUND_BLOCK, '$1')
    .replace(TAG_OR_TEXT, (part) =>
      part.startsWith('<') ? part : part.replaceAll('&#39;', "'").replaceAll('&quot;', '"'),
    )
    .replace(IMPLIED, '');
}
