/**
 * The Python program that runs several programs of the work one after another in one interpreter, each as if it were
 * alone: its own argv, environment, standard streams, working directory and freshly imported modules.
 *
 * It reads its cases as JSON on standard input and writes one line of JSON per case, each begun with the mark.
 */
export const BATCH_MARK = '\u001eplumbline ';

export const PYTHON_BATCH = String.raw`
import atexit, base64, builtins, csv, glob, io, json, linecache, os, random, sys, traceback, types, warnings
import asyncio, datetime, decimal, hashlib, hmac, logging, pathlib, re, argparse, collections, math, uuid
try:
    import sqlite3
except ImportError:
    pass
try:
    import yaml
except ImportError:
    pass

MOST_OUTPUT = 4_000_000
MARK = '\x1eplumbline '
real_stdout = sys.stdout
home = os.getcwd()
environment = dict(os.environ)
search_path = [entry for entry in sys.path if entry not in ('', home, os.path.dirname(os.path.abspath(__file__)))]
baseline = dict(sys.modules)
# A module of the work hides one of the library of the same name, except where CPython itself has it from the start.
NEVER_HIDDEN = {'os', 'sys', 'io', 'abc', 'codecs', 'site', 'stat', 'time', 'builtins', 'posixpath', 'genericpath'}


class Capture(io.RawIOBase):
    def __init__(self):
        self.parts = []
        self.size = 0

    def writable(self):
        return True

    def write(self, data):
        size = len(data)
        self.size += size
        if self.size <= MOST_OUTPUT:
            self.parts.append(bytes(data))
        return size

    def bytes(self):
        return b''.join(self.parts)


def stream(raw):
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding='utf-8', errors='backslashreplace', write_through=False)


def fresh_modules(folder):
    sys.modules.clear()
    sys.modules.update(baseline)
    for entry in os.listdir(folder):
        module = entry.removesuffix('.py')
        if module in baseline and module not in NEVER_HIDDEN:
            for name in [name for name in sys.modules if name == module or name.startswith(module + '.')]:
                del sys.modules[name]
    sys.path_importer_cache.clear()


def left_outside():
    return {name for up in ('..', '../..') for name in (f'{up}/{entry}' for entry in os.listdir(os.path.join(home, up)))}


def take_away(path):
    full = os.path.join(home, path)
    if os.path.isdir(full) and not os.path.islink(full):
        for entry in os.listdir(full):
            take_away(os.path.join(path, entry))
        os.rmdir(full)
    else:
        os.unlink(full)


there = left_outside()


def lay_anew(folder, source):
    for top, folders, files in os.walk(folder, topdown=False):
        for name in files + [name for name in folders if os.path.islink(os.path.join(top, name))]:
            os.unlink(os.path.join(top, name))
        for name in folders:
            if os.path.isdir(os.path.join(top, name)):
                os.rmdir(os.path.join(top, name))
    for top, folders, files in os.walk(source):
        to = os.path.join(folder, os.path.relpath(top, source))
        os.makedirs(to, exist_ok=True)
        for name in files:
            with open(os.path.join(top, name), 'rb') as file, open(os.path.join(to, name), 'wb') as copy:
                copy.write(file.read())


def run(case):
    for folder, source in case.get('fresh', {}).items():
        lay_anew(os.path.join(home, folder), os.path.join(home, source))
    out, err = Capture(), Capture()
    sys.stdout, sys.stderr = stream(out), stream(err)
    sys.stdin = io.TextIOWrapper(io.BytesIO(base64.b64decode(case.get('stdin', ''))), encoding='utf-8')
    os.chdir(os.path.join(home, case.get('cwd', '.')))
    os.environ.clear()
    os.environ.update(environment)
    os.environ.update(case.get('env', {}))
    for name in case.get('unset', []):
        os.environ.pop(name, None)
    path = case['argv'][0]
    sys.argv = list(case['argv'])
    sys.path[:] = [os.path.dirname(os.path.abspath(path)), *search_path]
    if os.path.isdir(sys.path[0]):
        fresh_modules(sys.path[0])
    linecache.clearcache()
    random.seed()
    logging.root.handlers.clear()
    main = types.ModuleType('__main__')
    main.__builtins__ = builtins
    main.__file__ = os.path.abspath(path)
    sys.modules['__main__'] = main
    code = 0
    try:
        with open(path, 'rb') as file:
            source = file.read()
    except OSError as error:
        sys.stderr.write(f"python3: can't open file {path!r}: {error.strerror}\n")
        code = 2
    else:
        try:
            exec(compile(source, path, 'exec', dont_inherit=True), main.__dict__)
        except SystemExit as end:
            if end.code is None:
                code = 0
            elif isinstance(end.code, int):
                code = end.code & 255
            else:
                sys.stderr.write(f'{end.code}\n')
                code = 1
        except BaseException as error:
            own = error.__traceback__.tb_next if error.__traceback__ else None
            error.__traceback__ = own
            try:
                traceback.print_exception(error)
            except BaseException:
                pass
            code = 1
        try:
            atexit._run_exitfuncs()
        except BaseException:
            code = code or 1
    for one in (sys.stdout, sys.stderr):
        try:
            one.flush()
        except BaseException:
            code = code or 1
    sys.stdout = sys.stderr = real_stdout
    os.chdir(home)
    return code, out, err


def collected(case):
    found = {}
    for pattern in case.get('collect', []):
        for path in sorted(glob.glob(os.path.join(home, case.get('cwd', '.'), pattern), recursive=True, include_hidden=True)):
            if os.path.isfile(path):
                name = os.path.relpath(path, os.path.join(home, case.get('cwd', '.')))
                with open(path, 'rb') as file:
                    found[name] = base64.b64encode(file.read()).decode()
    return found


for index, case in enumerate(json.load(sys.stdin)):
    code, out, err = run(case)
    outside = sorted(left_outside() - there)
    for path in outside:
        take_away(path)
    answer = {
        'case': index, 'outside': outside, 'exitCode': code, 'tooMuch': out.size > MOST_OUTPUT or err.size > MOST_OUTPUT,
        'stdout': base64.b64encode(out.bytes()).decode(), 'stderr': base64.b64encode(err.bytes()).decode(),
        'files': collected(case),
    }
    real_stdout.write(MARK + json.dumps(answer) + '\n')
    real_stdout.flush()
`;
