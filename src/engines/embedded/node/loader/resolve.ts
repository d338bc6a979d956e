import { isFile, isFolder, type Tree } from '../../kernel/tree.ts';
import { state } from '../core/process-state.ts';
import { nodeError } from '../core/node-error.ts';

const decoder = new TextDecoder();

export interface PackageJson {
  readonly path: string;
  readonly folder: string;
  readonly data: {
    readonly name?: string;
    readonly type?: string;
    readonly main?: string;
    readonly exports?: unknown;
    readonly imports?: unknown;
    readonly bin?: unknown;
    readonly scripts?: Readonly<Record<string, string>>;
  };
}

const tree = (): Tree => state.tree;

export const readText = (path: string): string => decoder.decode(tree().readFile(path));

function isFileAt(path: string): boolean {
  const node = tree().tryLookup(path);
  return node !== undefined && isFile(node);
}

function isFolderAt(path: string): boolean {
  const node = tree().tryLookup(path);
  return node !== undefined && isFolder(node);
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const inside = (folder: string, name: string): string =>
  folder === '/' ? `/${name}` : `${folder}/${name}`;

/** The `package.json` that governs files of a folder. @throws Error ERR_INVALID_PACKAGE_CONFIG */
export function packageOf(folder: string): PackageJson | undefined {
  for (let at = folder; ; at = folderOf(at)) {
    if (!at.endsWith('/node_modules')) {
      const found = readPackage(at);
      if (found) return found;
    }
    if (at === '/') return undefined;
  }
}

export function readPackage(folder: string): PackageJson | undefined {
  const path = inside(folder, 'package.json');
  if (!isFileAt(path)) return undefined;
  try {
    return { path, folder, data: JSON.parse(readText(path)) as PackageJson['data'] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw nodeError(
      'ERR_INVALID_PACKAGE_CONFIG',
      `Invalid package config ${path}.${reason === '' ? '' : ` ${reason}`}`,
    );
  }
}

/** Where a specifier leads: a path of the tree. */
export interface Resolver {
  /** `require` or `import`: the condition of packages, and whether file endings may be left out. */
  readonly kind: 'require' | 'import';
  /** The file that asks, or the folder and a slash. */
  readonly from: string;
}

const ENDINGS = ['.js', '.json', '.node'];

export function resolvePathOf(specifier: string, resolver: Resolver): string | undefined {
  const folder = folderOf(resolver.from);
  if (/^(?:\.{1,2}(?:\/|$)|\/)/.test(specifier)) {
    const path = normal(specifier.startsWith('/') ? specifier : `${folder}/${specifier}`);
    return resolver.kind === 'import'
      ? asImported(path)
      : asRequired(path, /(?:\/|\.{1,2})$/.test(specifier));
  }
  if (specifier.startsWith('#')) return fromImports(specifier, folder, resolver);
  return fromPackages(specifier, folder, resolver);
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function asImported(path: string): string | undefined {
  if (isFolderAt(path)) {
    throw nodeError(
      'ERR_UNSUPPORTED_DIR_IMPORT',
      `Directory import '${path}' is not supported resolving ES modules`,
    );
  }
  return isFileAt(path) ? tree().realpath(path) : undefined;
}

function asRequired(path: string, folderOnly = false): string | undefined {
  if (!folderOnly) {
    for (const ending of ['', ...ENDINGS])
      if (isFileAt(path + ending)) return tree().realpath(path + ending);
  }
  if (!isFolderAt(path)) return undefined;
  const main = readPackage(path)?.data.main;
  const candidates =
    typeof main === 'string' ? [normal(`${path}/${main}`), normal(`${path}/${main}/index`)] : [];
  for (const candidate of [...candidates, inside(path, 'index')]) {
    for (const ending of ['', ...ENDINGS])
      if (isFileAt(candidate + ending)) return tree().realpath(candidate + ending);
  }
  return undefined;
}

function fromPackages(specifier: string, folder: string, resolver: Resolver): string | undefined {
  const match = /^(@[^/]+\/[^/]+|[^@/][^/]*)(\/.*)?$/.exec(specifier);
  if (!match) return undefined;
  const [, name = '', rest = ''] = match;
  const own = packageOf(folder);
  if (own?.data.name === name && own.data.exports !== undefined)
    return fromExports(own, `.${rest}`, resolver);
  for (let at = folder; ; at = folderOf(at)) {
    if (!at.endsWith('/node_modules')) {
      const home = inside(at, `node_modules/${name}`);
      const found = readPackage(home);
      if (found?.data.exports !== undefined) return fromExports(found, `.${rest}`, resolver);
      const path = `${home}${rest}`;
      const file =
        resolver.kind === 'import' && rest !== ''
          ? isFileAt(path)
            ? tree().realpath(path)
            : undefined
          : asRequired(path);
      if (file !== undefined) return file;
    }
    if (at === '/') return undefined;
  }
}

function fromExports(found: PackageJson, subpath: string, resolver: Resolver): string {
  const { exports } = found.data;
  const table =
    typeof exports === 'string' ||
    Array.isArray(exports) ||
    (isRecord(exports) && !Object.keys(exports).some((key) => key.startsWith('.')))
      ? { '.': exports }
      : (exports as Record<string, unknown>);
  const target = matched(table, subpath, resolver);
  if (target === undefined) {
    throw nodeError(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
      subpath === '.'
        ? `No "exports" main defined in ${found.path}`
        : `Package subpath '${subpath}' is not defined by "exports" in ${found.path}`,
    );
  }
  return existing(normal(`${found.folder}/${target}`), resolver);
}

function fromImports(specifier: string, folder: string, resolver: Resolver): string | undefined {
  const own = packageOf(folder);
  const target =
    own && isRecord(own.data.imports) ? matched(own.data.imports, specifier, resolver) : undefined;
  if (!own || target === undefined) {
    throw nodeError(
      'ERR_PACKAGE_IMPORT_NOT_DEFINED',
      `Package import specifier "${specifier}" is not defined${own ? ` in package ${own.path}` : ''} imported from ${resolver.from}`,
      TypeError,
    );
  }
  if (target.startsWith('./')) return existing(normal(`${own.folder}/${target}`), resolver);
  return resolvePathOf(target, resolver);
}

function existing(path: string, resolver: Resolver): string {
  if (isFileAt(path)) return tree().realpath(path);
  throw nodeError(
    resolver.kind === 'import' ? 'ERR_MODULE_NOT_FOUND' : 'MODULE_NOT_FOUND',
    `Cannot find module '${path}'${resolver.kind === 'import' ? ` imported from ${resolver.from}` : ''}`,
  );
}

/** The target of a subpath in `exports` or `imports`: by name, or by the longest pattern with a star. */
function matched(
  table: Readonly<Record<string, unknown>>,
  subpath: string,
  resolver: Resolver,
): string | undefined {
  if (Object.hasOwn(table, subpath)) return conditioned(table[subpath], '', resolver);
  const patterns = Object.keys(table).filter((key) => key.includes('*'));
  patterns.sort((a, b) => b.indexOf('*') - a.indexOf('*') || b.length - a.length);
  for (const pattern of patterns) {
    const [before = '', after = ''] = pattern.split('*');
    if (subpath.startsWith(before) && subpath.endsWith(after) && subpath.length >= pattern.length) {
      return conditioned(
        table[pattern],
        subpath.slice(before.length, subpath.length - after.length),
        resolver,
      );
    }
  }
  return undefined;
}

function conditioned(target: unknown, star: string, resolver: Resolver): string | undefined {
  if (typeof target === 'string') return target.replaceAll('*', star);
  if (Array.isArray(target)) {
    for (const one of target as unknown[]) {
      const found = conditioned(one, star, resolver);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isRecord(target)) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    if (!['node', 'default', 'module-sync', resolver.kind].includes(condition)) continue;
    const found = conditioned(inner, star, resolver);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
