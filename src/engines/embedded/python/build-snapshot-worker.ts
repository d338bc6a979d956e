import { parentPort, workerData } from 'node:worker_threads';
import type { PythonAssets } from '../kernel/worker-boot.ts';
import { bootPyodide } from './boot-pyodide.ts';
import { INSIDE_KEPT, INSIDE_NAME } from './inside-files.ts';
import type { Pyodide, PythonObject } from './pyodide-shape.ts';
import type { SnapshotKind } from './python-files.ts';
import { packSnapshot } from './sparse-snapshot.ts';

/** Imported beforehand: together they cost a second, and hardly a lab is without some of them. */
const MODULES = `
  __future__ abc argparse array ast asyncio base64 bisect builtins calendar cmath code codecs collections
  collections.abc concurrent.futures configparser contextlib contextvars copy csv ctypes dataclasses datetime decimal
  difflib email.message enum errno fnmatch fractions functools gc getpass glob gzip hashlib heapq hmac html http
  http.client importlib.metadata importlib.resources importlib.util inspect io ipaddress itertools json json.tool keyword
  linecache logging logging.handlers math mimetypes numbers operator os os.path pathlib pickle pkgutil platform pprint
  queue random re runpy secrets select selectors shlex shutil signal socket sqlite3 ssl stat statistics string struct
  subprocess tarfile tempfile textwrap threading time timeit tokenize tomllib traceback types typing tzdata unittest
  unittest.mock urllib.parse urllib.request uuid warnings weakref xml.etree.ElementTree yaml zipfile zlib zoneinfo
`;

const IMPORT = `
import importlib
for name in MODULES.split():
    importlib.import_module(name)
del name, MODULES, importlib
`;

const SETTLE = `
import gc
gc.collect()
gc.freeze()
del gc
`;

const { kind, assets, sources } = workerData as {
  kind: SnapshotKind;
  assets: PythonAssets;
  sources: readonly string[];
};
const port = parentPort;
if (kind === 'plain') Reflect.deleteProperty(WebAssembly, 'Suspending');
standStill();
const python = await bootPyodide(assets, { makeSnapshot: true, env: { PYTHONHASHSEED: '0' } });
(python.globals as unknown as { set(name: string, value: unknown): void }).set('MODULES', MODULES);
python.runPython(IMPORT);
runInside(python);
python.runPython(SETTLE);
clearFreeMemory(python);
port?.postMessage(packSnapshot(python.makeMemorySnapshot()));

/** Compiling what is ours would cost every interpreter more than all the rest of its start. */
function runInside(python: Pyodide): void {
  const globals = python.runPython(
    `__import__('sys').modules.setdefault('${INSIDE_KEPT}', {'__name__': 'lab'})`,
  ) as PythonObject;
  for (const source of sources) python.runPython(source, { globals, filename: INSIDE_NAME });
  // A snapshot holds no object that JavaScript holds.
  globals.destroy();
}

/** The clock counts calls, and chance is always the same. */
function standStill(): void {
  let ticks = 0;
  const startMs = Date.UTC(2026, 0, 1);
  Date.now = () => startMs + ticks++;
  performance.now = () => ticks++;
  const fill = <View extends ArrayBufferView | null>(view: View): View => {
    if (view) new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(42);
    return view;
  };
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill });
}

/** Freed blocks keep what was in them; zeros compress better. */
function clearFreeMemory({ _module: module }: Pyodide): void {
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError('only memory that is there already');
  };
  const blocks: number[] = [];
  for (let size = 2 ** 22; size >= 32; size /= 2) {
    for (let at = module._malloc(size); at !== 0; at = module._malloc(size)) {
      module.HEAPU8.fill(0, at, at + size);
      blocks.push(at);
    }
  }
  for (const block of blocks) module._free(block);
}
