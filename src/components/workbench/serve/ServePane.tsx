import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LabPorts } from '#container';
import { useBench } from '../bench-context.ts';
import { LabSite, originOf } from './lab-site.ts';
import { PreviewWindow } from './preview-window.ts';
import { RequestConsole } from './RequestConsole.tsx';

/** What a program of the lab serves: its pages, and requests to it. It lies over the editor and opens with a server. */
export function ServePane() {
  const { bench, session, layout } = useBench();
  const ports = useSignal<LabPorts | undefined>(undefined);
  const open = useSignal<readonly number[]>([]);
  const port = useSignal<number | undefined>(undefined);
  const isShown = useSignal(false);
  const side = useSignal<'page' | 'request'>('page');

  useSignalEffect(() => {
    const opened = session.value;
    // Another container (the learner changed the engine, or the browser ended the first) has ports of its own.
    if (!opened || bench.engine.value.kind !== 'ready') return;
    let stop = () => undefined as unknown;
    let isOver = false;
    void opened.container.then((container) => {
      if (isOver) return;
      ports.value = container.ports;
      stop = container.on('port', (number, kind) => {
        const others = open.peek().filter((other) => other !== number);
        open.value = kind === 'open' ? [...others, number].sort((a, b) => a - b) : others;
        if (kind === 'open') {
          port.value = number;
          isShown.value = true;
          opened.say(`Port ${number} is open: its page is shown over the editor.`);
        } else if (port.peek() === number) opened.say(`Port ${number} is closed.`);
      });
    });
    return () => {
      isOver = true;
      stop();
      open.value = [];
      isShown.value = false;
    };
  });

  useSignalEffect(() => {
    const editor = document.querySelector<HTMLElement>('#editor');
    if (editor) editor.inert = isShown.value;
  });

  const { value: asked } = ports;
  const { value: number } = port;
  return (
    <section
      class="pane serve"
      id="serve"
      aria-label="Server"
      tabIndex={-1}
      data-pane="editor"
      hidden={!isShown.value}
    >
      <div class="pane-h serve-h">
        <h2>Server</h2>
        <select
          aria-label="Port"
          value={number === undefined ? '' : String(number)}
          onChange={(event) => (port.value = Number(event.currentTarget.value))}
        >
          {[...new Set([...open.value, ...(number === undefined ? [] : [number])])].map((one) => (
            <option key={one} value={one}>
              {one}
              {open.value.includes(one) ? '' : ' (closed)'}
            </option>
          ))}
        </select>
        {(['page', 'request'] as const).map((name) => (
          <button
            key={name}
            class="linklike"
            type="button"
            aria-pressed={side.value === name}
            onClick={() => (side.value = name)}
          >
            {name === 'page' ? 'Page' : 'Request'}
          </button>
        ))}
        <button
          class="linklike serve-close"
          type="button"
          onClick={() => {
            isShown.value = false;
            layout.pane.value = 'editor';
          }}
        >
          Back to the editor
        </button>
      </div>
      {asked && number !== undefined && isShown.value && (
        <>
          <PagePane
            key={number}
            ports={asked}
            port={number}
            isOpen={open.value.includes(number)}
            isHidden={side.value !== 'page'}
          />
          {side.value === 'request' && <RequestConsole ports={asked} port={number} />}
        </>
      )}
    </section>
  );
}

interface PageProps {
  readonly ports: LabPorts;
  readonly port: number;
  readonly isOpen: boolean;
  readonly isHidden: boolean;
}

/** The page of one port, with its address line. */
function PagePane({ ports, port, isOpen, isHidden }: PageProps) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<PreviewWindow | undefined>(undefined);
  const address = useSignal('/');
  const state = useSignal('');

  useEffect(() => {
    if (!host.current || !isOpen) return;
    const site = new LabSite(ports, port);
    shown.current ??= new PreviewWindow(host.current, site, {
      loading: (url) => {
        address.value = `${url.pathname}${url.search}`;
        state.value = 'Loading';
      },
      shown: ({ url, status, durationMs }) => {
        address.value = `${url.pathname}${url.search}`;
        state.value = `${status} in ${durationMs} ms`;
      },
      failed: (message) => (state.value = message),
    });
    void shown.current.reload();
  }, [isOpen]);
  useEffect(() => () => shown.current?.close(), []);

  const go = () => {
    const path = address.value.startsWith('/') ? address.value : `/${address.value}`;
    void shown.current?.open(new URL(path, originOf(port)));
  };
  return (
    <div class="page" hidden={isHidden}>
      <form
        class="page-line"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <button class="btn tight" type="button" onClick={() => void shown.current?.reload()}>
          Reload
        </button>
        <label class="page-address">
          <span class="dim num">localhost:{port}</span>
          <span class="vh">Address</span>
          <input
            value={address.value}
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => (address.value = event.currentTarget.value)}
          />
        </label>
        <span class="small dim num page-state" role="status">
          {state.value}
        </span>
      </form>
      <div class="page-host" ref={host} />
    </div>
  );
}
