import { placeOf } from '../loader/stack.ts';
import { knownScript } from '../loader/scripts.ts';
import { syntaxPlaceOf } from '../loader/syntax-error.ts';
import { inspect } from '../modules/inspect.ts';
import { NODE_VERSION } from './process-state.ts';
import { print } from './output.ts';

/** Prints an error that ends the program as Node does: its place, its line, its stack. */
export function reportFatal(error: unknown, options: { isRejection?: boolean } = {}): void {
  print(2, `${fatalText(error, options.isRejection === true)}\n\nNode.js ${NODE_VERSION}\n`);
}

function fatalText(error: unknown, isRejection: boolean): string {
  if (!(error instanceof Error)) {
    if (isRejection) {
      const reason =
        typeof error === 'object' && error !== null
          ? inspect(error)
          : inspect(error).replace(/^'|'$/g, '"');
      return `node:internal/process/promises\n\n[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${reason.replace(/^"|"$/g, '')}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`;
    }
    return `Uncaught:\n${typeof error === 'string' ? error : inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
  }
  const shown = inspect(error);
  // An error without frames stands in brackets only inside of something else.
  const bare = shown.includes('\n    at ')
    ? shown
    : shown.replace(/^\[([\s\S]*?)\](?= \{|$)/, '$1');
  return `${placeText(error, isRejection)}${bare}`;
}

/** `file:line`, the line, and a mark under the place: nothing where the place is not known. */
export function placeText(error: Error, fromPromise: boolean): string {
  // V8 writes a stack when it is first read, and the place is known then.
  if (error.stack === undefined) return '';
  const syntax = syntaxPlaceOf(error);
  const place = syntax ?? placeOf(error);
  if (!place) return '';
  const source =
    syntax?.source ?? knownScript(place.shown.replace(/\s/g, encodeURIComponent))?.source;
  const line = source?.split('\n')[place.line - 1];
  if (line === undefined) return '';
  const before = line.slice(0, place.column - 1);
  const thrown = /(?:^|[^\w$])(throw\s+)$/.exec(before)?.[1];
  // A rejection has no `throw` of its own: Node points at where the error was made.
  const at =
    thrown === undefined || syntax || fromPromise ? before.length : before.length - thrown.length;
  const mark = syntax ? '^'.repeat(markLength(line.slice(at))) : '^';
  return `${place.shown}:${place.line}\n${line}\n${line.slice(0, at).replace(/[^\t]/g, ' ')}${mark}\n\n`;
}

const markLength = (rest: string): number => /^(?:[\w$]+|[^\s\w$])/.exec(rest)?.[0].length ?? 1;
