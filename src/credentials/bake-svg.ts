import { CredentialError } from './credential-error.ts';

const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';
const LONGEST_IMAGE = 4 * 1024 * 1024;

/** A piece of markup: a tag, or the text of a CDATA section. */
interface Piece {
  readonly kind: 'open' | 'close' | 'empty' | 'cdata';
  /** The tag's name, or the section's text. */
  readonly text: string;
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Puts the text of a signed badge into an SVG, as `openbadges:credential`, first in its root.
 *
 * @throws CredentialError `ImageUnusable` for markup that is not a well-formed SVG, has a document type, or a badge already.
 * @see https://www.imsglobal.org/spec/ob/v3p0#baked-badge
 */
export function bakeSvg(svg: string, badge: string): string {
  const root = rootOf(piecesOf(svg));
  if (/\bopenbadges\b/.test(root.attributes) || badgeInSvg(svg) !== undefined) {
    refuse('an SVG that carries a badge already; bake the plain picture');
  }
  if (root.kind === 'empty') refuse('an SVG without any content');
  // "]]>" can stand only inside strings of JSON, where the escape means the same.
  const text = badge.replaceAll(']]>', ']]\\u003e');
  const element = `<openbadges:credential><![CDATA[${text}]]></openbadges:credential>`;
  const tag = svg.slice(root.start, root.end - 1);
  return `${svg.slice(0, root.start)}${tag} xmlns:openbadges="${NAMESPACE}">${element}${svg.slice(root.end)}`;
}

/**
 * The text of the badge in an SVG, or `undefined` when it carries none.
 *
 * @throws CredentialError `ImageUnusable` as above, for several badges, for one in another place than directly in the root, or
 * for one of another form than a CDATA section (a JWT in `verify`, for example).
 */
export function badgeInSvg(svg: string): string | undefined {
  const pieces = piecesOf(svg);
  const root = rootOf(pieces);
  let found: string | undefined;
  const open: string[] = [];
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === 'close') {
      if (open.pop() !== piece.text) refuse('an SVG whose tags do not close in order');
    } else if (piece.kind !== 'cdata' && piece.text === 'openbadges:credential') {
      if (found !== undefined) refuse('an SVG with several badges');
      if (open.length !== 1) refuse('a badge that does not stand directly in the root of the SVG');
      found = textOf(pieces[at + 1], pieces[at + 2]);
    }
    if (piece.kind === 'open') open.push(piece.text);
  }
  if (open.length > 0) refuse('an SVG that ends before its tags are closed');
  const declared = new RegExp(`\\sxmlns:openbadges\\s*=\\s*(["'])${NAMESPACE}\\1`);
  if (found !== undefined && !declared.test(root.attributes)) {
    refuse('a badge in another namespace than that of Open Badges 3.0');
  }
  return found;
}

function textOf(section: Piece | undefined, close: Piece | undefined): string {
  if (section?.kind !== 'cdata' || close?.kind !== 'close') {
    return refuse('a badge that is not one CDATA section');
  }
  return section.text.trim();
}

function rootOf(pieces: readonly Piece[]): Piece {
  const [root] = pieces;
  if (!root || root.text !== 'svg' || root.kind === 'close')
    return refuse('a file that is not SVG');
  return root;
}

function piecesOf(svg: string): readonly Piece[] {
  if (svg.length > LONGEST_IMAGE) refuse('an SVG of more than four million characters');
  const pieces: Piece[] = [];
  let at = svg.indexOf('<');
  while (at >= 0) {
    const piece = pieceAt(svg, at);
    if (piece.kind !== undefined) pieces.push(piece);
    at = svg.indexOf('<', piece.end);
  }
  return pieces;
}

type Skipped = { readonly kind?: undefined; readonly end: number };

function pieceAt(svg: string, start: number): Piece | Skipped {
  if (svg.startsWith('<!--', start)) return { end: after(svg, '-->', start + 4) };
  if (svg.startsWith('<?', start)) return { end: after(svg, '?>', start + 2) };
  if (svg.startsWith('<![CDATA[', start)) {
    const end = after(svg, ']]>', start + 9);
    return { kind: 'cdata', text: svg.slice(start + 9, end - 3), attributes: '', start, end };
  }
  if (svg.startsWith('<!', start)) return refuse('a document type, which could define other text');
  const end = endOfTag(svg, start);
  const inside = svg.slice(start + 1, end - 1);
  const name = /^\/?([A-Za-z_][\w:.-]*)/.exec(inside)?.[1];
  if (name === undefined) return refuse('a tag without a name');
  const kind = inside.startsWith('/') ? 'close' : inside.endsWith('/') ? 'empty' : 'open';
  return { kind, text: name, attributes: inside.slice(name.length), start, end };
}

/** A ">" inside a quoted attribute does not end the tag. */
function endOfTag(svg: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < svg.length; at += 1) {
    const character = svg.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return refuse('a tag that is not closed');
}

function after(svg: string, mark: string, from: number): number {
  const at = svg.indexOf(mark, from);
  return at < 0 ? refuse('an SVG that ends in the middle') : at + mark.length;
}

function refuse(found: string): never {
  throw new CredentialError('ImageUnusable', found);
}
