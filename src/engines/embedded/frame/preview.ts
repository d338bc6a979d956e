import type { FromPreview, ShownPage, ToPreview } from './preview-protocol.ts';

/** The script of the preview's sandbox: it waits for one page, makes its requests go to the lab, and shows it. */
addEventListener('message', function greet(event: MessageEvent<ShownPage>) {
  const [port] = event.ports;
  // The page, the frame that it opened, the sandbox in that: the page is the parent's parent.
  if (event.source !== parent.parent || !port) return;
  removeEventListener('message', greet);
  show(event.data, port);
});

const BODILESS = [204, 205, 304];

function show({ url, html }: ShownPage, port: MessagePort): void {
  const say = (message: FromPreview) => {
    port.postMessage(message);
  };
  const asked = new Map<
    number,
    { resolve(response: Response): void; reject(error: Error): void }
  >();
  let lastId = 0;
  port.onmessage = ({ data }: MessageEvent<ToPreview>) => {
    const waiting = asked.get(data.id);
    asked.delete(data.id);
    if (data.type === 'failed') waiting?.reject(new TypeError(data.message));
    else waiting?.resolve(responseOf(data));
  };

  const ask = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const target = input instanceof Request ? input : new URL(input, document.baseURI);
    const request = new Request(target, init);
    const body = new Uint8Array(await request.arrayBuffer());
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      asked.set(id, { resolve, reject });
      const { method, url: to, headers } = request;
      say({ type: 'ask', id, method, url: to, headers: [...headers], body });
    });
  };

  // What was listened to before is gone after this; what is set on the window stays.
  document.open();
  window.fetch = ask;
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel']) {
    Reflect.deleteProperty(window, name);
  }
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest('a[href], area[href]') : null;
    if (!(link instanceof HTMLAnchorElement || link instanceof HTMLAreaElement)) return;
    const isHere = link.hash !== '' && link.href.split('#')[0] === document.baseURI.split('#')[0];
    event.preventDefault();
    if (event.defaultPrevented && isHere) {
      document.getElementById(decodeURIComponent(link.hash.slice(1)))?.scrollIntoView();
      return;
    }
    go(say, 'GET', link.href, undefined);
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    submit(say, form, event.submitter);
  });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way in which a page's scripts run in their order
  document.write(html);
  document.close();
  say({ type: 'shown', title: document.title || url });
}

function go(
  say: (message: FromPreview) => void,
  method: string,
  url: string,
  form: { readonly type: string; readonly body: Uint8Array } | undefined,
): void {
  const headers: [string, string][] = form ? [['Content-Type', form.type]] : [];
  say({ type: 'go', id: 0, method, url, headers, body: form?.body ?? new Uint8Array(0) });
}

function submit(
  say: (message: FromPreview) => void,
  form: HTMLFormElement,
  submitter: HTMLElement | null,
): void {
  const data = new FormData(form, submitter);
  const action = new URL(
    submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '',
    document.baseURI,
  );
  if (form.method !== 'post') {
    const fields = [...data].map(([name, value]): [string, string] => [name, textOf(value)]);
    action.search = new URLSearchParams(fields).toString();
    go(say, 'GET', action.href, undefined);
    return;
  }
  // As the browser itself would write it, also with files.
  const isMultipart = form.enctype === 'multipart/form-data';
  const fields = [...data].map(([name, value]): [string, string] => [name, textOf(value)]);
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: isMultipart ? data : new URLSearchParams(fields),
  });
  void request.arrayBuffer().then((buffer) => {
    const type = request.headers.get('Content-Type') ?? 'application/x-www-form-urlencoded';
    go(say, 'POST', action.href, { type, body: new Uint8Array(buffer) });
  });
}

const textOf = (value: FormDataEntryValue): string =>
  typeof value === 'string' ? value : value.name;

function responseOf(answer: Extract<ToPreview, { type: 'answer' }>): Response {
  const { status, statusText, headers, body, url } = answer;
  const given = new Headers();
  for (const [name, value] of headers) given.append(name, value);
  const response = new Response(BODILESS.includes(status) ? null : body, {
    status: Math.min(599, status),
    statusText,
    headers: given,
  });
  Object.defineProperty(response, 'url', { value: url });
  return response;
}
