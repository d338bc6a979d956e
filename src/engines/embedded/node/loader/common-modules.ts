import { nodeError } from '../core/node-error.ts';
import { dynamicImport, loadEs } from './es-modules.ts';
import { pathOfUrl } from './file-url.ts';
import { builtinModule, builtinName, formatOf, parseJson } from './module-formats.ts';
import { folderOf, readText, resolvePathOf } from './resolve.ts';
import { compileFunction } from './scripts.ts';
import { stripTypes, withDynamicImport, withoutHashbang } from './source.ts';
import { syntaxErrorAt } from './syntax-error.ts';

export interface CommonModule {
  id: string;
  path: string;
  filename: string;
  exports: unknown;
  loaded: boolean;
  children: CommonModule[];
  paths: string[];
  parent?: CommonModule | undefined;
  require: RequireFunction;
}

export interface RequireFunction {
  (specifier: string): unknown;
  resolve: (specifier: string) => string;
  cache: Record<string, CommonModule>;
  main: CommonModule | undefined;
  extensions: Record<string, unknown>;
}

const cjsCache: Record<string, CommonModule> = Object.create(null) as Record<string, CommonModule>;
let main: CommonModule | undefined;

/** True when this file was loaded as a CommonJS module. */
export const isCommonModule = (path: string): boolean => cjsCache[path] !== undefined;

export function resolveRequired(specifier: unknown, from: string): string {
  if (typeof specifier !== 'string') {
    throw nodeError(
      'ERR_INVALID_ARG_TYPE',
      `The "id" argument must be of type string. Received ${specifier === null || specifier === undefined ? String(specifier) : `type ${typeof specifier}`}`,
      TypeError,
    );
  }
  if (specifier === '')
    throw nodeError(
      'ERR_INVALID_ARG_VALUE',
      `The argument 'id' must be a non-empty string. Received ''`,
      TypeError,
    );
  const name = builtinName(specifier);
  if (name !== undefined) return specifier.startsWith('node:') ? specifier : name;
  const resolved = resolvePathOf(specifier.startsWith('file:') ? pathOfUrl(specifier) : specifier, {
    kind: 'require',
    from,
  });
  if (resolved !== undefined) return resolved;
  const stack = requireStack(from);
  const lines = stack.length > 0 ? `\nRequire stack:\n- ${stack.join('\n- ')}` : '';
  const error = new Error(`Cannot find module '${specifier}'${lines}`);
  Object.assign(error, { code: 'MODULE_NOT_FOUND', requireStack: stack });
  throw error;
}

function requireStack(from: string): string[] {
  const stack: string[] = [];
  for (let at = cjsCache[from]; at; at = at.parent) stack.push(at.filename);
  return stack;
}

export function makeRequire(from: string, parent?: CommonModule): RequireFunction {
  const require = (specifier: unknown): unknown => {
    const id = resolveRequired(specifier, from);
    if (!id.startsWith('/')) return builtinModule(id.replace(/^node:/, ''));
    return loadCommon(id, parent);
  };
  return Object.assign(require, {
    resolve: (specifier: string) => resolveRequired(specifier, from),
    cache: cjsCache,
    main,
    extensions: { '.js': undefined, '.json': undefined },
  });
}

function newModule(path: string, parent: CommonModule | undefined): CommonModule {
  const paths: string[] = [];
  for (let at = folderOf(path); ; at = folderOf(at)) {
    if (!at.endsWith('/node_modules'))
      paths.push(at === '/' ? '/node_modules' : `${at}/node_modules`);
    if (at === '/') break;
  }
  const module = {
    id: parent ? path : '.',
    path: folderOf(path),
    exports: {},
    filename: path,
    loaded: false,
    children: [],
    paths,
  } as unknown as CommonModule;
  Object.defineProperty(module, 'parent', { value: parent, enumerable: false, writable: true });
  Object.defineProperty(module, 'require', {
    value: makeRequire(path, module),
    enumerable: false,
    writable: true,
  });
  return module;
}

/** The exports of a file that is required, or imported though it is no ES module. */
export function loadCommon(path: string, parent: CommonModule | undefined): unknown {
  const cached = cjsCache[path];
  if (cached) return cached.exports;
  const format = formatOf(path);
  if (format === 'module') return requireEs(path);
  const module = newModule(path, parent);
  cjsCache[path] = module;
  parent?.children.push(module);
  try {
    if (format === 'json') module.exports = parseJson(path);
    else runCommon(module, readText(path), path);
    module.loaded = true;
  } catch (error) {
    Reflect.deleteProperty(cjsCache, path);
    throw error;
  }
  return module.exports;
}

const WRAPPED = ['exports', 'require', 'module', '__filename', '__dirname', '__lab_dynamic'];

/** Runs the text of a CommonJS module. */
function runCommon(module: CommonModule, source: string, shown: string): void {
  const text = stripTypes(withoutHashbang(source), module.filename);
  const compiled = withDynamicImport(text, '__lab_dynamic');
  let run;
  try {
    run = compileFunction(compiled, WRAPPED, { shown, source });
  } catch (error) {
    throw syntaxErrorAt(error, source, shown, compiled);
  }
  const { require, filename, path } = module;
  Reflect.apply(run, module.exports, [
    module.exports,
    require,
    module,
    filename,
    path,
    dynamicImport(filename),
  ]);
}

function requireEs(path: string): unknown {
  const module = loadEs(path);
  const result = module.evaluate(new Set());
  if (result) {
    result.catch(() => undefined);
    throw nodeError(
      'ERR_REQUIRE_ASYNC_MODULE',
      'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.',
    );
  }
  const { namespace } = module;
  return Object.hasOwn(namespace, 'module.exports') ? namespace['module.exports'] : namespace;
}

/** Runs a CommonJS or JSON file as the program. */
export function runMainCommon(path: string): void {
  const module = newModule(path, undefined);
  main = module;
  module.id = '.';
  cjsCache[path] = module;
  Object.defineProperty(module, 'require', {
    value: makeRequire(path, module),
    enumerable: false,
    writable: true,
  });
  if (formatOf(path) === 'json') module.exports = parseJson(path);
  else runCommon(module, readText(path), path);
  module.loaded = true;
}

/** Runs a text that is no file, with `require` and its like on the global scope. */
export function runCommonText(source: string, name: string, path: string): void {
  const module = newModule(path, undefined);
  module.filename = path;
  const scope = globalThis as unknown as Record<string, unknown>;
  Object.assign(scope, {
    module,
    exports: module.exports,
    require: module.require,
    __filename: name,
    __dirname: '.',
  });
  runCommon(module, source, name);
}
