import { expect, test } from './own-origin.ts';
import { LabScreen } from './lab-screen.ts';

const SERVER = `
from http.server import BaseHTTPRequestHandler, HTTPServer
import json
from urllib.parse import parse_qs

PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="7" height="5"></svg>'
INDEX = b'''<!doctype html><title>Scores</title><base href="/sub/"><link rel="stylesheet" href="/style.css">
<h1>Scores</h1><p id="ask" style="color: rgb(4, 5, 6)">how?</p><pre id="code">&lt;base href="/elsewhere/"></pre>
<textarea id="typed"><base href="/typed/"></textarea><img id="dot" src="/dot.svg" alt="dot"><p id="said"></p>
<a href="../two?x=1">second page</a>
<form method="post" action="/form"><input name="name" value="Ada &amp; Bo"><button>send it</button></form>
<script src="/app.js"></script>'''
APP = b'''
const tried = {};
try { tried.dom = String(parent.parent.document.title); } catch { tried.dom = "blocked"; }
try { localStorage.x = 1; tried.storage = "open"; } catch { tried.storage = "blocked"; }
const nested = document.createElement("iframe");
document.body.append(nested);
const inner = "<script>parent.nestedRan = new RTCPeerConnection()<" + "/script>";
const ways = [
  () => nested.srcdoc = inner,
  () => nested.setAttribute("srcdoc", inner),
  () => { const node = document.createAttribute("srcdoc"); node.value = inner; nested.setAttributeNode(node); },
  () => { const box = document.createElement("p"); box.innerHTML = "<iframe srcdoc='" + inner + "'></iframe>"; },
  () => new RTCPeerConnection(),
  () => new nested.contentWindow.RTCPeerConnection(),
];
tried.nested = ways.map((way) => { try { way(); return "open"; } catch { return "blocked"; } });
fetch("/api?n=2", { method: "POST", body: "[1,2]" }).then((r) => r.json()).then((j) =>
  fetch("http://outside.invalid/").then(() => "open", () => "blocked").then((net) => {
    document.getElementById("said").textContent = [j.path, j.body, tried.dom, tried.storage, net, ...tried.nested].join(" ");
  }));
'''

class Handler(BaseHTTPRequestHandler):
    def answer(self, kind, body):
        self.send_response(200)
        self.send_header('Content-Type', kind)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == '/style.css':
            self.answer('text/css', b'h1 { color: rgb(1, 2, 3); background: url(dot.svg) }')
        elif self.path == '/dot.svg':
            self.answer('image/svg+xml', PIXEL)
        elif self.path == '/app.js':
            self.answer('text/javascript', APP)
        elif self.path == '/':
            self.answer('text/html', INDEX)
        else:
            self.answer('text/html', b'<h1>at ' + self.path.encode() + b'</h1><a href="/">home</a>')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        if self.path == '/form':
            self.answer('text/html', b'<h1>hello ' + parse_qs(body)['name'][0].encode() + b'</h1>')
        else:
            self.answer('application/json', json.dumps({'path': self.path, 'body': body}).encode())

    def log_message(self, *args):
        pass

HTTPServer(('', 8000), Handler).serve_forever()
`;

test('a served page is shown with its assets, links, forms and fetch, and reaches nothing else', async ({
  page,
}) => {
  const lab = new LabScreen(page);
  await lab.open();
  const written: string[] = [];
  page.on('console', (message) => written.push(message.text()));
  page.on('pageerror', (error) => written.push(String(error)));
  const encoded = Buffer.from(SERVER).toString('base64');
  await lab.run(`echo ${encoded} | base64 -d > serve.py; clear`);
  await lab.type('python3 serve.py');
  const pane = page.getByRole('region', { name: 'Server' });
  await expect(pane).toBeVisible();
  const shown = page.frameLocator('.page-host iframe').frameLocator('iframe');
  await expect(shown.locator('#said')).toHaveText(`/api?n=2 [1,2]${' blocked'.repeat(9)}`);
  await expect(shown.locator('h1')).toHaveCSS('color', 'rgb(1, 2, 3)');
  expect(await shown.locator('#dot').evaluate((dot: HTMLImageElement) => dot.naturalWidth)).toBe(7);
  await expect(shown.locator('#ask')).toHaveCSS('color', 'rgb(4, 5, 6)');
  await expect(shown.locator('#code')).toHaveText('<base href="/elsewhere/">');
  await expect(shown.locator('#typed')).toHaveValue('<base href="/typed/">');
  await shown.getByRole('link', { name: 'second page' }).click();
  await expect(shown.locator('h1')).toHaveText('at /two?x=1');
  await expect(pane.getByRole('textbox', { name: 'Address' })).toHaveValue('/two?x=1');
  await shown.getByRole('link', { name: 'home' }).click();
  await shown.getByRole('button', { name: 'send it' }).click();
  await expect(shown.locator('h1')).toHaveText('hello Ada & Bo');

  // Parsing and showing pages of the lab writes nothing into the console of the site but what was refused.
  expect(written.filter((text) => !text.includes("the 'default' policy failed"))).toEqual([]);

  await pane.getByRole('button', { name: 'Request' }).click();
  await pane.getByRole('combobox', { name: 'Method' }).selectOption('POST');
  await pane.getByRole('textbox', { name: 'Path on port 8000' }).fill('/api');
  const body = pane.getByRole('textbox', { name: /^Body/ });
  await body.fill('{"a": ');
  await pane.getByRole('button', { name: 'Send' }).click();
  await expect(pane.getByRole('status').last()).toContainText('The body is not JSON');
  await body.fill('{"a": 1}');
  await body.press('Tab');
  await pane.getByRole('button', { name: 'Send' }).click();
  await expect(pane.getByLabel('Body of the answer')).toHaveText(/"path": "\/api"/);
  await expect(pane.getByRole('status').last()).toContainText(/200 OK in \d+ ms/);

  await pane.getByRole('button', { name: 'Back to the editor' }).click();
  await expect(pane).toBeHidden();
});
