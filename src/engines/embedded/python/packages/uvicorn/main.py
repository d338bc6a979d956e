import argparse
import os
import platform
import sys

from uvicorn.config import LEVELS, Config
from uvicorn.server import Server

ONE_PROCESS = "uvicorn, lab edition: --{} is not there: a lab's server is one process. Press Ctrl-C and start it again."


def arguments():
    parser = argparse.ArgumentParser(prog='uvicorn', usage='uvicorn [OPTIONS] APP',
                                     description='uvicorn, lab edition: serves an ASGI application on a port of the lab.')
    parser.add_argument('app', metavar='APP')
    parser.add_argument('--host', default='127.0.0.1')
    parser.add_argument('--port', type=int, default=8000)
    parser.add_argument('--reload', action='store_true')
    parser.add_argument('--workers', type=int, default=1)
    parser.add_argument('--log-level', choices=list(LEVELS), default=None)
    parser.add_argument('--access-log', action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument('--lifespan', choices=['auto', 'on', 'off'], default='auto')
    parser.add_argument('--interface', choices=['auto', 'asgi3', 'asgi2', 'wsgi'], default='auto')
    parser.add_argument('--root-path', default='')
    parser.add_argument('--app-dir', default='')
    parser.add_argument('--factory', action='store_true')
    parser.add_argument('--header', dest='headers', action='append', default=[])
    parser.add_argument('--version', action='version', version=(
        f'Running uvicorn 0.38.0 (lab edition) with CPython {platform.python_version()} on Plumbline'))
    return parser


def main():
    options = vars(arguments().parse_args())
    if options['reload']:
        print(ONE_PROCESS.format('reload'), file=sys.stderr)
    if options['workers'] != 1:
        print(ONE_PROCESS.format('workers'), file=sys.stderr)
    options['headers'] = [tuple(part.strip() for part in header.split(':', 1)) for header in options['headers']]
    app_dir = options.pop('app_dir')
    run(app=options.pop('app'), app_dir=os.path.abspath(app_dir), **options)


def run(app, **options):
    """Serves an application (the object, or 'module:attribute') until the program is ended."""
    Server(Config(app, **options)).run()
