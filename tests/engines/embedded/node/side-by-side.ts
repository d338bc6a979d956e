import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileSystemTree, LabContainer } from '#container';

export const PROGRAMS = join(import.meta.dirname, '../../../fixtures/node-programs');

/** What a program did, told the same way by both Nodes. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  /** Paths and texts of the files that it made. */
  readonly files: Readonly<Record<string, string>>;
}

export const programNames: readonly string[] = readdirSync(PROGRAMS).filter((name) =>
  /^p\d\d-/.test(name),
);

const INPUT = '3\n4\n5\n';

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

/** Our Node, in a container that holds the fixtures. Streams come apart by files of the shell. */
export async function runInLab(container: LabContainer, program: string): Promise<Outcome> {
  const line = `printf '${INPUT.replaceAll('\n', '\\n')}' | FOO=1 NODE_NO_WARNINGS=1 node ${program} x 'y z' > /tmp/stdout 2> /tmp/stderr`;
  const started = await container.spawn('bash', [
    '-c',
    `${line}; code=$?; cp /tmp/stdout stdout.out; cp /tmp/stderr stderr.out; exit $code`,
  ]);
  const code = await started.exit;
  const [stdout, stderr] = await Promise.all(
    ['stdout.out', 'stderr.out'].map((name) => container.fs.readFile(name, 'utf8')),
  );
  const files: Record<string, string> = {};
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await container.fs.readdir(folder === '' ? '.' : folder, {
      withFileTypes: true,
    })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (/\.out$/.test(path)) continue;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) files[path] = await container.fs.readFile(path, 'utf8');
    }
  };
  await visit('');
  const made = Object.fromEntries(Object.entries(files).filter(([path]) => !fixtures.has(path)));
  const folder = '/home/lab';
  return {
    stdout: plain(stdout ?? '', folder),
    stderr: plain(stderr ?? '', folder),
    code,
    files: made,
  };
}

const fixtures = new Set(readdirSync(PROGRAMS));

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

/**
 * What may differ is made equal: the folder, times of tests, process numbers, and frames and lines of Node's own files,
 * which the lab has not.
 */
function plain(text: string, folder: string): string {
  return text
    .replaceAll(folder, '<folder>')
    .replace(/\(\d+(?:\.\d+)?ms\)/g, '(?ms)')
    .replace(/duration_ms [\d.]+/g, 'duration_ms ?')
    .replace(/^node:[^\n]*\n(?:[^\n]*\n){0,2}?\s*\^?\n*\n/gm, '')
    .replace(/^\s+at [^\n]*(?:node:|<anonymous>)[^\n]*(?=\n|$)/gm, '')
    .replace(/^ +\.\.\. \d+ lines matching cause stack trace \.\.\.\n/gm, '')
    .replace(/\n(?:[ \t]*\n)+/g, '\n')
    .replace(/ \{$/gm, '')
    .replace(/^\n+/, '');
}
