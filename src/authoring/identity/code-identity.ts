import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree } from '#container';
import { readFolderTree } from '../folder-tree.ts';
import { contentDigest } from './content-digest.ts';

/** Which grader or engine, to the byte. */
export interface CodeIdentity {
  readonly name: string;
  /** Of this edition of Plumbline. */
  readonly version: string;
  /** Of its sources and of the versions of the packages that they use, lower-case hexadecimal. */
  readonly sha256: string;
}

const ENGINE_PARTS = ['container', 'formats', 'promql', 'rollout'];
const GRADER_PARTS = ['container', 'formats', 'grading', 'harborlight', 'promql', 'rollout'];

/** What judges work, apart from a lab's own checks: the grader and all that checks may import. */
export function graderIdentity(root = '.'): CodeIdentity {
  return identityOf('plumbline', GRADER_PARTS, root);
}

/** What runs work. The same sources are built for browsers and for the command line, so both have one identity. */
export function embeddedEngineIdentity(root = '.'): CodeIdentity {
  return identityOf('embedded', ['engines/embedded', ...ENGINE_PARTS], root);
}

function identityOf(name: string, parts: readonly string[], root: string): CodeIdentity {
  const { version, dependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Package;
  const files = parts.flatMap((part) =>
    Object.entries(readFolderTree(join(root, 'src', part)))
      .filter(([path]) => !path.endsWith('.md'))
      .map(([path, entry]) => [`src/${part}/${path}`, entry] as const),
  );
  const sources: FileTree = Object.fromEntries(files);
  const packages = usedPackages(sources, dependencies);
  const listed = new TextEncoder().encode(JSON.stringify(packages));
  return {
    name,
    version,
    sha256: contentDigest({ ...sources, packages: { kind: 'file', bytes: listed } }),
  };
}

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Names and exact versions of the packages that any of the sources names, in the order of their names. */
function usedPackages(
  sources: FileTree,
  dependencies: Package['dependencies'],
): readonly (readonly [string, string])[] {
  const named = new Set<string | undefined>();
  for (const [path, entry] of Object.entries(sources)) {
    if (entry.kind !== 'file' || !path.endsWith('.ts')) continue;
    const text = Buffer.from(entry.bytes).toString('utf8');
    for (const [, name] of text.matchAll(/'((?:@[\w.-]+\/)?[\w.-]+)['/]/g)) named.add(name);
  }
  return Object.entries(dependencies)
    .filter(([name]) => named.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
