import type {
  FromPreview,
  ShownResponse,
} from '../../src/engines/embedded/frame/preview-protocol.ts';

/** The script of a page that shows a learner's page as the workbench does; the test in Node calls what it leaves on `window`. */

const encoder = new TextEncoder();

const page = {
  /** Opens the preview with this HTML in it. Resolves when it is whole and begins to run. */
  show: async (html: string): Promise<void> => {
    const frame = document.createElement('iframe');
    frame.src = '/engine/preview.html';
    const loaded = new Promise((resolve) => {
      frame.onload = resolve;
    });
    document.body.replaceChildren(frame);
    await loaded;
    const { port1, port2 } = new MessageChannel();
    const shown = new Promise<void>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<FromPreview>) => {
        if (data.type === 'shown') resolve();
        // The server of this lab has nothing but the one page.
        else port1.postMessage({ type: 'failed', id: data.id, message: 'nothing is there' });
      };
    });
    const response: ShownResponse = {
      url: 'http://localhost:8000/',
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'text/html']],
      body: encoder.encode(html),
    };
    frame.contentWindow?.[0]?.postMessage(response, '*', [port2]);
    await shown;
  },
};

export type ShowingPage = typeof page;
Object.assign(window, { page });
