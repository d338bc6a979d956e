import { state } from '../core/process-state.ts';
import { placeOf } from '../loader/stack.ts';

/** Where the program called the function `above`: file, line and column; empty where no stack tells. */
export function callerPlace(above: unknown): string {
  const error = new Error('place');
  const { captureStackTrace } = Error as unknown as {
    captureStackTrace?: (target: object, above: unknown) => void;
  };
  captureStackTrace?.(error, above);
  // V8 writes a stack when it is first read, and the place is known then.
  if (error.stack === undefined) return '';
  const place = placeOf(error);
  if (!place) return '';
  const path = decodeURIComponent(place.shown.replace(/^file:\/\//, ''));
  const folder = state.cwd === '/' ? '/' : `${state.cwd}/`;
  return `${path.startsWith(folder) ? path.slice(folder.length) : path}:${place.line}:${place.column}`;
}
