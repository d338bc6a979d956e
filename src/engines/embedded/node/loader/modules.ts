import { compileFunction } from './scripts.ts';
import { folderOf, packageOf, readText, resolvePathOf, type Resolver } from './resolve.ts';
import {
  hasModuleSyntax,
  isTypeScript,
  moduleText,
  stripTypes,
  withDynamicImport,
  withoutHashbang,
} from './source.ts';
import { markNamespace } from '../modules/inspect-shapes.ts';
import { nodeError, notInLab } from '../core/node-error.ts';
import { syntaxErrorAt } from './syntax-error.ts';
import { fileUrl, pathOfUrl } from './file-url.ts';

/** Node's own modules, by name without `node:`. */
export interface Builtins {
  has(name: string): boolean;
  /** Needs `node:` before it, as `node:test` does. */
  onlyWithScheme(name: string): boolean;
  get(name: string): unknown;
}

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

type Namespace = Record<string, unknown>;

/** A module of the ES kind, or anything else as one sees it. */
interface EsModule {
  readonly id: string;
  readonly namespace: Namespace;
  /** Names that may be imported; `null` when they are known only after it ran. */
  names(seen?: ReadonlySet<EsModule>): ReadonlySet<string> | null;
  evaluate(above: ReadonlySet<EsModule>): void | Promise<void>;
}

const cjsCache: Record<string, CommonModule> = Object.create(null) as Record<string, CommonModule>;
const esmCache = new Map<string, EsModule>();
let builtins: Builtins;
let main: CommonModule | undefined;
let warn: (message: string, code: string) => void = () => undefined;

export function useBuiltins(given: Builtins, onWarning: typeof warn): void {
  builtins = given;
  warn = onWarning;
}

function builtinName(specifier: string): string | undefined {
  const name = specifier.replace(/^node:/, '');
  if (specifier.startsWith('node:')) {
    if (!builtins.has(name))
      throw nodeError('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
    return name;
  }
  return builtins.has(name) && !builtins.onlyWithScheme(name) ? name : undefined;
}

/** `commonjs`, `module` or `json`: what a file is by its ending, its package, or else its text. */
function formatOf(path: string): 'commonjs' | 'module' | 'json' {
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

// --- CommonJS ---------------------------------------------------------------------------------------------------------

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
  const error = nodeErrorWithout(`Cannot find module '${specifier}'${lines}`);
  Object.assign(error, { code: 'MODULE_NOT_FOUND', requireStack: stack });
  throw error;
}

const nodeErrorWithout = (message: string): Error => new Error(message);

function requireStack(from: string): string[] {
  const stack: string[] = [];
  for (let at = cjsCache[from]; at; at = at.parent) stack.push(at.filename);
  return stack;
}

export function makeRequire(from: string, parent?: CommonModule): RequireFunction {
  const require = (specifier: unknown): unknown => {
    const id = resolveRequired(specifier, from);
    if (!id.startsWith('/')) return builtins.get(id.replace(/^node:/, ''));
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

function loadCommon(path: string, parent: CommonModule | undefined): unknown {
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

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readText(path).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof Error) error.message = `${path}: ${error.message}`;
    throw error;
  }
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

// --- ES modules -------------------------------------------------------------------------------------------------------

function resolveImported(specifier: string, from: string): string {
  if (/^(?:https?|ftp|wss?):/.test(specifier)) {
    throw notInLab(`import of ${specifier}`, 'a lab has no network; packages come with the lab');
  }
  const name = builtinName(specifier);
  if (name !== undefined) return `node:${name}`;
  const path = specifier.startsWith('file:') ? pathOfUrl(specifier) : specifier;
  const relative = /^(?:\.{1,2}\/|\/)/.test(path);
  const resolved = resolvePathOf(
    relative ? decodeURIComponent(path.replace(/[?#].*$/, '')) : path,
    { kind: 'import', from } satisfies Resolver,
  );
  if (resolved !== undefined) return resolved;
  const error = nodeError(
    'ERR_MODULE_NOT_FOUND',
    relative
      ? `Cannot find module '${path.startsWith('/') ? path : absoluteFrom(path, from)}' imported from ${from}`
      : `Cannot find package '${packageName(specifier)}' imported from ${from}`,
  );
  if (relative) Object.assign(error, { url: fileUrl(absoluteFrom(path, from)) });
  throw error;
}

const packageName = (specifier: string): string =>
  /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

function absoluteFrom(path: string, from: string): string {
  return new URL(path, fileUrl(from)).pathname;
}

export function dynamicImport(from: string) {
  return (specifier: unknown, options?: { with?: { type?: string } }): Promise<Namespace> =>
    importModule(String(specifier), from, options?.with?.type === 'json');
}

/** `import(…)`: resolves to the namespace when the module and all that it needs have run. */
export async function importModule(
  specifier: string,
  from: string,
  isJson = false,
): Promise<Namespace> {
  await Promise.resolve();
  const module = loadEs(resolveImported(specifier, from), isJson);
  await module.evaluate(new Set());
  return module.namespace;
}

function loadEs(id: string, isJson = false): EsModule {
  const cached = esmCache.get(id);
  if (cached) return cached;
  if (id.startsWith('node:')) return remembered(id, () => builtins.get(id.slice('node:'.length)));
  const format = formatOf(id);
  if (format === 'json') {
    if (!isJson) {
      throw nodeError(
        'ERR_IMPORT_ATTRIBUTE_MISSING',
        `Module "${fileUrl(id)}" needs an import attribute of "type: json"`,
        TypeError,
      );
    }
    return remembered(id, () => parseJson(id), true);
  }
  if (isJson) {
    throw nodeError(
      'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
      `Module "${fileUrl(id)}" is not of type "json"`,
      TypeError,
    );
  }
  if (format === 'commonjs') return remembered(id, () => loadCommon(id, undefined));
  return readEs(id, readText(id));
}

/** Anything that is not an ES module, as a module: its value is the default, its properties are names. */
function remembered(id: string, value: () => unknown, defaultOnly = false): EsModule {
  const namespace = newNamespace();
  let ran = false;
  const run = () => {
    if (ran) return;
    ran = true;
    const exports = value();
    const names =
      !defaultOnly &&
      (typeof exports === 'object' || typeof exports === 'function') &&
      exports !== null
        ? Object.keys(exports)
        : [];
    for (const name of names) {
      if (name !== 'default') define(namespace, name, () => (exports as Namespace)[name]);
    }
    const isCompiled =
      !id.startsWith('node:') && isRecord(exports) && exports['__esModule'] === true;
    if (isCompiled || !defaultOnly) define(namespace, 'module.exports', () => exports, false);
    define(namespace, 'default', () => exports);
    sealed(namespace);
  };
  const module: EsModule = {
    id,
    namespace,
    names: () => {
      if (!ran) return null;
      return new Set(Object.keys(namespace));
    },
    evaluate: run,
  };
  esmCache.set(id, module);
  if (id.startsWith('node:')) run();
  return module;
}

const isRecord = (value: unknown): value is Namespace =>
  typeof value === 'object' && value !== null;

function newNamespace(): Namespace {
  const namespace = Object.create(null, {
    [Symbol.toStringTag]: { value: 'Module' },
    __esModule: { value: true },
  }) as Namespace;
  markNamespace(namespace);
  return namespace;
}

function define(namespace: Namespace, name: string, get: () => unknown, enumerable = true): void {
  Object.defineProperty(namespace, name, { get, enumerable, configurable: true });
}

function sealed(namespace: Namespace): void {
  const names = Object.keys(namespace).sort();
  const getters = names.map(
    (name) => [name, Object.getOwnPropertyDescriptor(namespace, name)] as const,
  );
  for (const name of names) Reflect.deleteProperty(namespace, name);
  for (const [name, getter] of getters) {
    if (getter) Object.defineProperty(namespace, name, { ...getter, configurable: false });
  }
  Object.preventExtensions(namespace);
}

/** Reads an ES module and, before it, all that it imports: nothing runs while something is missing. */
function readEs(id: string, source: string): EsModule {
  const url = fileUrl(id);
  let text;
  try {
    text = moduleText(stripTypes(withoutHashbang(source), id));
  } catch (error) {
    throw syntaxErrorAt(error, source, url, undefined);
  }
  const exports: Namespace = {};
  const namespace = newNamespace();
  const needs = new Map<string, EsModule>();
  let linked = false;
  let started = false;
  let done: void | Promise<void>;
  let failure: { error: unknown } | undefined;

  const module: EsModule = {
    id,
    namespace,
    names: (seen = new Set()) => {
      const names = new Set(text.exports);
      for (const star of text.stars) {
        const from = needs.get(star);
        if (!from || seen.has(from)) continue;
        for (const name of from.names(new Set([...seen, module])) ?? [])
          if (name !== 'default') names.add(name);
      }
      return names;
    },
    evaluate: (above) => {
      if (failure) throw failure.error;
      if (started) return above.has(module) ? undefined : done;
      started = true;
      link();
      done = evaluateAll([...needs.values()], new Set([...above, module]), () => run());
      return done;
    },
  };
  esmCache.set(id, module);
  try {
    for (const { specifier, isJson } of text.imports) {
      if (!needs.has(specifier))
        needs.set(specifier, loadEs(resolveImported(specifier, id), isJson));
    }
  } catch (error) {
    esmCache.delete(id);
    throw error;
  }

  const link = () => {
    if (linked) return;
    linked = true;
    for (const one of text.imports) assertNames(one, needs.get(one.specifier), source, url);
    for (const name of module.names() ?? []) define(namespace, name, () => exports[name]);
    sealed(namespace);
  };
  const meta = Object.assign(Object.create(null) as object, {
    dirname: folderOf(id),
    filename: id,
    main: false,
    resolve: (specifier: string) => {
      const found = resolveImported(specifier, id);
      return found.startsWith('node:') ? found : fileUrl(found);
    },
    url,
  });
  const run = (): void | Promise<void> => {
    for (const one of text.imports) assertNames(one, needs.get(one.specifier), source, url);
    const own = (specifier: string) => needs.get(specifier)?.namespace;
    const parameters = ['exports', '__lab_import', '__lab_dynamic', '__lab_meta'];
    try {
      let body;
      try {
        body = compileFunction(text.code, parameters, {
          shown: url,
          source,
          kind: text.mayAwait ? 'async ' : '',
        });
      } catch (error) {
        throw syntaxErrorAt(error, source, url, text.code);
      }
      const result: unknown = Reflect.apply(body, undefined, [
        exports,
        own,
        dynamicImport(id),
        meta,
      ]);
      if (!(result instanceof Promise)) return undefined;
      return (result as Promise<void>).catch((error: unknown) => {
        failure = { error };
        throw error;
      });
    } catch (error) {
      failure = { error };
      throw error;
    }
  };
  return module;
}

function evaluateAll(
  modules: readonly EsModule[],
  above: ReadonlySet<EsModule>,
  then: () => void | Promise<void>,
): void | Promise<void> {
  for (const [index, module] of modules.entries()) {
    const result = module.evaluate(above);
    if (result) return result.then(() => evaluateAll(modules.slice(index + 1), above, then));
  }
  return then();
}

/** Names that a module does not export, said as V8 and Node say it, with the line of the import. */
function assertNames(
  { specifier, names, at }: { specifier: string; names: readonly string[]; at: number },
  from: EsModule | undefined,
  source: string,
  url: string,
): void {
  const known = from?.names();
  if (!from || !known) return;
  for (const name of names) {
    if (name === '*' || known.has(name)) continue;
    const isCommon = from.id.startsWith('/') && cjsCache[from.id] !== undefined;
    const message = isCommon
      ? `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not support all module.exports as named exports.\nCommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '${specifier}';\nconst { ${name} } = pkg;\n`
      : `The requested module '${specifier}' does not provide an export named '${name}'`;
    const place = Math.max(at, source.indexOf(name, at));
    throw syntaxErrorAt(new SyntaxError(message), source, url, undefined, place);
  }
}

// --- The program itself -----------------------------------------------------------------------------------------------

/** Runs a file as the program. Resolves when all its modules have run, top-level awaits included. */
export function runMain(path: string): void | Promise<void> {
  const format = formatOf(path);
  if (format !== 'module') {
    const module = newModule(path, undefined);
    main = module;
    module.id = '.';
    cjsCache[path] = module;
    Object.defineProperty(module, 'require', {
      value: makeRequire(path, module),
      enumerable: false,
      writable: true,
    });
    if (format === 'json') module.exports = parseJson(path);
    else runCommon(module, readText(path), path);
    module.loaded = true;
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
  return undefined;
}
