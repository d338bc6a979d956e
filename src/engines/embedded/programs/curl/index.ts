import { joinBytes, headerOf, type LabResponseHead } from '#container';
import { readRequest } from '../../kernel/http-message.ts';
import type { PortRequest } from '../../kernel/port-table.ts';
import type { Program, ProgramContext } from '../../kernel/process.ts';
import { resolvePath, TreeError } from '../../kernel/tree.ts';
import { ask } from './ask.ts';
import { NO_NETWORK, readLabUrl, type LabUrl } from './lab-url.ts';
import { CURL_HELP, readCurlOptions, type CurlOptions } from './options.ts';

const encoder = new TextEncoder();
const MOST_REDIRECTS = 50;

/** Ends the program with an exit code, saying why as curl does. */
class CurlError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** `curl`, lab edition: asks ports of the lab; anything else is told to be out of reach. */
export const curl: Program = async (context) => {
  const options = readCurlOptions(context.argv.slice(1));
  if (typeof options === 'string') {
    context.stderr(`curl: ${options}\ncurl: try 'curl --help' for more information\n`);
    return 2;
  }
  if (options.flags.has('version')) {
    context.stdout('curl 8.14.1 (Plumbline lab edition)\nProtocols: http, to ports of the lab\n');
    return 0;
  }
  if (options.flags.has('help')) {
    context.stdout(CURL_HELP);
    return 0;
  }
  if (options.urls.length === 0) {
    context.stderr("curl: (2) no URL specified\ncurl: try 'curl --help' for more information\n");
    return 2;
  }
  let code = 0;
  for (const url of options.urls) code = await transfer(context, options, url);
  return code;
};

async function transfer(
  context: ProgramContext,
  options: CurlOptions,
  url: string,
): Promise<number> {
  try {
    await fetchOne(context, options, url);
    return 0;
  } catch (error) {
    if (!(error instanceof CurlError)) throw error;
    const silent = options.flags.has('silent') && !options.flags.has('show-error');
    if (!silent) context.stderr(`curl: (${error.code}) ${error.message}\n`);
    return error.code;
  }
}

async function fetchOne(context: ProgramContext, options: CurlOptions, url: string): Promise<void> {
  const { flags, values } = options;
  const body = bodyOf(context, options);
  let target = targetOf(url);
  let request = requestOf(context, options, target, body);
  const startedAt = performance.now();
  for (let redirects = 0; ; redirects += 1) {
    const { head, parts } = await exchange(context, options, target, request);
    const location = headerOf(head.headers, 'Location');
    if (flags.has('location') && location !== undefined && head.status < 400) {
      if (redirects >= MOST_REDIRECTS) throw new CurlError(47, 'Maximum (50) redirects followed');
      const next = new URL(
        location,
        `${target.scheme}://${target.host}:${target.port}${target.path}`,
      );
      target = targetOf(next.href);
      if (head.status <= 303 && request.method === 'POST') {
        request = { ...request, method: 'GET', body: new Uint8Array(0) };
      }
      request = { ...request, path: target.path };
      continue;
    }
    const failed = head.status >= 400;
    if (!failed || !flags.has('fail')) deliver(context, options, target, head, parts);
    const written = values.get('write-out');
    if (written !== undefined) {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(6);
      const size = parts.reduce((sum, part) => sum + part.length, 0);
      context.stdout(writeOut(written, head, url, size, seconds));
    }
    if (failed && (flags.has('fail') || flags.has('fail-with-body'))) {
      throw new CurlError(22, `The requested URL returned error: ${head.status}`);
    }
    return;
  }
}

function targetOf(url: string): LabUrl {
  const target = readLabUrl(url);
  if (!target) throw new CurlError(3, `URL rejected: Malformed input to a URL function`);
  if (!target.isLocal) {
    throw new CurlError(6, `Could not resolve host: ${target.host}\n${NO_NETWORK}`);
  }
  if (target.scheme !== 'http') {
    throw new CurlError(1, `Protocol "${target.scheme}" not supported: ports of a lab speak http`);
  }
  return target;
}

async function exchange(
  context: ProgramContext,
  options: CurlOptions,
  target: LabUrl,
  request: PortRequest,
): Promise<{ head: LabResponseHead; parts: Uint8Array[] }> {
  const { flags, values } = options;
  const verbose = (line: string) => {
    if (flags.has('verbose')) context.stderr(`${line}\n`);
  };
  verbose(`> ${request.method} ${request.path} HTTP/1.1`);
  for (const [name, value] of request.headers) verbose(`> ${name}: ${value}`);
  verbose('>');
  const streams =
    flags.has('no-buffer') && !flags.has('include') && !values.has('output') && !flags.has('fail');
  const parts: Uint8Array[] = [];
  let head: LabResponseHead | undefined;
  const seconds = Number(values.get('max-time'));
  const failure = await ask(context.ports, target.port, request, {
    head: (given) => {
      head = given;
      verbose(`< HTTP/1.1 ${given.status} ${given.statusText}`);
      for (const [name, value] of given.headers) verbose(`< ${name}: ${value}`);
      verbose('<');
    },
    data: (data) => {
      if (streams) context.stdout(data);
      else parts.push(data);
    },
    signal: context.signal,
    limitMs: seconds > 0 ? seconds * 1000 : undefined,
  });
  if (failure === 'timed out') {
    throw new CurlError(28, `Operation timed out after ${seconds * 1000} milliseconds`);
  }
  if (failure?.code === 'ECONNREFUSED') {
    throw new CurlError(
      7,
      `Failed to connect to ${target.host} port ${target.port} after 0 ms: Could not connect to server`,
    );
  }
  if (!head) throw new CurlError(52, 'Empty reply from server');
  if (failure) throw new CurlError(18, `transfer closed: ${failure.message}`);
  return { head, parts };
}

function requestOf(
  context: ProgramContext,
  options: CurlOptions,
  target: LabUrl,
  body: Uint8Array | undefined,
): PortRequest {
  const { flags, values } = options;
  const asQuery = flags.has('get') && body !== undefined;
  const query = asQuery
    ? `${target.path.includes('?') ? '&' : '?'}${new TextDecoder().decode(body)}`
    : '';
  const method =
    values.get('request') ??
    (flags.has('head') ? 'HEAD' : body !== undefined && !asQuery ? 'POST' : 'GET');
  const headers: [string, string][] = [
    ['Host', target.port === 80 ? target.host : `${target.host}:${target.port}`],
    ['User-Agent', values.get('user-agent') ?? 'curl/8.14.1'],
    ['Accept', '*/*'],
  ];
  const user = values.get('user');
  if (user !== undefined) headers.push(['Authorization', `Basic ${btoa(user)}`]);
  const referer = values.get('referer');
  if (referer !== undefined) headers.push(['Referer', referer]);
  if (flags.has('json')) headers.push(['Content-Type', 'application/json']);
  else if (body !== undefined && !asQuery) {
    headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  }
  for (const line of options.headers) setHeader(headers, line);
  const read = readRequest(
    { method, path: target.path + query, headers, body: asQuery ? undefined : body },
    context.tree.limits.bodyBytes,
  );
  if (typeof read === 'string') throw new CurlError(3, `The request cannot be sent: ${read}`);
  return read;
}

/** `Name: value` replaces what stands there already, `Name:` takes it away, `Name;` sends it empty. */
function setHeader(headers: [string, string][], line: string): void {
  const [, name = '', mark = '', value = ''] = /^([^:;]+)([:;])?\s*(.*)$/.exec(line) ?? [];
  for (let at = headers.length - 1; at >= 0; at -= 1) {
    const standard = ['host', 'user-agent', 'accept', 'content-type'].includes(name.toLowerCase());
    if (standard && headers[at]?.[0].toLowerCase() === name.toLowerCase()) headers.splice(at, 1);
  }
  if (value !== '' || mark === ';') headers.push([name.trim(), value]);
}

function bodyOf(context: ProgramContext, { data }: CurlOptions): Uint8Array | undefined {
  if (data.length === 0) return undefined;
  const parts = data.map(({ kind, text }) => {
    if (kind === 'urlencode') return encoder.encode(urlEncoded(text));
    if (kind === 'raw' || !text.startsWith('@')) return encoder.encode(text);
    const bytes = text === '@-' ? context.stdin : fileOf(context, text.slice(1));
    return kind === 'data' ? bytes.filter((byte) => byte !== 10 && byte !== 13) : bytes;
  });
  return joinedBy(parts, data.some(({ kind }) => kind !== 'binary') ? '&' : '');
}

const urlEncoded = (text: string): string => {
  const equals = text.indexOf('=');
  if (equals < 0) return formEncoded(text);
  const name = text.slice(0, equals);
  return `${name === '' ? '' : `${name}=`}${formEncoded(text.slice(equals + 1))}`;
};

/** As a form: a blank is `+`, and only letters, digits and `-._~` stand for themselves. */
const formEncoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

function fileOf({ tree, cwd }: ProgramContext, path: string): Uint8Array {
  try {
    return tree.readFile(resolvePath(cwd, path));
  } catch (error) {
    if (!(error instanceof TreeError)) throw error;
    throw new CurlError(26, `Failed to open ${path}`);
  }
}

function deliver(
  context: ProgramContext,
  { flags, values }: CurlOptions,
  target: LabUrl,
  head: LabResponseHead,
  parts: readonly Uint8Array[],
): void {
  const shown = flags.has('include') || flags.has('head') ? [encoder.encode(headText(head))] : [];
  const body = joinedBy([...shown, ...parts], '');
  const named = flags.has('remote-name')
    ? (target.path.split(/[/?]/).filter(Boolean)[0] ?? '')
    : '';
  const output = values.get('output') ?? named;
  if (output === '/dev/null') return;
  if (output === '' || output === '-') {
    if (body.length > 0) context.stdout(body);
    return;
  }
  try {
    context.tree.writeFile(resolvePath(context.cwd, output), body);
  } catch (error) {
    if (!(error instanceof TreeError)) throw error;
    throw new CurlError(23, `Failure writing output to destination: ${error.message}`);
  }
}

const headText = ({ status, statusText, headers }: LabResponseHead): string =>
  [
    `HTTP/1.1 ${status}${statusText === '' ? '' : ` ${statusText}`}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

const writeOut = (
  format: string,
  head: LabResponseHead,
  url: string,
  size: number,
  seconds: string,
): string => {
  const variables: Readonly<Record<string, string>> = {
    http_code: String(head.status),
    response_code: String(head.status),
    content_type: headerOf(head.headers, 'Content-Type') ?? '',
    size_download: String(size),
    time_total: seconds,
    url,
    url_effective: url,
  };
  return format
    .replace(/%\{(\w+)\}/g, (_, name: string) => variables[name] ?? '')
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replaceAll('%%', '%');
};

function joinedBy(parts: readonly Uint8Array[], between: string): Uint8Array {
  const all = parts.flatMap((part, index) =>
    index === 0 || between === '' ? [part] : [encoder.encode(between), part],
  );
  return joinBytes(all);
}
