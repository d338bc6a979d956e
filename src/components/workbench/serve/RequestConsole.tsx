import { useSignal } from '@preact/signals';
import { headerOf, type HeaderList, type LabPorts, type LabResponse } from '#container';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const BODILESS = ['GET', 'HEAD'];
/** What is shown of a body, in characters. */
const MOST_SHOWN = 100_000;

interface Answer {
  readonly response: LabResponse;
  readonly durationMs: number;
}

/** Sends one request to a port and shows what came back. */
export function RequestConsole({
  ports,
  port,
}: {
  readonly ports: LabPorts;
  readonly port: number;
}) {
  const method = useSignal('GET');
  const path = useSignal('/');
  const headers = useSignal('');
  const body = useSignal('');
  const fault = useSignal<string | undefined>(undefined);
  const answer = useSignal<Answer | undefined>(undefined);
  const isAsking = useSignal(false);

  const send = async () => {
    const read = readRequest(method.value, path.value, headers.value, body.value);
    answer.value = undefined;
    if (typeof read === 'string') {
      fault.value = read;
      return;
    }
    fault.value = undefined;
    isAsking.value = true;
    const startedAt = performance.now();
    try {
      const response = await ports.request(port, read);
      answer.value = { response, durationMs: performance.now() - startedAt };
    } catch (error) {
      fault.value = error instanceof Error ? error.message : String(error);
    } finally {
      isAsking.value = false;
    }
  };

  return (
    <div class="ask">
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="ask-line">
          <label>
            <span class="vh">Method</span>
            <select
              value={method.value}
              onChange={(event) => (method.value = event.currentTarget.value)}
            >
              {METHODS.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label class="ask-path">
            <span class="vh">Path on port {port}</span>
            <input
              value={path.value}
              spellcheck={false}
              autocomplete="off"
              onInput={(event) => (path.value = event.currentTarget.value)}
            />
          </label>
          <button class="btn tight" type="submit" disabled={isAsking.value}>
            Send
          </button>
        </div>
        <label>
          Headers, one a line
          <textarea
            rows={2}
            spellcheck={false}
            placeholder="Accept: application/json"
            value={headers.value}
            onInput={(event) => (headers.value = event.currentTarget.value)}
          />
        </label>
        {!BODILESS.includes(method.value) && (
          <label>
            Body, sent as JSON unless the headers say otherwise
            <textarea
              rows={5}
              spellcheck={false}
              value={body.value}
              onInput={(event) => (body.value = event.currentTarget.value)}
            />
          </label>
        )}
      </form>
      <div class="ask-answer" role="status">
        {isAsking.value && <p class="dim">Waiting for port {port}</p>}
        {fault.value !== undefined && (
          <p>
            <b class="w-error">No answer.</b> {fault.value}
          </p>
        )}
        {answer.value && <Shown {...answer.value} />}
      </div>
    </div>
  );
}

function Shown({ response, durationMs }: Answer) {
  const { status, statusText, headers, body } = response;
  return (
    <>
      <p class="num">
        <b>
          {status} {statusText}
        </b>{' '}
        in {Math.max(1, Math.round(durationMs))} ms, {body.length} bytes
      </p>
      <pre tabIndex={0} aria-label="Headers of the answer">
        {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
      </pre>
      <pre tabIndex={0} aria-label="Body of the answer">
        {bodyText(response)}
      </pre>
    </>
  );
}

function bodyText({ headers, body }: LabResponse): string {
  const text = new TextDecoder().decode(body);
  const isJson = headerOf(headers, 'Content-Type')?.includes('json') ?? false;
  const shown = isJson ? indented(text) : text;
  if (shown.length <= MOST_SHOWN) return shown;
  return `${shown.slice(0, MOST_SHOWN)}\n… ${shown.length - MOST_SHOWN} characters more`;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // A server that says JSON and sends something else: what it sent is what the learner must see.
    return text;
  }
}

/** The request that the fields describe, or what is wrong with them. */
export function readRequest(
  method: string,
  path: string,
  headerText: string,
  body: string,
): { method: string; path: string; headers: HeaderList; body?: Uint8Array } | string {
  if (!path.startsWith('/')) return 'The path must begin with "/".';
  const headers: [string, string][] = [];
  for (const line of headerText.split('\n')) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1) return `"${line.trim()}" is no header: write Name: value.`;
    headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  const asked = { method, path: encodeURI(decodeSafely(path)).replaceAll('#', '%23'), headers };
  if (BODILESS.includes(method) || body === '') return asked;
  if (headerOf(headers, 'Content-Type') === undefined) {
    headers.push(['Content-Type', 'application/json']);
    try {
      JSON.parse(body);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return `The body is not JSON: ${why} Correct it, or give a Content-Type.`;
    }
  }
  return { ...asked, body: new TextEncoder().encode(body) };
}

const decodeSafely = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    // A percent sign that stands for itself.
    return path.replaceAll('%', '%25');
  }
};
