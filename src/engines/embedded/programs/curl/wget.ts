import type { Program, ProgramContext } from '../../kernel/process.ts';
import { curl } from './index.ts';
import { NO_NETWORK, readLabUrl } from './lab-url.ts';

const USAGE = "Usage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n";
const HELP = `wget, lab edition: fetches files from ports of the lab, such as http://localhost:8000/
Usage: wget [OPTION]... [URL]...

  -q, --quiet                  say nothing
  -nv                          say little
  -O, --output-document=FILE   write to FILE; - is standard output
  -h, --help                   this text
`;

/** `wget`, lab edition: fetches files from ports of the lab. */
export const wget: Program = async (context) => {
  if (context.argv.some((word) => word === '--help' || word === '-h')) {
    context.stdout(HELP);
    return 0;
  }
  const read = readOptions(context.argv.slice(1));
  if (typeof read === 'string') {
    context.stderr(`wget: ${read}\n${USAGE}`);
    return 2;
  }
  if (read.urls.length === 0) {
    context.stderr(`wget: missing URL\n${USAGE}`);
    return 1;
  }
  let code = 0;
  for (const url of read.urls) code = Math.max(code, await fetchOne(context, url, read));
  return code;
};

interface Options {
  readonly urls: string[];
  quiet: boolean;
  output: string | undefined;
}

function readOptions(args: readonly string[]): Options | string {
  const read: Options = { urls: [], quiet: false, output: undefined };
  const rest = [...args];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    const [, joined] = /^(?:-q?O|--output-document=)(.*)$/.exec(word) ?? [];
    if (word === '-q' || word === '--quiet' || word === '-nv') read.quiet = true;
    else if (joined !== undefined || word === '--output-document') {
      read.quiet ||= word.startsWith('-qO');
      const value = joined === undefined || joined === '' ? rest.shift() : joined;
      if (value === undefined) return "option requires an argument -- 'O'";
      read.output = value;
    } else if (word.startsWith('--')) return `unrecognized option '${word}'`;
    else if (word.startsWith('-') && word !== '-') return `invalid option -- '${word.slice(1)}'`;
    else read.urls.push(word);
  }
  return read;
}

async function fetchOne(
  context: ProgramContext,
  url: string,
  { quiet, output }: Options,
): Promise<number> {
  const target = readLabUrl(url);
  const say = (line: string) => {
    if (!quiet) context.stderr(`${line}\n`);
  };
  if (!target) {
    say(`wget: ${url}: Invalid URL`);
    return 1;
  }
  if (!target.isLocal) {
    context.stderr(`wget: unable to resolve host address '${target.host}'\n${NO_NETWORK}\n`);
    return 4;
  }
  const name = output ?? (target.path.split('?')[0]?.split('/').at(-1) || 'index.html');
  const problem: string[] = [];
  const code = await curl({
    ...context,
    argv: ['curl', '-sSfL', '-o', name, url],
    stderr: (text) => {
      problem.push(String(text));
    },
  });
  if (code === 0) {
    say(`'${name}' saved`);
    return 0;
  }
  const status = /returned error: (\d+)/.exec(problem.join(''))?.[1];
  say(
    status === undefined
      ? `wget: ${problem
          .join('')
          .trim()
          .replace(/^curl: \(\d+\) /, '')}`
      : `ERROR ${status}.`,
  );
  return status === undefined ? 4 : 8;
}
