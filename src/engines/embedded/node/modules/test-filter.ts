/** What a filter sees of a test: its name, and the suite or test that it stands in. */
interface Named {
  readonly name: string;
  readonly parent: Named | undefined;
}

let wanted: readonly RegExp[] = [];
let unwanted: readonly RegExp[] = [];

/** Of `--test-name-pattern` and `--test-skip-pattern`: texts, or regular expressions as `/…/i`. */
export function filterTests(names: readonly string[], skips: readonly string[]): void {
  wanted = names.map(patternOf);
  unwanted = skips.map(patternOf);
}

/** A suite that is not wanted itself is left out when nothing in it is wanted. */
export function isWanted(node: Named): boolean {
  if (unwanted.some((pattern) => isNamed(node, pattern))) return false;
  return wanted.length === 0 || wanted.some((pattern) => isNamed(node, pattern));
}

function patternOf(text: string): RegExp {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/.exec(text) ?? [];
  return source === undefined ? new RegExp(text) : new RegExp(source, flags);
}

/** By its own name, by the name of one that it stands in, or by all of them together. */
function isNamed(node: Named, pattern: RegExp): boolean {
  const path: string[] = [];
  for (let at: Named = node; at.parent; at = at.parent) path.unshift(at.name);
  return [...path, path.join(' ')].some((name) => name.search(pattern) >= 0);
}
