# Standard streams, made as CPython makes them at the start of a process.

import io
import os
import sys

NO_PAUSE = ("this program waits for something to be typed, and this browser cannot pause a program: it lacks "
            "WebAssembly JavaScript Promise Integration. Give the input beforehand: python3 program.py < answers.txt")


class WaitingInput(io.RawIOBase):
    """Input that is still to come: a read of nothing waits."""

    name = '<stdin>'
    mode = 'rb'

    def __init__(self, is_terminal, read_more, can_wait):
        self._is_terminal = is_terminal
        self._read_more = read_more
        self._can_wait = can_wait
        self._left = b''

    def readable(self):
        return True

    def fileno(self):
        return 0

    def isatty(self):
        return self._is_terminal

    def readinto(self, target):
        if not self._left:
            sys.stdout.flush()
            if not self._can_wait():
                if self._is_terminal:
                    raise OSError(NO_PAUSE)
                return 0
            self._left = self._read_more()
        part = self._left[:len(target)]
        self._left = self._left[len(part):]
        target[:len(part)] = part
        return len(part)


def text_stream(fd, name, mode, encoding, errors, line_buffering, unbuffered):
    if fd == 0:
        buffer = io.open(0, 'rb', -1, closefd=False)
    else:
        buffer = io.open(fd, 'wb', 0 if unbuffered else -1, closefd=False)
    raw = getattr(buffer, 'raw', buffer)
    raw.name = name
    stream = io.TextIOWrapper(buffer, encoding, errors, newline='\n',
                              line_buffering=line_buffering, write_through=unbuffered)
    stream.mode = mode
    return stream


def open_streams(options, env, input_kind, to_terminal, read_more, can_wait):
    spec = '' if options.ignore_env else env.get('PYTHONIOENCODING', '')
    encoding, _, errors = spec.partition(':')
    encoding = encoding or 'utf-8'
    unbuffered = options.unbuffered
    if input_kind == 'known':
        sys.stdin = text_stream(0, '<stdin>', 'r', encoding, errors or 'strict', False, False)
    else:
        is_terminal = input_kind == 'terminal'
        raw = WaitingInput(is_terminal, read_more, can_wait)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(raw), encoding, errors or 'strict')
        sys.stdin.mode = 'r'
        real_isatty = os.isatty
        os.isatty = lambda fd: is_terminal if fd == 0 else real_isatty(fd)
    sys.stdout = text_stream(1, '<stdout>', 'w', encoding, errors or 'strict', to_terminal, unbuffered)
    sys.stderr = text_stream(2, '<stderr>', 'w', encoding, 'backslashreplace', True, unbuffered)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr


def flush_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
