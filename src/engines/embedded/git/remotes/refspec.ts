import { fatal } from '../git-error.ts';

/** Which refs of one repository go to which of another: `+refs/heads/*:refs/remotes/origin/*`. */
export interface Refspec {
  /** `+`: also where it is no fast-forward. */
  readonly force: boolean;
  /** Empty in a push that deletes. */
  readonly source: string;
  /** `undefined` when nothing was said: `git fetch origin main`. */
  readonly target: string | undefined;
}

const stars = (text: string): number => text.split('*').length - 1;

/**
 * Reads `+source:target`. A push may name any revision as its source, a fetch only a ref.
 *
 * @throws GitExit in git's words when the text is no refspec.
 */
export function parseRefspec(text: string, use: 'fetch' | 'push'): Refspec {
  const [, plus, source = '', colon, target] = /^(\+?)(.*?)(:([^:]*))?$/s.exec(text) ?? [];
  const invalid = fatal(`invalid refspec '${text}'`);
  const refs = use === 'fetch' ? text.replace(/^\+|:/g, '') : (target ?? source);
  if (/[\s~^:?[\\]/.test(refs)) throw invalid;
  if (use === 'push' && target === '') throw invalid;
  if (stars(source) > 1 || stars(target ?? '') > 1) throw invalid;
  if (target !== undefined && target !== '' && stars(source) !== stars(target)) throw invalid;
  return { force: plus === '+', source, target: colon === undefined ? undefined : target };
}

/** Where a refspec puts a ref, by its full names; `undefined` when it does not concern it. */
export function mappedBy({ source, target }: Refspec, ref: string): string | undefined {
  if (target === undefined || target === '') return undefined;
  const at = source.indexOf('*');
  if (at < 0) return ref === source ? target : undefined;
  const before = source.slice(0, at);
  const after = source.slice(at + 1);
  if (ref.length < before.length + after.length) return undefined;
  if (!ref.startsWith(before) || !ref.endsWith(after)) return undefined;
  // A function: a `$` in a name is no pattern.
  return target.replace('*', () => ref.slice(before.length, ref.length - after.length));
}

/** What a refspec makes this ref from: `mappedBy` the other way round. */
export const sourceOf = ({ source, target = '' }: Refspec, ref: string): string | undefined =>
  mappedBy({ force: false, source: target, target: source }, ref);
