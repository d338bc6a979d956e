import { useState } from 'preact/hooks';
import type { LoanDefault } from '#harborlight';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { answer, type Request, type Response, type Server } from './model-server.ts';
import { SAMPLES } from './samples.ts';

interface Props {
  /** The versions that the server has; 3 is champion. */
  readonly models: Readonly<Record<string, LoanDefault>>;
}

const STATUSES = ['200', '400', '404', '500'].map((id) => ({ id, label: id }));
const METHODS = (['GET', 'POST'] as const).map((id) => ({ id, label: id }));
const FIRST: Request = SAMPLES[0] ?? { method: 'GET', path: '/v2', body: '' };

/** A console against a model server that runs in this page: write a call, predict the status, send it. */
export function RequestConsole({ models }: Props) {
  const [server, setServer] = useState<Server>({ models, champion: '3', counts: {}, log: [] });
  const [{ method, path, body }, setRequest] = useState(FIRST);
  const [predicted, setPredicted] = useState<string>();
  const [response, setResponse] = useState<Response>();
  const write = (change: Partial<Request>): void => {
    setRequest({ method, path, body, ...change });
    setPredicted(undefined);
    setResponse(undefined);
  };
  const send = (): void => {
    const came = answer(server, { method, path, body });
    setServer(came.server);
    setResponse(came);
  };
  const sample = SAMPLES.find(
    (one) => one.method === method && one.path === path && one.body === body,
  );
  return (
    <Instrument title="Request console" note="The server and the model run in this page.">
      <Part title="The call">
        <Pick
          legend="Begin from"
          options={SAMPLES}
          chosen={sample?.id}
          onChange={(id) => write(SAMPLES.find((one) => one.id === id) ?? FIRST)}
        />
        <Pick
          legend="Method"
          options={METHODS}
          chosen={method}
          onChange={(id) => write({ method: id })}
        />
        <TextField label="Address" value={path} onInput={(text) => write({ path: text })} />
        {method === 'POST' && (
          <TextField
            label="Body"
            rows={11}
            value={body}
            onInput={(text) => write({ body: text })}
          />
        )}
        <Tick
          checked={server.champion === undefined}
          onChange={(isMissing) => setServer({ ...server, champion: isMissing ? undefined : '3' })}
        >
          the model file is still being fetched
        </Tick>
        <Pick
          legend="Which status comes back?"
          options={STATUSES}
          chosen={predicted}
          onChange={setPredicted}
        />
        <div class="ins-btns">
          <ActButton isOff={predicted === undefined} onAct={send}>
            Send
          </ActButton>
        </div>
      </Part>
      {response && (
        <Part title={`${response.status}`}>
          <pre tabIndex={0} aria-label="The response’s body">
            <code>{sayBody(response)}</code>
          </pre>
          {server.log.length > 0 && (
            <details>
              <summary>logs/predictions.jsonl</summary>
              <pre tabIndex={0} aria-label="The log">
                <code>{server.log.join('\n')}</code>
              </pre>
            </details>
          )}
          <Keep
            result={{
              instrument: 'Request console',
              settings: {
                call: `${method} ${path}`,
                'the model': server.champion === undefined ? 'still being fetched' : 'loaded',
                foretold: predicted ?? '',
              },
              results: { status: response.status },
              texts: {
                ...(method === 'POST' ? { 'request body': body } : {}),
                'response body': sayBody(response),
                ...(server.log.length > 0
                  ? { 'logs/predictions.jsonl': server.log.join('\n') }
                  : {}),
              },
            }}
          />
        </Part>
      )}
      <Said>
        {response && (
          <p>
            <Verdict
              holds={predicted === String(response.status)}
              word={`${response.status}${predicted === String(response.status) ? ', as you said.' : `; you said ${predicted ?? ''}.`}`}
            >
              {predicted === '500' && 'A 500 would say that the service is at fault.'}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

/** As JSON, a list of plain values on one line. */
const sayBody = ({ body }: Response): string =>
  typeof body === 'string'
    ? body
    : JSON.stringify(body, null, 2).replace(
        /\[\n\s*([^[\]{}]*?)\n\s*\]/g,
        (_, values: string) => `[${values.replace(/,\n\s*/g, ', ')}]`,
      );
