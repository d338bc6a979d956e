import { runCommonText, runMainCommon } from './common-modules.ts';
import { loadEs, readEs } from './es-modules.ts';
import { formatOf } from './module-formats.ts';
import { hasModuleSyntax } from './source.ts';

/** Runs a file as the program. Resolves when all its modules have run, top-level awaits included. */
export function runMain(path: string): void | Promise<void> {
  if (formatOf(path) !== 'module') {
    runMainCommon(path);
    return undefined;
  }
  // As in Node, a module runs when promises do: `nextTick` comes after them.
  return Promise.resolve().then(() => loadEs(path).evaluate(new Set()));
}

/** Runs a text that is no file: `-e`, `-p`, standard input. */
export function runText(
  source: string,
  name: string,
  folder: string,
  isModule: boolean,
): void | Promise<void> {
  const path = `${folder === '/' ? '' : folder}/${name}`;
  if (isModule || hasModuleSyntax(source)) {
    return Promise.resolve().then(() => readEs(path, source).evaluate(new Set()));
  }
  runCommonText(source, name, path);
  return undefined;
}
