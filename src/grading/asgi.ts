import { textFile, type FileTree } from '#container';
import { ASGI_DRIVER } from './asgi-driver-program.ts';
import { readJsonText } from './compare-values.ts';
import type { Probe } from './probe.ts';
import { runPythonBatch, type BatchRun } from './python-batch.ts';

/** A request, or a file that is written between two requests. */
export type AsgiStep =
  | {
      readonly method: 'GET' | 'POST';
      readonly path: string;
      /** Text is sent as it is; anything else as JSON. */
      readonly body?: unknown;
    }
  | { readonly write: string; readonly text: string };

/** A conversation with a freshly imported application in a copy of the work of its own. */
export interface AsgiSession {
  /** Files in place of the work's own; a path ending in `.removed` takes that path away. */
  readonly work: FileTree;
  readonly steps: readonly AsgiStep[];
  /** Files to bring back afterwards. */
  readonly collect?: readonly string[];
}

export interface AsgiAnswer {
  /** As a learner could repeat it. */
  readonly asked: string;
  /** `undefined` when the application sent no response. */
  readonly status: number | undefined;
  readonly text: string;
  /** The body as JSON, or `undefined` when it is none. */
  readonly json: unknown;
  /** The traceback, when the application let an exception out. */
  readonly raised: string | undefined;
}

export interface AsgiSeen {
  readonly run: BatchRun;
  /** One for each request, in order; none when the application could not be imported or did not end. */
  readonly answers: readonly AsgiAnswer[];
}

/**
 * Drives an ASGI 3 application of the work without sockets, each session as if in a new process.
 *
 * @param module as `service.app:app`
 */
export async function askAsgi(
  probe: Probe,
  module: string,
  sessions: readonly AsgiSession[],
): Promise<readonly AsgiSeen[]> {
  await probe.mount('../asgi', { 'drive.py': textFile(ASGI_DRIVER) });
  for (const [i, { work }] of sessions.entries()) await probe.mount(`../session-${i + 1}`, work);
  const runs = await runPythonBatch(
    probe,
    sessions.map(({ steps, collect }, i) => ({
      argv: ['../asgi/drive.py'],
      cwd: `../session-${i + 1}`,
      stdin: JSON.stringify({ module, steps: steps.map(forDriver) }),
      ...(collect ? { collect } : {}),
    })),
  );
  return runs.map((run, i) => {
    const read = readJsonText(run.stdoutText);
    const given = 'value' in read && Array.isArray(read.value) ? (read.value as RawAnswer[]) : [];
    const asks = (sessions[i]?.steps ?? []).flatMap((step) => ('write' in step ? [] : [step]));
    return { run, answers: given.map((raw, k) => answerOf(raw, asks[k])) };
  });
}

interface RawAnswer {
  readonly status: number | null;
  readonly body: string;
  readonly raised: string | null;
}

function forDriver(step: AsgiStep) {
  if ('write' in step) return step;
  const { method, path, body } = step;
  if (body === undefined) return { method, path };
  const bytes = new TextEncoder().encode(bodyText(body));
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return { method, path, body: btoa(binary), headers: { 'content-type': 'application/json' } };
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function answerOf(
  raw: RawAnswer,
  step: { readonly method: string; readonly path: string; readonly body?: unknown } | undefined,
): AsgiAnswer {
  const bytes = Uint8Array.from(atob(raw.body), (character) => character.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  const read = readJsonText(text);
  const sent = step?.body === undefined ? '' : ` ${bodyText(step.body)}`;
  return {
    asked: `${step?.method ?? ''} ${step?.path ?? ''}${sent.length > 240 ? `${sent.slice(0, 239)}…` : sent}`,
    status: raw.status ?? undefined,
    text,
    json: 'value' in read ? read.value : undefined,
    raised: raw.raised ?? undefined,
  };
}
