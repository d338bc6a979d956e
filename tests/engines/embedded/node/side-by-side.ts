import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileSystemTree } from '#container';
import { INPUT, plain, type Outcome } from './lab-run.ts';

export const PROGRAMS = join(import.meta.dirname, '../../../fixtures/node-programs');

export const programNames: readonly string[] = readdirSync(PROGRAMS).filter((name) =>
  /^p\d\d-/.test(name),
);

/** The real Node, in a copy of the fixtures. */
export async function runInRealNode(program: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'node-programs-'));
  try {
    cpSync(PROGRAMS, folder, { recursive: true });
    const child = spawn(process.execPath, [program, 'x', 'y z'], {
      cwd: folder,
      env: { FOO: '1', PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1' },
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(INPUT);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise<number>((resolve) => {
      child.on('close', (exit, signal) => {
        resolve(exit ?? (signal === 'SIGTERM' ? 143 : 1));
      });
    });
    return {
      stdout: plain(stdout, folder),
      stderr: plain(stderr, folder),
      code,
      files: madeFiles(folder),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The fixtures as a container mounts them. */
export function fixtureTree(): FileSystemTree {
  const tree: FileSystemTree = {};
  for (const name of readdirSync(PROGRAMS)) {
    tree[name] = { file: { contents: readFileSync(join(PROGRAMS, name), 'utf8') } };
  }
  return tree;
}

export const fixtures: ReadonlySet<string> = new Set(readdirSync(PROGRAMS));

function madeFiles(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (fixtures.has(path) || !statSync(join(folder, path)).isFile()) continue;
    if (
      readdirSync(join(folder, path, '..'), { withFileTypes: true }).some(
        (one) => one.name === path && one.isSymbolicLink(),
      )
    )
      continue;
    files[path] = readFileSync(join(folder, path), 'utf8');
  }
  return files;
}
