import { nodeError, notInLab } from '../core/node-error.ts';
import { isCommonModule, loadCommon } from './common-modules.ts';
import { fileUrl, pathOfUrl } from './file-url.ts';
import { builtinModule, builtinName, formatOf, parseJson } from './module-formats.ts';
import {
  defineExport,
  isRecord,
  newNamespace,
  sealNamespace,
  type Namespace,
} from './namespace.ts';
import { folderOf, readText, resolvePathOf, type Resolver } from './resolve.ts';
import { compileFunction } from './scripts.ts';
import { moduleText, stripTypes, withoutHashbang } from './source.ts';
import { syntaxErrorAt } from './syntax-error.ts';

/** A module of the ES kind, or anything else as one sees it. */
export interface EsModule {
  readonly id: string;
  readonly namespace: Namespace;
  /** Names that may be imported; `null` when they are known only after it ran. */
  names(seen?: ReadonlySet<EsModule>): ReadonlySet<string> | null;
  evaluate(above: ReadonlySet<EsModule>): void | Promise<void>;
}

const esmCache = new Map<string, EsModule>();

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
async function importModule(specifier: string, from: string, isJson = false): Promise<Namespace> {
  await Promise.resolve();
  const module = loadEs(resolveImported(specifier, from), isJson);
  await module.evaluate(new Set());
  return module.namespace;
}

/** The module of an id: an absolute path, or a name with `node:`. Nothing runs yet. */
export function loadEs(id: string, isJson = false): EsModule {
  const cached = esmCache.get(id);
  if (cached) return cached;
  if (id.startsWith('node:')) return remembered(id, () => builtinModule(id.slice('node:'.length)));
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
      if (name !== 'default') defineExport(namespace, name, () => (exports as Namespace)[name]);
    }
    const isCompiled =
      !id.startsWith('node:') && isRecord(exports) && exports['__esModule'] === true;
    if (isCompiled || !defaultOnly) defineExport(namespace, 'module.exports', () => exports, false);
    defineExport(namespace, 'default', () => exports);
    sealNamespace(namespace);
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

/** Reads an ES module and, before it, all that it imports: nothing runs while something is missing. */
export function readEs(id: string, source: string): EsModule {
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
    for (const name of module.names() ?? []) defineExport(namespace, name, () => exports[name]);
    sealNamespace(namespace);
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
    const isCommon = from.id.startsWith('/') && isCommonModule(from.id);
    const message = isCommon
      ? `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not support all module.exports as named exports.\nCommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '${specifier}';\nconst { ${name} } = pkg;\n`
      : `The requested module '${specifier}' does not provide an export named '${name}'`;
    const place = Math.max(at, source.indexOf(name, at));
    throw syntaxErrorAt(new SyntaxError(message), source, url, undefined, place);
  }
}
