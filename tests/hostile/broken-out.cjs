// What a program could try that has broken out of its layer: it stands in a worker's script after the prelude, and holds
// every built-in module. Each attempt must fail. `OUTSIDE` and `SELF` are put before it.
const attempts = {
  'reads a file of the machine': ({ fs }) => fs.readFileSync('/etc/passwd'),
  'reads the environment of another process': ({ fs }) =>
    fs.readFileSync(`/proc/${process.ppid}/environ`),
  'lists a folder of the machine': ({ fs }) => fs.readdirSync('/'),
  'writes a file': ({ fs }) => fs.writeFileSync(`${SELF}.written`, 'x'),
  'appends to its own script': ({ fs }) => fs.appendFileSync(SELF, 'x'),
  'writes to the channel of the grader': ({ fs }) => fs.writeSync(3, 'forged'),
  'makes a link': ({ fs }) => fs.symlinkSync('/etc/passwd', `${SELF}.link`),
  'runs a program': ({ child }) => child.execFileSync('/usr/bin/id'),
  'starts a program': ({ child }) => started(child.spawn('/usr/bin/id')),
  'starts a worker': ({ threads }) => new threads.Worker('1', { eval: true }),
  'starts a worker without permissions': ({ threads }) =>
    new threads.Worker(SELF, { execArgv: [] }),
  'loads an add-on': () => process.dlopen({ exports: {} }, '/tmp/addon.node'),
  'asks for an internal binding': () => process.binding('tcp_wrap'),
  'asks for a linked binding': () => process._linkedBinding('fs'),
  'asks for a module of Node by the process': () => process.getBuiltinModule('fs'),
  'asks for a module of Node by require': () => require('node:child_process'),
  'makes another require': ({ module }) => module.createRequire(SELF)('fs'),
  'signals the grader': () => process.kill(process.ppid, 0),
  'opens the inspector': ({ inspector }) => inspector.open(0),
  'runs a system of WASI': ({ wasi }) => new wasi.WASI({ version: 'preview1' }),
  'opens a database': () => import('node:sqlite'),
  'writes the heap into a file': ({ v8 }) => v8.writeHeapSnapshot(`${SELF}.heap`),
  'writes a report': () => process.report.writeReport(`${SELF}.report`),
  // eslint-disable-next-line no-new-func -- what must be refused is tried
  'makes code from text': () => new Function('return 1')(),
  'connects a socket': ({ net }) => started(net.connect(OUTSIDE.port, '127.0.0.1')),
  'connects a new socket': ({ net }) =>
    started(new net.Socket().connect(OUTSIDE.port, '127.0.0.1')),
  'connects to a socket file': ({ net }) => started(net.connect('/tmp/socket')),
  'makes a socket without a class': ({ net }) => net._createServerHandle('127.0.0.1', 0, 4),
  listens: ({ net }) => started(net.createServer().listen(0)),
  'asks by HTTP': ({ http }) => started(http.get(OUTSIDE.url)),
  'asks by TLS': ({ tls }) => started(tls.connect(OUTSIDE.port, '127.0.0.1')),
  'asks by HTTP/2': ({ http2 }) => started(http2.connect(OUTSIDE.url)),
  'sends a datagram': ({ dgram }) =>
    dgram.createSocket('udp4').send('x', OUTSIDE.port, '127.0.0.1'),
  'makes a datagram socket': ({ dgram }) => new dgram.Socket('udp4').bind(0),
  'asks for a name': ({ dns }) => dns.promises.lookup('localhost'),
  'asks a resolver': ({ dns }) => new dns.Resolver().resolve4('localhost', () => undefined),
  fetches: () => fetch(OUTSIDE.url),
  'opens a web socket': () => started(new WebSocket(OUTSIDE.url.replace('http', 'ws'))),
  'imports a script of a server': () => import(`${OUTSIDE.url}/script.mjs`),
  'imports a file of the machine': () => import('file:///etc/passwd'),
};

/** Resolves when it got through, rejects with its error. */
function started(emitter) {
  return new Promise((resolve, reject) => {
    const on = (name, act) => (emitter.addEventListener?.(name, act), emitter.on?.(name, act));
    for (const name of ['connect', 'listening', 'response', 'spawn', 'open']) on(name, resolve);
    on('error', (error) => reject(error.error ?? error));
  });
}

self.onmessage = async ({ data: { port } }) => {
  const names = 'fs net dgram dns http http2 tls wasi v8 module inspector'.split(' ');
  const modules = { child: 'child_process', threads: 'worker_threads' };
  for (const name of names) modules[name] = name;
  for (const [key, name] of Object.entries(modules))
    modules[key] = (await import(`node:${name}`)).default;
  const through = [];
  for (const [what, attempt] of Object.entries(attempts)) {
    try {
      await attempt(modules);
      through.push(what);
    } catch {
      // As it must be.
    }
  }
  const tried = Object.keys(attempts).length;
  port.postMessage({ type: 'broken', message: JSON.stringify({ tried, through }) });
};
