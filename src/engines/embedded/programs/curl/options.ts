/** What a command line of `curl` asks for. */
export interface CurlOptions {
  readonly urls: string[];
  readonly headers: string[];
  /** Parts of the body, each with how it was given. */
  readonly data: {
    readonly kind: 'data' | 'raw' | 'binary' | 'urlencode';
    readonly text: string;
  }[];
  /** Names of the options without a value that were given. */
  readonly flags: Set<string>;
  /** Values of the others. */
  readonly values: Map<string, string>;
}

/** Options by their long names. */
const FLAGS: Readonly<Record<string, string>> = {
  silent: 's',
  'show-error': 'S',
  include: 'i',
  head: 'I',
  fail: 'f',
  'fail-with-body': '',
  location: 'L',
  verbose: 'v',
  get: 'G',
  'no-buffer': 'N',
  'remote-name': 'O',
  insecure: 'k',
  compressed: '',
  'http1.1': '',
  globoff: 'g',
  'no-progress-meter': '',
  version: 'V',
  help: 'h',
};

const WITH_VALUE: Readonly<Record<string, string>> = {
  request: 'X',
  header: 'H',
  data: 'd',
  'data-ascii': '',
  'data-raw': '',
  'data-binary': '',
  'data-urlencode': '',
  json: '',
  output: 'o',
  'write-out': 'w',
  'user-agent': 'A',
  referer: 'e',
  user: 'u',
  'max-time': 'm',
  'connect-timeout': '',
  retry: '',
  url: '',
};

const byLetter = (options: Readonly<Record<string, string>>) =>
  new Map(Object.entries(options).map(([name, letter]) => [letter, name]));
const FLAG_LETTERS = byLetter(FLAGS);
const VALUE_LETTERS = byLetter(WITH_VALUE);

/** Reads a command line, or says in curl's words what is wrong with it. */
export function readCurlOptions(args: readonly string[]): CurlOptions | string {
  const read: CurlOptions = {
    urls: [],
    headers: [],
    data: [],
    flags: new Set(),
    values: new Map(),
  };
  const rest = [...args];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word === '--') {
      read.urls.push(...rest.splice(0));
    } else if (word.startsWith('--')) {
      const name = word.slice(2);
      if (Object.hasOwn(FLAGS, name)) read.flags.add(name);
      else if (Object.hasOwn(WITH_VALUE, name)) {
        const value = rest.shift();
        if (value === undefined) return `option ${word}: requires parameter`;
        take(read, name, value);
      } else return `option ${word}: is unknown`;
    } else if (word.startsWith('-') && word !== '-') {
      for (let letters = word.slice(1); letters !== '';) {
        const letter = letters[0] ?? '';
        letters = letters.slice(1);
        const flag = FLAG_LETTERS.get(letter);
        const name = VALUE_LETTERS.get(letter);
        if (flag !== undefined) read.flags.add(flag);
        else if (name !== undefined) {
          const value = letters === '' ? rest.shift() : letters;
          if (value === undefined) return `option -${letter}: requires parameter`;
          take(read, name, value);
          letters = '';
        } else return `option ${word}: is unknown`;
      }
    } else read.urls.push(word);
  }
  return read;
}

function take(read: CurlOptions, name: string, value: string): void {
  if (name === 'header') read.headers.push(value);
  else if (name === 'url') read.urls.push(value);
  else if (name === 'json') {
    read.data.push({ kind: 'binary', text: value });
    read.flags.add('json');
  } else if (name === 'data' || name === 'data-ascii')
    read.data.push({ kind: 'data', text: value });
  else if (name === 'data-raw') read.data.push({ kind: 'raw', text: value });
  else if (name === 'data-binary') read.data.push({ kind: 'binary', text: value });
  else if (name === 'data-urlencode') read.data.push({ kind: 'urlencode', text: value });
  else read.values.set(name, value);
}

export const CURL_HELP = `Usage: curl [options...] <url>
curl, lab edition: asks ports of the lab, such as http://localhost:8000/
${[...Object.entries(FLAGS), ...Object.entries(WITH_VALUE)]
  .map(
    ([name, letter]) =>
      `${letter === '' ? '    ' : ` -${letter},`} --${name}${name in WITH_VALUE ? ' <value>' : ''}`,
  )
  .join('\n')}
`;
