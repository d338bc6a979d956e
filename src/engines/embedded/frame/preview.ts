import type { FromPreview, ShownResponse, ToPreview } from './preview-protocol.ts';
import { refuseNestedPages, withoutNestedPages } from './no-nested-pages.ts';
import { wholePage } from './whole-page.ts';

/** The script of the preview's sandbox: it waits for one page, makes its requests go to the lab, and shows it. */
addEventListener('message', function greet(event: MessageEvent<ShownResponse>) {
  const [port] = event.ports;
  // The page, the frame that it opened, the sandbox in that: the page is the parent's parent.
  if (event.source !== parent.parent || !port) return;
  removeEventListener('message', greet);
  void show(event.data, port);
});

const BODILESS = [204, 205, 304];

async function show(given: ShownResponse, port: MessagePort): Promise<void> {
  const say = (message: FromPreview) => {
    port.postMessage(message);
  };
  const asked = new Map<
    number,
    { resolve(response: ShownResponse): void; reject(error: Error): void }
  >();
  let lastId = 0;
  port.onmessage = ({ data }: MessageEvent<ToPreview>) => {
    const waiting = asked.get(data.id);
    asked.delete(data.id);
    if (data.type === 'failed') waiting?.reject(new TypeError(data.message));
    else waiting?.resolve(data);
  };

  const ask = (
    method: string,
    url: string,
    headers: readonly (readonly [string, string])[],
    body: Uint8Array,
  ): Promise<ShownResponse> => {
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      asked.set(id, { resolve, reject });
      say({ type: 'ask', id, method, url, headers, body });
    });
  };
  const fetchFromLab = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const target = input instanceof Request ? input : new URL(input, document.baseURI);
    const request = new Request(target, init);
    const body = new Uint8Array(await request.arrayBuffer());
    return responseOf(await ask(request.method, request.url, [...request.headers], body));
  };

  refuseNestedPages();
  const html = await wholePage((url) => ask('GET', url.href, [], new Uint8Array(0)), given);
  say({ type: 'shown' });
  // What was listened to before is gone after this; what is set on the window stays.
  document.open();
  window.fetch = fetchFromLab;
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
  document.write(withoutNestedPages(html));
  document.close();
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

function responseOf(answer: ShownResponse): Response {
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
