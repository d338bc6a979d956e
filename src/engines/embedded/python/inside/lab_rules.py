# What the Python of a lab cannot do says so in plain words, and what it can do without the machine it does its own way:
# sleeping, asyncio. Runs once, before any program; `host` is the worker's side.

import asyncio
import asyncio.selector_events
import io
import os
import socket
import sys
import threading
import time
import tzdata
import zoneinfo._common
import _thread

NO_PROCESSES = "a lab's Python starts other programs with subprocess.run, subprocess.Popen or os.system, and in no other way"
NO_THREADS = "can't start new thread: a lab's Python runs in one thread (asyncio works)"


def forget_javascript():
    for name in list(sys.modules):
        if name.partition('.')[0] in ('js', 'pyodide_js', 'pyodide', '_pyodide', '_pyodide_core'):
            del sys.modules[name]
    sys.meta_path[:] = [
        finder for finder in sys.meta_path
        if getattr(finder, '__module__', '') == '_frozen_importlib_external'
        or getattr(finder, '__module__', '') == '_frozen_importlib'
    ]


def no_network(*args, **kwargs):
    raise OSError(NO_NETWORK)


def no_processes(*args, **kwargs):
    raise OSError(NO_PROCESSES)


def no_threads(*args, **kwargs):
    raise RuntimeError(NO_THREADS)


def forbid():
    socket.socketpair = no_network
    for name in ('fork', 'forkpty', 'posix_spawn', 'posix_spawnp', 'execv', 'execve',
                 'execvp', 'execvpe', 'execl', 'execle', 'execlp', 'execlpe', 'spawnv', 'spawnve', 'spawnl'):
        setattr(os, name, no_processes)
    _thread.start_new_thread = _thread.start_new = _thread.start_joinable_thread = no_threads
    threading._start_joinable_thread = no_threads


# Below this a timer of the browser is too late, in seconds.
SHORTEST_PAUSE = 0.008


def lend_sleep(host, wait_for, can_wait):
    real_sleep = getattr(time.sleep, '__wrapped__', time.sleep)

    def sleep(seconds, /):
        if not isinstance(seconds, (int, float)) or not seconds > 0:
            real_sleep(seconds)
        elif seconds >= SHORTEST_PAUSE and can_wait():
            wait_for(lambda: host.pause(float(seconds)))
        else:
            host.sleep(float(seconds))

    sleep.__doc__ = real_sleep.__doc__
    sleep.__module__ = 'time'
    sleep.__qualname__ = 'sleep'
    time.sleep = sleep


def lend_zones():
    def load_tzdata(key):
        try:
            return io.BytesIO(tzdata.read(key))
        except KeyError:
            raise zoneinfo.ZoneInfoNotFoundError(f'No time zone found with key {key}') from None

    zoneinfo._common.load_tzdata = load_tzdata
    zoneinfo.available_timezones = zoneinfo._tzpath.available_timezones = lambda: tzdata.names() - {'Factory'}


def lend_event_loop(host, LabSelector, can_wait):
    class LoopSelector(LabSelector):
        def select(self, timeout=None):
            if can_wait() or self.get_map():
                return super().select(timeout)
            # Nothing can come but the next moment: any browser can wait for that.
            while timeout is None:
                host.sleep(3600.0)
            if timeout > 0:
                host.sleep(float(timeout))
            return []

    class LabEventLoop(asyncio.selector_events.BaseSelectorEventLoop):
        def __init__(self):
            super().__init__(LoopSelector())

        def _make_self_pipe(self):
            pass

        def _close_self_pipe(self):
            pass

        def _write_to_self(self):
            pass

        def add_signal_handler(self, sig, callback, *args):
            raise NotImplementedError("a lab's Python has no signals")

        def remove_signal_handler(self, sig):
            return False

        async def subprocess_shell(self, *args, **kwargs):
            no_processes()

        async def subprocess_exec(self, *args, **kwargs):
            no_processes()

        async def getaddrinfo(self, *args, **kwargs):
            return socket.getaddrinfo(*args, **kwargs)

        async def getnameinfo(self, address, flags=0):
            return socket.getnameinfo(address, flags)

    class LabEventLoopPolicy(asyncio.events._BaseDefaultEventLoopPolicy):
        _loop_factory = LabEventLoop

    asyncio.run = getattr(asyncio.run, '__wrapped__', asyncio.run)
    asyncio.runners.run = asyncio.run
    asyncio._set_running_loop(None)
    asyncio.events._event_loop_policy = LabEventLoopPolicy()
    asyncio.new_event_loop = asyncio.events.new_event_loop
    asyncio.EventLoop = asyncio.SelectorEventLoop = LabEventLoop


def lay_down_rules(host, wait_for, can_wait, to_js):
    LabSelector = lend_sockets(host.network, wait_for, can_wait, to_js)
    lend_processes(host.children, wait_for, can_wait, to_js)
    forbid()
    lend_sleep(host, wait_for, can_wait)
    lend_zones()
    lend_tracebacks()
    lend_event_loop(host, LabSelector, can_wait)
    forget_javascript()
