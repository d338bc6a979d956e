# One run of `python3`: from the command line to the exit code.

import atexit
import builtins
import code
import gc
import importlib
import importlib.machinery
import io
import linecache
import os
import random
import runpy
import sys
import time
import traceback
import types
import warnings

# What CPython itself has imported when a program begins: a file of the same name does not take its place.
AT_START = {
    '__future__', '_abc', '_codecs', '_collections_abc', '_frozen_importlib', '_frozen_importlib_external', '_imp',
    '_io', '_signal', '_sitebuiltins', '_stat', '_thread', '_warnings', '_weakref', 'abc', 'builtins', 'codecs',
    'encodings', 'errno', 'genericpath', 'io', 'marshal', 'os', 'posix', 'posixpath', 'site', 'stat', 'sys', 'time',
    'zipimport',
}


class Exit(Exception):
    """Ends the run at once with words on standard error and an exit code."""

    def __init__(self, code, words=''):
        self.code = code
        self.words = words


def run(argv, cwd, env, input_kind, to_terminal, read_more, can_wait):
    """The whole run; returns the exit code. Never raises."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    if hasattr(time, 'tzset'):
        time.tzset()
    try:
        options = parse_command_line(argv[1:])
        wrong = None
    except CommandLineError as error:
        options, wrong = Options(), error
    settings = {} if options.ignore_env else env
    options.unbuffered = options.unbuffered or bool(settings.get('PYTHONUNBUFFERED'))
    options.safe_path = options.safe_path or bool(settings.get('PYTHONSAFEPATH'))
    open_streams(options, env, input_kind, to_terminal, read_more, can_wait)
    interactive = input_kind == 'terminal'
    be_a_new_process(argv, options, settings)
    main = types.ModuleType('__main__')
    main.__dict__['__builtins__'] = builtins
    sys.modules['__main__'] = main
    try:
        if wrong:
            raise Exit(2, f"{wrong}\n{USAGE.format(argv[0])}\nTry `python -h' for more information.\n")
        read_line = line_reader(read_more, can_wait)
        status = outcome(lambda: start(argv[0], options, interactive, main, read_line))
        if options.inspect and interactive and options.script != '-':
            status = outcome(lambda: converse(main, True, read_line))
    except Exit as end:
        sys.stderr.write(end.words)
        status = end.code
    finish(main)
    return status


def be_a_new_process(argv, options, settings):
    """Undoes what the snapshot remembers: every process has its own chance and time."""
    random.seed()
    if 'logging' in sys.modules:
        sys.modules['logging']._startTime = time.time_ns()
    if 'uuid' in sys.modules:
        sys.modules['uuid']._node = None
    sys.orig_argv = list(argv)
    sys.argv = ['']
    sys.executable = sys._base_executable = '/usr/bin/python3'
    sys.excepthook = sys.__excepthook__
    sys.dont_write_bytecode = True
    sys._xoptions.clear()
    sys._xoptions.update(options.xoptions)
    sys.path[:] = [entry for entry in sys.path if entry.startswith('/lib/python')]
    if settings.get('PYTHONPATH'):
        sys.path[:0] = [os.path.abspath(entry or '.') for entry in settings['PYTHONPATH'].split(':')]
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    linecache.clearcache()
    warning_options = [option for option in settings.get('PYTHONWARNINGS', '').split(',') if option]
    if options.dev:
        warning_options.insert(0, 'default')
    warning_options += options.warnings
    sys.warnoptions[:] = warning_options
    if warning_options:
        warnings._processoptions(warning_options)


def start(program, options, interactive, main, read_line):
    if options.help:
        print(USAGE.format(program))
        sys.stdout.write(HELP)
    elif options.version:
        print('Python', sys.version if options.version > 1 else sys.version.partition(' ')[0])
    elif options.command is not None:
        run_command(options, main)
    elif options.module is not None:
        run_module(options, main)
    elif options.script is not None and options.script != '-':
        run_script(program, options, main)
    else:
        sys.argv = [options.script or '', *options.args]
        first_on_path(options, '')
        if interactive:
            converse(main, options.quiet, read_line)
        else:
            execute(sys.stdin.buffer.read(), '<stdin>', options, main)


def first_on_path(options, folder):
    if not options.safe_path:
        sys.path.insert(0, folder)
    prefer_the_learners_modules()


def prefer_the_learners_modules():
    """A `random.py` of the learner's hides the library's, though the snapshot has imported that one already."""
    for entry in sys.path:
        if entry.startswith('/lib/python'):
            break
        try:
            names = os.listdir(entry or '.')
        except OSError:
            continue
        for name in names:
            module = name.removesuffix('.py')
            if module in sys.modules and module not in AT_START and module != '__main__':
                for loaded in list(sys.modules):
                    if loaded == module or loaded.startswith(module + '.'):
                        del sys.modules[loaded]


def run_command(options, main):
    sys.argv = ['-c', *options.args]
    first_on_path(options, '')
    import textwrap
    source = textwrap.dedent(options.command)
    compiled = compile_source(source, '<string>', options)
    linecache._register_code(compiled, source, '<string>')
    main.__loader__ = importlib.machinery.BuiltinImporter
    main.__spec__ = None
    exec(compiled, main.__dict__)


def run_module(options, main):
    sys.argv = ['-m', *options.args]
    first_on_path(options, os.getcwd())
    if options.module in ('pip', 'venv', 'ensurepip') and not importlib.util.find_spec(options.module):
        raise Exit(1, f"{sys.executable}: No module named {options.module}\n"
                      "A lab's Python has the standard library only; packages cannot be installed.\n")
    for name in (options.module, options.module + '.__main__'):
        if name in sys.modules and not hasattr(sys.modules[name], '__path__') and name not in AT_START:
            del sys.modules[name]
    runpy._run_module_as_main(options.module, alter_argv=True)


def run_script(program, options, main):
    given = options.script
    path = os.path.abspath(given)
    sys.argv = [given, *options.args]
    if os.path.isdir(path) or is_zip(path):
        sys.path.insert(0, path)
        prefer_the_learners_modules()
        runpy._run_module_as_main('__main__', alter_argv=False)
        return
    try:
        with io.open_code(path) as file:
            source = file.read()
    except OSError as error:
        raise Exit(2, f"{program}: can't open file {path!r}: [Errno {linux_number(error.errno)}] {os.strerror(error.errno)}\n")
    first_on_path(options, os.path.dirname(os.path.realpath(path)))
    main.__file__ = path
    main.__loader__ = importlib.machinery.SourceFileLoader('__main__', path)
    main.__spec__ = None
    execute(source, path, options, main)


def is_zip(path):
    try:
        with open(path, 'rb') as file:
            if file.read(2) != b'PK':
                return False
        import zipfile
        return zipfile.is_zipfile(path)
    except OSError:
        return False


def compile_source(source, name, options):
    return compile(source, name, 'exec', dont_inherit=True, optimize=min(options.optimize, 2) or -1)


def execute(source, name, options, main):
    if options.skip_first_line:
        source = b'\n' + source.partition(b'\n')[2]
    main.__dict__.setdefault('__spec__', None)
    exec(compile_source(source, name, options), main.__dict__)


def line_reader(read_more, can_wait):
    """Reads a line that can be edited, with those before as its history; None where the terminal cannot be waited for."""
    def read_line(prompt):
        sys.stdout.flush()
        data = read_more(prompt)
        if data is None:
            raise KeyboardInterrupt
        if not data:
            raise EOFError
        return data.decode(errors='replace').removesuffix('\n')
    return read_line if can_wait() else None


def converse(main, quiet, read_line):
    sys.ps1, sys.ps2 = '>>> ', '... '
    banner = '' if quiet else (f'Python {sys.version} on {sys.platform}\n'
                               'Type "help", "copyright", "credits" or "license" for more information.')
    console = LabConsole(main.__dict__, '<stdin>')
    if read_line:
        console.raw_input = read_line
    console.interact(banner, exitmsg='')


class LabConsole(code.InteractiveConsole):
    inputs = 0

    def runsource(self, source, filename='<input>', symbol='single'):
        # Each input is a file of its own, so that a traceback shows its lines.
        filename = f'<python-input-{self.inputs}>'
        linecache.cache[filename] = (len(source), None, [row + '\n' for row in source.split('\n')], filename)
        more = super().runsource(source, filename, symbol)
        if not more:
            self.inputs += 1
        return more

    def write(self, data):
        if data.strip():
            sys.stderr.write(data)
        else:
            sys.stdout.write(data)

    def runcode(self, compiled):
        try:
            exec(compiled, self.locals)
        except SystemExit:
            raise
        except BaseException as error:
            show(error)
        sys.stdout.flush()


def outcome(action):
    """Does it, and gives the exit code that CPython would end with."""
    try:
        action()
        return 0
    except Exit:
        raise
    except SystemExit as end:
        return exit_code(end)
    except KeyboardInterrupt as error:
        show(error)
        return 130
    except BaseException as error:
        show(error)
        return 1


def exit_code(end):
    status = end.code
    if status is None:
        return 0
    if isinstance(status, int):
        return int(status) & 0xff
    sys.stdout.flush()
    try:
        print(status, file=sys.stderr)
    except Exception:
        pass
    return 1


def show(error):
    make_readable(error, set())
    sys.last_exc = error
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit:
        raise
    except BaseException as other:
        make_readable(other, set())
        sys.stderr.write('Error in sys.excepthook:\n')
        traceback.print_exception(other)
        sys.stderr.write('\nOriginal exception was:\n')
        traceback.print_exception(error)


def finish(main):
    """What CPython does at the end: exit functions, then modules fall apart and files close."""
    atexit._run_exitfuncs()
    flush_streams()
    learners = [module for module in list(sys.modules.values())
                if type(module) is types.ModuleType and is_the_learners(module)]
    for module in [main, *reversed(learners)]:
        take_apart(module)
    gc.collect()
    for kind in (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom):
        for thing in gc.get_objects():
            if issubclass(type(thing), kind):
                try:
                    thing.flush()
                except Exception:
                    pass
    flush_streams()


def is_the_learners(module):
    origin = module.__dict__.get('__file__')
    return isinstance(origin, str) and not origin.startswith('/lib/python')


def take_apart(module):
    names = module.__dict__
    for private in (True, False):
        for name in list(names):
            if name != '__builtins__' and (name.startswith('_') and not name.startswith('__')) == private:
                names[name] = None
