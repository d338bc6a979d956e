"""Runs a program behind a real terminal: python3 pty-relay.py COLUMNS ROWS PROGRAM ARGUMENTS...

Standard input and output are the terminal's keys and screen; lines "COLUMNS ROWS" on descriptor 3 resize it.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios


def resize(descriptor, columns, rows):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


columns, rows, *argv = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    resize(0, int(columns), int(rows))
    os.close(3)
    os.execvp(argv[0], argv)

signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
sources = [terminal, 0, 3]
while True:
    ready, _, _ = select.select(sources, [], [])
    if terminal in ready:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        os.write(1, data)
    if 0 in ready:
        data = os.read(0, 65536)
        if data:
            os.write(terminal, data)
        else:
            sources.remove(0)
    if 3 in ready:
        data = os.read(3, 4096).decode()
        if not data:
            sources.remove(3)
        for line in data.splitlines():
            resize(terminal, *map(int, line.split()))
_, status = os.waitpid(child, 0)
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)
