/** What is shown as it is written. */
const AS_WRITTEN = /(<(pre|script|style|textarea)\b[\s\S]*?<\/\2>)/;
/** Elements beside which white space shows nothing, however they are styled here. A label is a row of its own: the choice. */
const BLOCK =
  'html|head|body|meta|link|title|noscript|header|footer|main|nav|div|p|h[1-6]|ul|ol|li|dl|dt|dd|section|article|aside|figure|figcaption|table|thead|tbody|tr|td|th|form|fieldset|legend|label|details|summary|svg|g|path|rect|desc';
const AROUND_BLOCK = new RegExp(
  `[ \\t\\n\\r\\f]*(</?(?:${BLOCK})(?=[\\s>/])(?:[^>"']|"[^"]*"|'[^']*')*>)[ \\t\\n\\r\\f]*`,
  'g',
);
/** White space that is not one space already. A space that does not break is none of it: it is seen. */
const MORE_THAN_A_SPACE = / ?[\t\n\r\f][ \t\n\r\f]*| {2,}[\t\n\r\f ]*/g;
const TAG_OR_TEXT = /<(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+/g;
/** End tags that HTML gives back by itself: before what can only follow them. */
const IMPLIED =
  /<\/thead>(?=<tbody>)|<\/tbody>(?=<\/table>)|<\/li>(?=<li[\s>]|<\/[ou]l>)|<\/d[td]>(?=<d[td][\s>]|<\/d(?:l|iv)>)|<\/t[dh]>(?=<t[dh][\s>]|<\/tr>)|<\/tr>(?=<tr[\s>]|<\/t(?:head|body)>)|<\/p>(?=<(?:p|h[1-6]|[ou]l|dl|div|table|figure|pre|section|aside|footer|form)[\s>]|<\/(?:div|section|article|aside|li|dd|td)>)/g;

/** Shapes of a drawing that hold nothing. */
const EMPTY_SHAPE = /><\/(?:path|rect|line|circle|polyline|polygon)>/g;
/** Elements without content that stand in a line of text: the spaces on both sides of one are seen. */
const IN_A_LINE = /^<(?:img|input|br|wbr)\b/;
const OF_BLOCK = new RegExp(`^</?(?:${BLOCK})(?=[\\s>/])`);

/**
 * The same page without what no browser needs to be told: white space between blocks, at their edges and after other white
 * space, end tags that follow from others, and names of characters that mean nothing in text.
 */
export function leanPage(html: string): string {
  return html
    .split(AS_WRITTEN)
    .map((part, index) => {
      // A split with two groups gives text, what is as written, and its element's name, over and over.
      if (index % 3 === 1) return part.startsWith('<pre') ? withPlainText(part) : part;
      return index % 3 === 2 ? '' : leanMarkup(part);
    })
    .join('');
}

function leanMarkup(html: string): string {
  const spaced = html
    .replace(/<!--(?!\[)[\s\S]*?-->/g, '')
    .replace(MORE_THAN_A_SPACE, ' ')
    .replace(AROUND_BLOCK, '$1');
  return withLeanTexts(spaced).replace(IMPLIED, '').replace(EMPTY_SHAPE, '/>');
}

const withPlainText = (html: string): string => html.replace(TAG_OR_TEXT, plainText);

/** A tag, or a text without names of characters that mean nothing in it. */
const plainText = (part: string): string =>
  part.startsWith('<') || !part.includes('&')
    ? part
    : part.replaceAll('&#39;', "'").replaceAll('&quot;', '"');

/**
 * Makes texts plain, and drops the space at an inline element's edge where another space, or the edge of a block, is just
 * outside: whether the element is set as text or as a box of its own, only the outer one is seen. (Behind a mark that a sheet
 * puts before the element's text both would be: what room such a mark has belongs into its sheet.)
 */
function withLeanTexts(html: string): string {
  const parts = html.match(TAG_OR_TEXT) ?? [];
  dropSpaces(parts, 'start');
  dropSpaces(parts, 'end');
  return parts.map(plainText).join('');
}

function dropSpaces(parts: string[], edge: 'start' | 'end'): void {
  const isStart = edge === 'start';
  let isOutside = false;
  for (let step = 0; step < parts.length; step += 1) {
    const index = isStart ? step : parts.length - 1 - step;
    const part = parts[index] ?? '';
    if (part.startsWith('<')) {
      // Into an element what is outside stays outside; on the way out of one it is something else.
      const isInto = part.startsWith('</') !== isStart && !IN_A_LINE.test(part);
      isOutside = OF_BLOCK.test(part) || (isOutside && isInto);
    } else {
      const text: string = isOutside ? part.replace(isStart ? /^ / : / $/, '') : part;
      parts[index] = text;
      if (text !== '') isOutside = isStart ? text.endsWith(' ') : text.startsWith(' ');
    }
  }
}
