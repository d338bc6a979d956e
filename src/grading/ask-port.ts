import {
  headerOf,
  LabError,
  type HeaderList,
  type LabContainer,
  type LabRequest,
  type LabResponse,
} from '#container';
import { quotedWord } from './command-line.ts';
import type { Asked, Question } from './probe.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Errors of an engine's port that speak about the server, which a check must be able to judge. */
const OF_THE_SERVER = ['PortClosed', 'PortReset'];

/**
 * Asks a port once and gives what came back.
 *
 * @throws LabError `EngineLacksPorts` when the container cannot be asked; the
 *   signal's reason; whatever else is not the server's doing.
 */
export async function askPort(
  container: LabContainer,
  port: number,
  question: Question,
  signal: AbortSignal,
): Promise<Asked> {
  const { ports } = container;
  if (!ports) {
    throw new LabError(
      'EngineLacksPorts',
      'This engine gives no way to ask a port of the lab.',
      'Choose an engine that offers servers.',
    );
  }
  try {
    return answered(port, question, await ports.request(port, requestOf(question), { signal }));
  } catch (error) {
    if (error instanceof LabError && OF_THE_SERVER.includes(error.name)) {
      return noAnswer(port, question, error.message);
    }
    throw error;
  }
}

/** A question that was not answered, and why. */
export function noAnswer(port: number, question: Question, failure: string): Asked {
  const command = curlLine(port, question);
  const body = new Uint8Array(0);
  return { command, status: 0, failure, headers: [], body, text: '', json: undefined };
}

function answered(port: number, question: Question, response: LabResponse): Asked {
  const { status, headers, body } = response;
  const text = decoder.decode(body);
  const command = curlLine(port, question);
  return { command, status, failure: undefined, headers, body, text, json: jsonOf(text) };
}

function requestOf(question: Question): LabRequest {
  const body = bodyOf(question);
  const headers: HeaderList = Object.entries(question.headers ?? {});
  const isJson = question.json !== undefined && headerOf(headers, 'Content-Type') === undefined;
  return {
    method: methodOf(question),
    path: question.path,
    headers: isJson ? [...headers, ['Content-Type', 'application/json']] : headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? encoder.encode(body) : body }),
  };
}

const bodyOf = ({ json, body }: Question): string | Uint8Array | undefined =>
  json === undefined ? body : JSON.stringify(json);

const methodOf = (question: Question): string =>
  question.method ?? (bodyOf(question) === undefined ? 'GET' : 'POST');

function curlLine(port: number, question: Question): string {
  const body = bodyOf(question);
  const method = methodOf(question);
  const isUsual = method === (body === undefined ? 'GET' : 'POST');
  const words = ['curl', '-s'];
  if (!isUsual) words.push('-X', method);
  for (const [name, value] of requestOf(question).headers ?? []) {
    words.push('-H', quotedWord(`${name}: ${value}`));
  }
  if (typeof body === 'string') words.push('-d', quotedWord(body));
  else if (body) words.push('--data-binary', '@input');
  return [...words, quotedWord(`http://localhost:${port}${question.path}`)].join(' ');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Many answers are not JSON: `json` says so by its absence.
    return undefined;
  }
}
