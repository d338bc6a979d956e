import { nodeError } from '../core/node-error.ts';
import { fileUrl } from './file-url.ts';
import { folderOf, packageOf, readText } from './resolve.ts';
import { hasModuleSyntax, isTypeScript, stripTypes, withoutHashbang } from './source.ts';

/** Node's own modules, by name without `node:`. */
export interface Builtins {
  has(name: string): boolean;
  /** Needs `node:` before it, as `node:test` does. */
  onlyWithScheme(name: string): boolean;
  get(name: string): unknown;
}

let builtins: Builtins;
let warn: (message: string, code: string) => void = () => undefined;

export function useBuiltins(given: Builtins, onWarning: typeof warn): void {
  builtins = given;
  warn = onWarning;
}

/** A module of Node's own. */
export const builtinModule = (name: string): unknown => builtins.get(name);

/** The name without `node:` of a module of Node's own; `undefined` for any other. @throws Error for a `node:` that is none. */
export function builtinName(specifier: string): string | undefined {
  const name = specifier.replace(/^node:/, '');
  if (specifier.startsWith('node:')) {
    if (!builtins.has(name))
      throw nodeError('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
    return name;
  }
  return builtins.has(name) && !builtins.onlyWithScheme(name) ? name : undefined;
}

/** `commonjs`, `module` or `json`: what a file is by its ending, its package, or else its text. */
export function formatOf(path: string): 'commonjs' | 'module' | 'json' {
  if (path.endsWith('.json')) return 'json';
  if (/\.[m](?:js|ts)$/.test(path)) return 'module';
  if (/\.[c](?:js|ts)$/.test(path)) return 'commonjs';
  const owner = packageOf(folderOf(path));
  if (owner?.data.type === 'module') return 'module';
  if (owner?.data.type === 'commonjs') return 'commonjs';
  const source = withoutHashbang(readText(path));
  const text = isTypeScript(path) ? stripTypes(source, path) : source;
  if (!hasModuleSyntax(text)) return 'commonjs';
  if (owner) {
    warn(
      `Module type of ${fileUrl(path)} is not specified and it doesn't parse as CommonJS.\nReparsing as ES module because module syntax was detected. This incurs a performance overhead.\nTo eliminate this warning, add "type": "module" to ${owner.path}.`,
      'MODULE_TYPELESS_PACKAGE_JSON',
    );
  }
  return 'module';
}

/** The value of a JSON file. @throws SyntaxError that names it. */
export function parseJson(path: string): unknown {
  try {
    return JSON.parse(readText(path).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof Error) error.message = `${path}: ${error.message}`;
    throw error;
  }
}
