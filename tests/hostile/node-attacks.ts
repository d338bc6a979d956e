import { THROUGH, type Attack } from './attack.ts';

const gotThrough = `'${THROUGH.slice(0, 3)}' + '${THROUGH.slice(3)}'`;

/** A Node program that reaches for something: it must be refused, and must not go on. */
const reaches = (what: string, code: string): Attack => ({
  tries: `Node reaches ${what}`,
  language: 'node',
  program: `(async () => { try { ${code}; console.log(${gotThrough}); } catch (error) { console.log('refused', error?.name); } })();`,
  says: 'refused',
  never: THROUGH,
});

/** A Node program that does not end. */
const endless = (what: string, code: string): Attack => ({
  tries: `Node tries ${what}`,
  language: 'node',
  program: code,
  never: THROUGH,
  ends: 'when killed',
});

/** Attacks from Node, on the network, the machine, the page, the channel of verdicts, the kernel and time. */
export const NODE_ATTACKS: readonly Attack[] = [
  reaches('a server with fetch', `await fetch('{outside}/fetch')`),
  reaches(
    'a server with http',
    `await new Promise((yes, no) => require('http').get('{outside}/http', yes).on('error', no))`,
  ),
  reaches('a socket', `require('net').connect(+new URL('{outside}').port, '127.0.0.1')`),
  reaches(
    'a datagram',
    `require('dgram').createSocket('udp4').send('x', +new URL('{outside}').port)`,
  ),
  reaches('the names service', `await require('dns').promises.lookup('localhost')`),
  reaches('TLS', `require('tls').connect(+new URL('{outside}').port)`),
  reaches('WebSocket', `new WebSocket('{outside}/ws'.replace('http', 'ws'))`),
  reaches('EventSource', `new EventSource('{outside}/es')`),
  reaches('XMLHttpRequest', `new XMLHttpRequest().open('GET', '{outside}/xhr')`),
  reaches('a script of a server', `await import('{outside}/script.mjs')`),
  reaches('importScripts', `importScripts('{outside}/script.js')`),
  reaches('a beacon', `navigator.sendBeacon('{outside}/beacon', 'x')`),
  reaches('WebRTC', `new RTCPeerConnection()`),
  reaches(
    'a script of text',
    `await import('data:text/javascript,export default 1; postMessage(1)')`,
  ),
  reaches('a program of the machine', `require('child_process').execFileSync('/usr/bin/id')`),
  reaches(
    'a program of the machine, asked to start it',
    `await new Promise((yes, no) => require('child_process').spawn('/usr/bin/dpkg').on('error', no).on('exit', (code) => code ? no(new Error('code ' + code)) : yes()))`,
  ),
  reaches('an internal binding', `process.binding('fs').internalModuleStat('/')`),
  reaches('a linked binding', `process._linkedBinding('fs')`),
  reaches('an add-on', `process.dlopen({ exports: {} }, '/tmp/addon.node')`),
  reaches('the virtual machine of Node', `require('vm').runInThisContext('process')`),
  reaches('the inspector', `require('inspector').open(0)`),
  reaches('WASI', `new (require('wasi').WASI)({ version: 'preview1' })`),
  reaches(
    'the module system of the host',
    `process.getBuiltinModule('module').createRequire('/')('vm')`,
  ),
  reaches(
    'another process',
    `process.kill(process.ppid + 0, 'SIGKILL'); process.kill(1, 'SIGKILL'); process.kill(999999, 0)`,
  ),
  reaches('code made from text', `new Function('return 1')()`),
  reaches('code made by a constructor', `(async () => {}).constructor('return 1')()`),
  reaches('code made by eval', `(0, eval)('1 + 1')`),
  reaches('the storage of the site', `indexedDB.open('plumbline')`),
  reaches(
    'local storage of the site',
    `localStorage.setItem('x', 'y'); if (typeof localStorage === 'undefined') throw 1`,
  ),
  reaches('the caches of the site', `await caches.open('plumbline-engine')`),
  reaches('the document of the site', `parent.document.title`),
  reaches('postMessage of its worker', `postMessage({ type: 'exit', code: 0 })`),
  reaches('postMessage of its scope', `self.postMessage({ type: 'exit', code: 0 })`),
  reaches('a broadcast', `new BroadcastChannel('verdict').postMessage({ status: 'pass' })`),
  reaches('a worker of the host', `new Worker('data:text/javascript,1')`),
  {
    tries: `Node asks the stack for the objects of the engine`,
    language: 'node',
    program: `Error.prepareStackTrace = (error, sites) => sites;
const found = new Error().stack;
const sites = Array.isArray(found) ? found : [];
for (const site of sites) {
  const that = site.getThis?.(), code = site.getFunction?.();
  if (that && that !== globalThis && that !== module.exports && that !== module) console.log(${gotThrough}, typeof that);
  if (code && !String(code).includes('prepareStackTrace')) console.log(${gotThrough}, String(code).slice(0, 80));
}
console.log('end');`,
    says: 'end',
    never: THROUGH,
  },
  {
    tries: `Node reads the files of the machine`,
    language: 'node',
    program: `try { console.log(require('fs').readFileSync('/etc/passwd', 'utf8')); } catch { console.log('refused'); }`,
    never: /root:x/,
  },
  {
    tries: `Node reads the files of the machine by a link`,
    language: 'node',
    program: `const fs = require('fs'); fs.symlinkSync('/proc/self/environ', 'env'); try { console.log(fs.readFileSync('env', 'utf8')); } catch { console.log('refused'); }`,
    says: 'refused',
    never: /PLUMBLINE_SECRET/,
  },
  {
    tries: `Node reads the environment of the machine`,
    language: 'node',
    program: `console.log(JSON.stringify(process.env), require('os').userInfo().username);`,
    says: 'HOME',
    never: /PLUMBLINE_SECRET/,
  },
  {
    tries: `Node writes to every open descriptor`,
    language: 'node',
    program: `const fs = require('fs'); for (let fd = 3; fd < 40; fd++) { try { fs.writeSync(fd, 'forged'); console.log(${gotThrough}, fd); } catch {} } console.log('end');`,
    says: 'end',
    never: THROUGH,
  },
  {
    tries: `Node pollutes every prototype`,
    language: 'node',
    program: `for (const of of [Object, Array, String, Number, Promise, Map, Set, Uint8Array, ArrayBuffer, Error, Function]) {
  for (const name of ['type', 'code', 'status', 'exit', 'then', 'toJSON', 'message', 'value', 'done', 'fd', 'data']) {
    try { Object.defineProperty(of.prototype, name, { get: () => 'pass', set: () => undefined, configurable: true }); } catch {}
  }
}
process.exitCode = 7;`,
    exitCode: 7,
  },
  {
    tries: `Node patches what its messages go through`,
    language: 'node',
    program: `const nothing = () => undefined;
for (const of of [MessagePort, EventTarget, Uint8Array, Array, Map]) for (const name of Object.getOwnPropertyNames(of.prototype)) { try { if (name !== 'constructor') of.prototype[name] = nothing; } catch {} }
Function.prototype.call = Function.prototype.apply = Function.prototype.bind = nothing;
Reflect.apply = nothing; JSON.stringify = () => 'pass'; globalThis.TextEncoder = nothing;
throw 1;`,
    exitCode: 1,
    or: 'killed',
  },
  endless('a loop without end', `for (;;);`),
  endless('a loop of promises', `(function again() { Promise.resolve().then(again); })();`),
  endless('a loop of nextTick', `(function again() { process.nextTick(again); })();`),
  endless(
    'a loop of immediates and timers',
    `(function again() { setImmediate(again); setTimeout(again, 0); })();`,
  ),
  endless('a loop inside one regular expression', `/^(a+)+$/.test('a'.repeat(64) + 'b');`),
  endless(
    'waiting for memory that nobody wakes',
    `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
  ),
  endless('sleeping past every limit', `setInterval(() => {}, 2 ** 30);`),
  endless('a loop as it exits', `process.on('exit', () => { for (;;); }); process.exit(0);`),
  endless(
    'a loop that catches every signal',
    `for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {}); for (;;);`,
  ),
  {
    tries: `Node starts another as it exits`,
    language: 'node',
    program: `process.on('exit', () => require('child_process').spawn('sleep', ['1000'])); console.log('end');`,
    says: 'end',
    never: THROUGH,
  },
  {
    tries: `Node starts itself without end`,
    language: 'node',
    program: `require('fs').writeFileSync('again.js', "require('child_process').spawn('node', ['again.js'], { stdio: 'inherit' })"); require('./again.js');`,
    ends: 'when killed',
    never: THROUGH,
  },
  {
    tries: `Node tries recursion without end`,
    language: 'node',
    program: `const f = () => f() + 1; try { f(); } catch (error) { console.log(error.name); }`,
    says: 'RangeError',
    never: THROUGH,
  },
  {
    tries: `Node tries output without end`,
    language: 'node',
    program: `for (;;) console.log('x'.repeat(9999));`,
    says: 'printed more than',
    never: THROUGH,
  },
  {
    tries: `Node makes a hundred thousand files`,
    language: 'node',
    program: `const fs = require('fs'); let made = 0; try { for (; made < 1e5; made++) fs.writeFileSync('f' + made, ''); console.log(${gotThrough}); } catch (error) { console.log('refused', error.code); }`,
    says: 'refused ENOSPC',
    never: THROUGH,
  },
  {
    tries: `Node makes a name with a line feed`,
    language: 'node',
    program: `try { require('fs').writeFileSync('a\\nb', ''); console.log(${gotThrough}); } catch (error) { console.log('refused'); }`,
    says: 'refused',
    never: THROUGH,
  },
  {
    tries: `Node leaves the lab by dots and by a ring of links`,
    language: 'node',
    program: `const fs = require('fs'); fs.symlinkSync('b', 'a'); fs.symlinkSync('a', 'b'); for (const path of ['a', '../../../../../../etc/shadow', '/proc/1/environ', '/sys/kernel/notes']) { try { fs.readFileSync(path); console.log(${gotThrough}, path); } catch {} } console.log('end');`,
    says: 'end',
    never: THROUGH,
  },
];
