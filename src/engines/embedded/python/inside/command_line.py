# What `python3` is told on its command line, read as CPython reads it.

class Options:
    def __init__(self):
        self.command = None      # -c
        self.module = None       # -m
        self.script = None       # a path, or '-'
        self.args = []           # what follows
        self.inspect = False
        self.isolated = False
        self.ignore_env = False
        self.safe_path = False
        self.unbuffered = False
        self.optimize = 0
        self.quiet = False
        self.skip_first_line = False
        self.dev = False
        self.warnings = []
        self.xoptions = {}
        self.version = 0
        self.help = False


class CommandLineError(Exception):
    pass


def parse_command_line(argv):
    options = Options()
    rest = list(argv)
    while rest:
        word = rest[0]
        if word == '-' or not word.startswith('-'):
            options.script = rest.pop(0)
            break
        rest.pop(0)
        if word == '--':
            if rest:
                options.script = rest.pop(0)
            break
        if word.startswith('--'):
            if word in ('--help', '--help-all', '--help-env', '--help-xoptions'):
                options.help = True
            elif word == '--version':
                options.version += 1
            elif word == '--check-hash-based-pycs':
                if not rest:
                    raise CommandLineError(f'Argument expected for the {word} options')
                rest.pop(0)
            else:
                raise CommandLineError(f'unknown option {word}')
            continue
        letters = word[1:]
        while letters:
            letter, letters = letters[0], letters[1:]
            if letter in 'cmWX':
                if letters:
                    value, letters = letters, ''
                elif rest:
                    value = rest.pop(0)
                else:
                    raise CommandLineError(f'Argument expected for the -{letter} option')
                if letter == 'c':
                    options.command = value
                elif letter == 'm':
                    options.module = value
                elif letter == 'W':
                    options.warnings.append(value)
                else:
                    name, equals, setting = value.partition('=')
                    options.xoptions[name] = setting if equals else True
                    options.dev = options.dev or name == 'dev'
            elif letter == 'E':
                options.ignore_env = True
            elif letter == 'I':
                options.isolated = options.ignore_env = options.safe_path = True
            elif letter == 'P':
                options.safe_path = True
            elif letter == 'O':
                options.optimize += 1
            elif letter == 'i':
                options.inspect = True
            elif letter == 'q':
                options.quiet = True
            elif letter == 'u':
                options.unbuffered = True
            elif letter == 'x':
                options.skip_first_line = True
            elif letter == 'V':
                options.version += 1
            elif letter in 'h?':
                options.help = True
            elif letter not in 'bBdRsStv':
                raise CommandLineError(f'Unknown option: -{letter}')
        if options.command is not None or options.module is not None:
            break
    options.args = rest
    return options


USAGE = "usage: {} [option] ... [-c cmd | -m mod | file | -] [arg] ..."

HELP = """\
Options (and corresponding environment variables):
-b     : issue warnings about converting bytes/bytearray to str and comparing
         bytes/bytearray with str or bytes with int. (-bb: issue errors)
-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-d     : turn on parser debugging output (for experts only, only works on
         debug builds); also PYTHONDEBUG=x
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running script; forces a prompt even
         if stdin does not appear to be a terminal; also PYTHONINSPECT=x
-I     : isolate Python from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; add .opt-1 before
         .pyc extension; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings; add .opt-2 before
         .pyc extension
-P     : don't prepend a potentially unsafe path to sys.path; also
         PYTHONSAFEPATH
-q     : don't print version and copyright messages on interactive startup
-s     : don't add user site directory to sys.path; also PYTHONNOUSERSITE=x
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered;
         this option has no effect on stdin; also PYTHONUNBUFFERED=x
-v     : verbose (trace import statements); also PYTHONVERBOSE=x
         can be supplied multiple times to increase verbosity
-V     : print the Python version number and exit (also --version)
         when given twice, print more information about the build
-W arg : warning control; arg is action:message:category:module:lineno
         also PYTHONWARNINGS=arg
-x     : skip first line of source, allowing use of non-Unix forms of #!cmd
-X opt : set implementation-specific option
--check-hash-based-pycs always|default|never:
         control how Python invalidates hash-based .pyc files
--help-env: print help about Python environment variables and exit
--help-xoptions: print help about implementation-specific -X options and exit
--help-all: print complete help information and exit

Arguments:
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]
"""
