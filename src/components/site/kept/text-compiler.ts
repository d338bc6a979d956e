/** Compiles a text of the site to the body of a function, which returns what Astro's `render()` needs of it. */
export type CompileText = (path: string) => Promise<string>;

interface WithCompiler {
  [COMPILER]?: CompileText;
}

/** Pages are a bundle of their own in the process of the build: what they share with it stands in the global scope. */
const COMPILER = Symbol.for('plumbline:text-compiler');

export function setTextCompiler(compile: CompileText): void {
  (globalThis as WithCompiler)[COMPILER] = compile;
}

/** @throws what the compiler throws; and when pages are rendered by another process than the build's */
export function compileText(path: string): Promise<string> {
  const compile = (globalThis as WithCompiler)[COMPILER];
  if (!compile) throw new Error(`${path} cannot be compiled: this is not the process of a build.`);
  return compile(path);
}
