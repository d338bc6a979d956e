/**
 * True when git accepts this name of a ref.
 *
 * @see git-check-ref-format(1)
 */
export function isValidRefName(name: string): boolean {
  return (
    name !== '' &&
    name !== '@' &&
    !/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/.test(name) &&
    name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
  );
}

/** As `isValidRefName`, for the part after `refs/heads/`. */
export const isValidBranchName = (name: string): boolean =>
  isValidRefName(name) && !name.startsWith('-') && name !== 'HEAD';

/** The name as people write it: without `refs/heads/` and the like. */
export const shortRef = (ref: string): string => ref.replace(/^refs\/(?:heads|tags|remotes)\//, '');
