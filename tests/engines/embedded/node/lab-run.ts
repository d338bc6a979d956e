import type { LabContainer } from '#container';

/** This part runs in a page too. */

/** What a program did, told the same way by both Nodes. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  /** Paths and texts of the files that it made. */
  readonly files: Readonly<Record<string, string>>;
}

/** Standard input of every program. */
export const INPUT = '3\n4\n5\n';

/** Our Node, in a container that holds the fixtures. Streams come apart by files of the shell. */
export async function runInLab(
  container: LabContainer,
  program: string,
  fixtures: ReadonlySet<string>,
): Promise<Outcome> {
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

/**
 * What may differ is made equal: the folder, times of tests, process numbers, and frames and lines of Node's own files,
 * which the lab has not.
 */
export function plain(text: string, folder: string): string {
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
