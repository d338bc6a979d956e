import { transform } from 'sucrase';
import { moduleText } from './source.ts';

/** Where a text does not parse, for the report of an error that ends the program. Lines and columns count from 1. */
export interface ErrorPlace {
  readonly shown: string;
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

const places = new WeakMap<object, ErrorPlace>();

export const syntaxPlaceOf = (error: object): ErrorPlace | undefined => places.get(error);

/**
 * A SyntaxError with the place in the program's own text. The platform tells the words but not the place; a parser of
 * our own finds it, and its words stand in where the platform never saw the text.
 */
export function syntaxErrorAt(
  error: unknown,
  source: string,
  shown: string,
  compiled: string | undefined,
  offset?: number,
): unknown {
  if (!(error instanceof Error)) return error;
  const known = places.has(error);
  if (known) return error;
  const isSyntax = error instanceof SyntaxError || /^Parse error/.test(error.message);
  if (!isSyntax) return error;
  const place = offset === undefined ? placeIn(error, source) : placeOfOffset(source, offset);
  // A parser of our own puts more on its errors than V8 does.
  const isOwn = 'loc' in error || !(error instanceof SyntaxError);
  const result = isOwn ? new SyntaxError(error.message) : error;
  result.message = result.message.replace(/ \(\d+:\d+\)$/, '');
  if (compiled === undefined && offset === undefined)
    result.message = wordsOf(source, place, result.message);
  result.stack = `${result.name}: ${result.message}`;
  if (place) places.set(result, { shown, source, ...place });
  return result;
}

function placeOfOffset(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function placeIn(error: Error, source: string): { line: number; column: number } | undefined {
  const found = locOf(error);
  if (found) return found;
  try {
    transform(source, { transforms: ['typescript'], disableESTransforms: true });
    moduleText(source);
  } catch (other) {
    return locOf(other);
  }
  return undefined;
}

function locOf(error: unknown): { line: number; column: number } | undefined {
  const { loc } = error as { loc?: { line: number; column: number } };
  return loc && { line: loc.line, column: loc.column };
}

/** As V8 words it. */
function wordsOf(
  source: string,
  place: { line: number; column: number } | undefined,
  words: string,
): string {
  if (!place) return words;
  const line = source.split('\n')[place.line - 1] ?? '';
  const rest = line.slice(place.column - 1);
  const token = /^(?:[\w$]+|[^\s\w$])/.exec(rest)?.[0];
  if (token === undefined) return 'Unexpected end of input';
  return /^[\w$]/.test(token) ? `Unexpected identifier '${token}'` : `Unexpected token '${token}'`;
}
