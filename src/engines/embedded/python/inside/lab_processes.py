# Programs that a program starts: `subprocess` over the lab's own processes. Whatever waits needs the switching of stacks.

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time

NO_PROCESS_PAUSE = ("this browser cannot pause a program, so that it cannot wait for another one: it lacks WebAssembly "
                    "JavaScript Promise Integration. Run the programs from the terminal or a shell script")
SHELLS = {'sh', 'bash'}
# They take their standard input as it comes; other programs of a lab take it whole, when they start.
TAKE_INPUT_SLOWLY = {'python', 'python3', 'node'}
SURELY_THERE = TAKE_INPUT_SLOWLY | SHELLS | {'git', 'npm', 'npx'}
SYSTEM_FOLDERS = {'/bin', '/usr/bin', '/usr/local/bin'}


def lend_processes(children, wait_for, can_wait, to_js):
    """Lets `subprocess` start programs of the lab."""
    running = {}
    PIPE, STDOUT, DEVNULL = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL
    Popen = subprocess.Popen

    def pause(seconds):
        ms = -1 if seconds is None else max(0.0, seconds * 1000)
        wait_for(lambda: children.wait(ms))

    def fail(number, name):
        raise OSError(number, os.strerror(number), name)

    class ChildOutput(io.RawIOBase):
        def __init__(self, popen, fd):
            self._popen = popen
            self._fd = fd

        def readable(self):
            return True

        def readinto(self, target):
            popen = self._popen
            popen._start_now()
            while True:
                # Asked first: what came before the end is there when the end is.
                over = popen._end_of_child() is not None
                part = children.read(popen._child, self._fd, len(target))
                if part is not None:
                    data = part.to_bytes()
                    target[:len(data)] = data
                    return len(data)
                if over:
                    return 0
                pause(None)

    class ChildInput(io.RawIOBase):
        def __init__(self, popen):
            self._popen = popen

        def writable(self):
            return True

        def write(self, data):
            popen, data = self._popen, bytes(data)
            if popen._unfed is not None:
                popen._unfed.append(data)
            elif popen._end_of_child() is not None or not popen._takes_input:
                fail(errno.EPIPE, None)
            else:
                children.input(popen._child, to_js(data))
            return len(data)

        def close(self):
            if not self.closed:
                super().close()
                if self._popen._child:
                    children.input(self._popen._child, None)
                else:
                    self._popen._start_now()

    def start(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
              close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
              creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
              extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise subprocess.SubprocessError('Cannot disambiguate when both text and universal_newlines are supplied '
                                             'but different. Pass one or the other.')
        for name, value in (('preexec_fn', preexec_fn), ('user', user), ('group', group),
                            ('extra_groups', extra_groups), ('pass_fds', pass_fds or None)):
            if value is not None:
                raise ValueError(f"{name} means nothing in a lab: its processes share no memory, users or descriptors")
        self.args, self.returncode, self.pid = args, None, None
        self.stdin = self.stdout = self.stderr = None
        self.encoding, self.errors, self.pipesize = encoding, errors, pipesize
        self._input, self._communication_started, self._closed_child_pipe_fds = None, False, False
        self._child, self._signal, self._files = 0, 0, {}
        self._unfed = None
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        argv = read_command(args, shell, executable)
        folder = check_folder(cwd)
        name = check_program(argv, folder)
        if not can_wait():
            raise OSError(errno.EOPNOTSUPP, NO_PROCESS_PAUSE)
        self._is_shell = name in SHELLS
        self._takes_input = name in TAKE_INPUT_SLOWLY
        self._request = {
            'argv': argv, 'cwd': folder,
            'env': {os.fsdecode(key): os.fsdecode(value) for key, value in (os.environ if env is None else env).items()},
            'notFound': '' if name in SURELY_THERE or '/' in argv[0] and name is None
                        else f'bash: {argv[0]}: command not found\n',
        }
        self._known = way_in(self, stdin)
        ways_out(self, stdout, stderr)
        if self._unfed is None or self._takes_input:
            self._start_now()
        line_buffering = self.text_mode and bufsize == 1
        size = -1 if bufsize in (1, -1) else bufsize
        if stdin == PIPE:
            self.stdin = stream(io.BufferedWriter, ChildInput(self), size)
            if self.text_mode:
                self.stdin = io.TextIOWrapper(self.stdin, encoding=encoding, errors=errors, write_through=True,
                                              line_buffering=line_buffering)
        for fd, way in ((1, stdout), (2, stderr)):
            if way == PIPE:
                made = stream(io.BufferedReader, ChildOutput(self, fd), size)
                if self.text_mode:
                    made = io.TextIOWrapper(made, encoding=encoding, errors=errors)
                setattr(self, 'stdout' if fd == 1 else 'stderr', made)

    def stream(kind, raw, size):
        return raw if size == 0 else kind(raw) if size < 0 else kind(raw, size)

    def read_command(args, shell, executable):
        argv = [args] if isinstance(args, (str, bytes, os.PathLike)) else list(args)
        argv = [os.fsdecode(word) for word in argv]
        if not argv:
            raise IndexError('list index out of range')
        if shell:
            argv = ['/bin/sh', '-c', *argv]
        if executable is not None:
            argv[0] = os.fsdecode(executable)
        if any('\0' in word for word in argv):
            raise ValueError('embedded null byte')
        return argv

    def check_program(argv, cwd):
        """The name of a program of the lab; None for a file of the tree."""
        folder, name = os.path.split(argv[0])
        if not folder or folder in SYSTEM_FOLDERS:
            argv[0] = name or argv[0]
            return name
        path = os.path.join(cwd, argv[0])
        if not os.path.exists(path):
            fail(errno.ENOENT, argv[0])
        if os.path.isdir(path) or not os.stat(path).st_mode & 0o111:
            fail(errno.EACCES, argv[0])
        return None

    def check_folder(cwd):
        folder = os.path.abspath(os.fsdecode('.' if cwd is None else cwd))
        if not os.path.exists(folder):
            fail(errno.ENOENT, os.fsdecode(cwd))
        if not os.path.isdir(folder):
            fail(errno.ENOTDIR, os.fsdecode(cwd))
        return folder

    def way_in(popen, stdin):
        popen._request['stdin'] = 'inherit' if stdin is None else 'ignore'
        if stdin is None or stdin == DEVNULL:
            return None
        if stdin == PIPE:
            popen._request['stdin'] = 'fed'
            popen._unfed = []
            return None
        raw = getattr(getattr(stdin, 'buffer', stdin), 'raw', stdin)
        if isinstance(raw, ChildOutput):
            # A child of ours: it is read to its end first.
            return getattr(stdin, 'buffer', stdin).read()
        fd = stdin if isinstance(stdin, int) else stdin.fileno()
        if fd == 0:
            popen._request['stdin'] = 'inherit'
            return None
        parts = []
        while part := os.read(fd, 2 ** 20):
            parts.append(part)
        return b''.join(parts)

    def ways_out(popen, stdout, stderr):
        ways, targets = {}, {}
        for fd, way in ((1, stdout), (2, stderr)):
            targets[fd] = 'keep'
            ways[fd] = 'pipe'
            if way is None:
                ways[fd], targets[fd] = 'inherit', fd
            elif way == DEVNULL:
                ways[fd], targets[fd] = 'ignore', 'drop'
            elif way == STDOUT and fd == 2:
                ways[fd] = 'stdout'
            elif way != PIPE:
                number = way if isinstance(way, int) else way.fileno()
                if number in (1, 2):
                    targets[fd] = number
                else:
                    popen._files[fd] = number
        if popen._request['notFound']:
            # The shell's word of a program that is not there must come to us.
            if ways[2] == 'stdout' and ways[1] != 'pipe':
                ways[1] = 'pipe'
            elif ways[2] in ('inherit', 'ignore'):
                ways[2] = 'pipe'
        popen._request.update(stdout=ways[1], stderr=ways[2], targets=targets)

    def start_now(self):
        if self._child:
            return
        known = self._known
        if self._unfed is not None and not self._takes_input:
            known = b''.join(self._unfed)
        self._child = children.spawn(json.dumps(self._request), None if known is None else to_js(known))
        self.pid = 1000 + self._child
        running[self.pid] = self
        if self._takes_input:
            for data in self._unfed or ():
                children.input(self._child, to_js(data))
        self._unfed = None

    def end_of_child(self):
        """The return code when it has ended, else None; files that take its output have it by then."""
        for fd, number in self._files.items():
            while (part := children.read(self._child, fd, 2 ** 20)) is not None:
                data = part.to_bytes()
                while data:
                    data = data[os.write(number, data):]
        if self.returncode is not None or not self._child:
            return self.returncode
        end = children.end(self._child)
        if end == -1:
            return None
        running.pop(self.pid, None)
        if isinstance(end, str):
            self.returncode = 127
            number = getattr(errno, end, errno.EAGAIN)
            fail(number, self._request['argv'][0])
        by_signal = {130: 2, 137: 9, 143: 15}.get(end, 0) if not self._is_shell else 0
        if self._signal and end == 128 + self._signal:
            by_signal = self._signal
        self.returncode = -by_signal if by_signal else end
        return self.returncode

    def internal_poll(self, _deadstate=None):
        if self.returncode is None and _deadstate is None and self._child:
            self._end_of_child()
            if self.returncode is None and can_wait():
                pause(0)
        return self._end_of_child()

    def wait(self, timeout):
        self._start_now()
        end = None if timeout is None else time.monotonic() + timeout
        while self._end_of_child() is None:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired(self.args, timeout)
            pause(left)
        return self.returncode

    def communicate(self, input, endtime, orig_timeout):
        if not self._communication_started:
            self._told = {1: [], 2: []}
            if self.stdin:
                self.stdin.flush()
                if input and self.text_mode:
                    input = input.encode(self.stdin.encoding, self.stdin.errors)
                try:
                    if input:
                        getattr(self.stdin, 'buffer', self.stdin).write(input)
                    self.stdin.close()
                except BrokenPipeError:
                    pass
        self._communication_started = True
        streams = {fd: made for fd, made in ((1, self.stdout), (2, self.stderr)) if made}
        self._start_now()
        while True:
            over = self._end_of_child() is not None
            for fd in streams:
                while (part := children.read(self._child, fd, 2 ** 20)) is not None:
                    self._told[fd].append(part.to_bytes())
            if over:
                break
            left = self._remaining_time(endtime)
            if left is not None and left <= 0:
                self._check_timeout(endtime, orig_timeout, self._told[1] if 1 in streams else None,
                                    self._told[2] if 2 in streams else None, skip_check_and_raise=True)
            pause(left)
        said = []
        for fd, made in ((1, self.stdout), (2, self.stderr)):
            data = b''.join(self._told[fd]) if made else None
            if made and self.text_mode:
                data = self._translate_newlines(data, made.encoding, made.errors)
            if made:
                made.close()
            said.append(data)
        return tuple(said)

    def send_signal(self, sig):
        if self.returncode is None:
            self._start_now()
            if int(sig) > 0:
                self._signal = int(sig)
                children.kill(self._child, 128 + int(sig))

    def kill(pid, sig):
        if pid not in running:
            fail(errno.ESRCH, None)
        running[pid].send_signal(sig)

    def system(command):
        code = subprocess.call(command, shell=True)
        return code << 8 if code >= 0 else -code

    def popen(cmd, mode='r', buffering=-1):
        if not isinstance(cmd, str):
            raise TypeError(f'invalid cmd type ({type(cmd)}, expected string)')
        if mode not in ('r', 'w'):
            raise ValueError(f'invalid mode {mode!r}')
        if buffering == 0 or buffering is None:
            raise ValueError('popen() does not support unbuffered streams')
        way = {'stdout' if mode == 'r' else 'stdin': PIPE}
        made = Popen(cmd, shell=True, text=True, bufsize=buffering, **way)
        file = made.stdout if mode == 'r' else made.stdin
        close = file.close

        def close_and_wait():
            close()
            code = made.wait()
            return None if code == 0 else code << 8 if code > 0 else code

        file.close = close_and_wait
        return file

    for name, method in (('__init__', start), ('_start_now', start_now), ('_end_of_child', end_of_child),
                         ('_internal_poll', internal_poll), ('_wait', wait), ('_communicate', communicate),
                         ('send_signal', send_signal)):
        setattr(Popen, name, method)
    start.__name__, start.__qualname__ = '__init__', 'Popen.__init__'
    Popen._child, Popen._child_created = 0, False
    os.system, os.popen, os.kill = system, popen, kill
