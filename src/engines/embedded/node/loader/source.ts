import { parse as lex } from 'es-module-lexer/js';
import { transform } from 'sucrase';
import { nodeError } from '../core/node-error.ts';

/** An `import … from` or `export … from`, with the names that it takes. */
export interface StaticImport {
  readonly specifier: string;
  /** Names taken from it; `*` for all of it. */
  readonly names: readonly string[];
  readonly isJson: boolean;
  /** Offset of the statement in the text. */
  readonly at: number;
}

export interface ModuleText {
  readonly code: string;
  readonly imports: readonly StaticImport[];
  /** Names that it exports itself. */
  readonly exports: readonly string[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  readonly mayAwait: boolean;
}

/** What sucrase begins with. */
const STRICT = '"use strict";';

/** What cannot be taken away because it makes code, in Node's words. */
const NOT_ONLY_TYPES: readonly (readonly [syntax: RegExp, what: string])[] = [
  [/^[ \t]*(?:export\s+)?(?:const\s+)?enum\s+\w+\s*\{/m, 'TypeScript enum'],
  [/^[ \t]*(?:export\s+)?(?:namespace|module)\s+[\w.]+\s*\{/m, 'TypeScript namespace declaration'],
  [
    /\bconstructor\s*\(\s*(?:[^)]*,\s*)?(?:public|private|protected|readonly)\s/,
    'TypeScript parameter property',
  ],
];

const TYPESCRIPT = /\.[mc]?ts$/;
export const isTypeScript = (path: string): boolean => TYPESCRIPT.test(path);

/** The text with its types taken away, line by line as it was. @throws SyntaxError of sucrase, with its place. */
export function stripTypes(source: string, path: string): string {
  if (!isTypeScript(path)) return source;
  for (const [syntax, what] of NOT_ONLY_TYPES) {
    if (!syntax.test(source)) continue;
    throw nodeError(
      'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
      `${what} is not supported in strip-only mode`,
      SyntaxError,
    );
  }
  return transform(source, {
    transforms: ['typescript'],
    disableESTransforms: true,
    keepUnusedImports: true,
    preserveDynamicImport: true,
    filePath: path,
  }).code;
}

/** The first line of a script that is run by its name means nothing to JavaScript. */
export const withoutHashbang = (source: string): string => source.replace(/^#!/, '//');

/** True when a text can only be a module: it has `import`, `export` or `import.meta`. */
export function hasModuleSyntax(source: string): boolean {
  if (!/\b(?:import|export|await)\b/.test(source)) return false;
  try {
    const [, , , isModule] = lex(source);
    return isModule;
  } catch {
    // It does not parse: whoever compiles it says why.
    return false;
  }
}

/** `import(…)` calls ours; nothing else is changed. */
export function withDynamicImport(code: string, name: string): string {
  if (!/\bimport\b/.test(code)) return code;
  let imports: ReturnType<typeof lex>[0];
  try {
    [imports] = lex(code);
  } catch {
    // It does not parse: whoever compiles it says why.
    return code;
  }
  let out = '';
  let at = 0;
  for (const { d: kind, ss: start } of imports) {
    if (kind < 0) continue;
    out += `${code.slice(at, start)}${name}`;
    at = start + 'import'.length;
  }
  return out + code.slice(at);
}

/**
 * The text of a module as the body of a function: imports are read from `__lab_import`, exports are set on `exports`.
 * Lines stay where they were.
 *
 * @throws SyntaxError of sucrase, with its place in `loc`.
 */
export function moduleText(source: string): ModuleText {
  const [found, exported] = lex(source);
  const imports: StaticImport[] = [];
  const stars: string[] = [];
  let marked = '';
  let at = 0;
  for (const { n: specifier, d: kind, ss: start, se: end } of found) {
    if (kind >= 0) {
      marked += `${source.slice(at, start)}__lab_dynamic`;
      at = start + 'import'.length;
    } else if (kind === -2) {
      marked += `${source.slice(at, start)}__lab_meta`;
      at = end;
    } else if (specifier !== undefined) {
      const statement = source.slice(start, end);
      if (/^export\s*\*\s*from\b/.test(statement)) stars.push(specifier);
      imports.push({
        specifier,
        names: namesTaken(statement),
        isJson: /\bwith\s*\{[^}]*type['"]?\s*:\s*['"]json['"]/.test(statement),
        at: start,
      });
      const clause = /\s*\b(?:with|assert)\s*\{[^}]*\}\s*$/.exec(statement)?.[0];
      if (clause !== undefined) {
        marked += source.slice(at, end - clause.length) + clause.replace(/[^\n]/g, ' ');
        at = end;
      }
    }
  }
  marked += source.slice(at);
  const { code } = transform(marked, {
    transforms: ['imports'],
    disableESTransforms: true,
    preserveDynamicImport: true,
    keepUnusedImports: true,
  });
  return {
    code: withOwnImports(code, imports).replace(STRICT, () => STRICT + hoisted(source, exported)),
    imports,
    exports: exported.map(({ n }) => n),
    stars,
    mayAwait: /\bawait\b/.test(source),
  };
}

/** sucrase writes `require`, which the program may have for a name of its own. */
function withOwnImports(code: string, imports: readonly StaticImport[]): string {
  let out = code.replace(/\b(var _[\w$]+ = )require\(/g, '$1__lab_import(');
  for (const { specifier, names } of imports) {
    if (names.length > 0) continue;
    out = out.replace(`require('${specifier}')`, `__lab_import('${specifier}')`);
  }
  return out;
}

/** Functions are exported before anything runs, so that modules in a ring may call each other's. */
function hoisted(source: string, exported: ReturnType<typeof lex>[1]): string {
  const names = exported.filter(({ ln }) => {
    if (ln === undefined || !/^[\w$]+$/.test(ln)) return false;
    return new RegExp(
      `(?:^|\\n|;)\\s*export\\s+(?:default\\s+)?(?:async\\s+)?function\\s*\\*?\\s*${ln.replaceAll('$', '\\$')}\\b`,
    ).test(source);
  });
  return names.map(({ n, ln }) => `exports.${n} = ${ln ?? n};`).join('');
}

function namesTaken(statement: string): string[] {
  const clause = /^(?:import|export)\b([\s\S]*?)\bfrom\s*['"][^'"]*['"]/.exec(statement)?.[1];
  if (clause === undefined) return [];
  const named = /\{([\s\S]*)\}/.exec(clause)?.[1];
  const names = (named ?? '')
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    .split(',')
    .map(
      (part) =>
        part
          .trim()
          .split(/\s+as\s+/)[0]
          ?.replace(/^['"]|['"]$/g, '') ?? '',
    )
    .filter((name) => name !== '');
  const rest = clause.replace(/\{[\s\S]*\}/, '').trim();
  if (/\*/.test(rest)) names.push('*');
  if (/^[\w$]+/.test(rest)) names.push('default');
  return names;
}
