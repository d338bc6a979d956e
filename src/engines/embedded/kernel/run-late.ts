import { runScript } from './classic-script.ts';

/**
 * Runs the text of a bundle, which leaves the module in a variable of the global scope, and returns that module: what the
 * function does that `host/late-scripts.ts` puts in the place of a late module.
 */
export function runLate(source: string, variable: string): unknown {
  runScript(source, `${variable}.js`);
  return (globalThis as Record<string, unknown>)[variable];
}
