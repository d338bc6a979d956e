# Sockets of a lab: stream sockets between programs of the lab, over its port table, which carries HTTP messages. Whatever
# waits needs the switching of stacks.

import errno
import io
import os
import select
import selectors
import socket
import socketserver
import weakref

NO_NETWORK = "this lab has no network: only ports of the lab itself can be reached, as localhost"
NO_WAITING = ("this browser cannot pause a program, so that a server or a request has to be left out: it lacks "
              "WebAssembly JavaScript Promise Integration")
LOCAL_NAMES = {None, '', 'localhost', 'localhost.localdomain', 'ip6-localhost', '0.0.0.0', '::', '::1'}
# Of Linux; options are accepted and mean nothing.
CONSTANTS = {
    'SO_REUSEADDR': 2, 'SO_KEEPALIVE': 9, 'SO_BROADCAST': 6, 'SO_RCVBUF': 8, 'SO_SNDBUF': 7, 'SO_LINGER': 13,
    'SO_REUSEPORT': 15, 'TCP_NODELAY': 1, 'SHUT_RD': 0, 'SHUT_WR': 1, 'SHUT_RDWR': 2, 'SOMAXCONN': 4096,
}
WORDS = {'EADDRINUSE': 'Address already in use', 'EMFILE': 'Too many open ports'}
RESET = 'the other program closed the connection'


def is_local(host):
    if isinstance(host, (bytes, bytearray)):
        host = host.decode()
    return host in LOCAL_NAMES or host.startswith('127.') or host == socket.gethostname()


def lend_sockets(net, wait_for, can_wait, to_js):
    """Puts lab sockets in the place of the system's."""
    open_sockets = weakref.WeakValueDictionary()
    next_number = iter(range(1000, 2 ** 30))
    next_client = iter(range(40000, 2 ** 30))

    def must_wait():
        if not can_wait():
            raise OSError(errno.EOPNOTSUPP, NO_WAITING)

    def pause(seconds):
        must_wait()
        ms = -1 if seconds is None else max(0.0, seconds * 1000)
        wait_for(lambda: net.wait(ms))

    class LabSocket(socket.socket):
        def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
            self._io_refs = 0
            self._closed = False
            self._family = socket.AF_INET if family == -1 else family
            self._type = socket.SOCK_STREAM if type == -1 else type
            self._proto = 0 if proto == -1 else proto
            self._timeout = socket.getdefaulttimeout()
            self._number = next(next_number)
            self._port = 0              # where it listens
            self._handle = 0            # its connection
            self._address = ('0.0.0.0', 0)
            self._peer = None
            self._error = 0
            open_sockets[self._number] = self
            if family not in (-1, socket.AF_INET, socket.AF_INET6):
                raise OSError(errno.EAFNOSUPPORT, NO_NETWORK)

        family = property(lambda self: self._family)
        type = property(lambda self: self._type)
        proto = property(lambda self: self._proto)
        timeout = property(lambda self: self._timeout)

        def fileno(self):
            return -1 if self._closed else self._number

        def settimeout(self, value):
            self._timeout = None if value is None else float(value)

        def gettimeout(self):
            return self._timeout

        def setblocking(self, flag):
            self._timeout = None if flag else 0.0

        def getblocking(self):
            return self._timeout != 0.0

        def setsockopt(self, *args):
            pass

        def getsockopt(self, level, option, size=0):
            return self._error if option == socket.SO_ERROR else 0

        def getsockname(self):
            return self._address

        def getpeername(self):
            if self._peer is None:
                raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))
            return self._peer

        def bind(self, address):
            host, port = address[0], address[1]
            self._refuse_datagrams()
            if not is_local(host):
                raise OSError(errno.EADDRNOTAVAIL, f'{NO_NETWORK} (asked to listen on {host})')
            must_wait()
            given = wait_for(lambda: net.listen(int(port)))
            if isinstance(given, str):
                number = getattr(errno, given, errno.EINVAL)
                raise OSError(number, WORDS.get(given) or os.strerror(number))
            self._port = given
            self._address = (host or '0.0.0.0', given)

        def listen(self, backlog=0):
            if not self._port:
                self.bind(('', 0))

        def accept(self):
            if not self._port:
                number = errno.EBADF if self._closed else errno.EINVAL
                raise OSError(number, os.strerror(number))
            self._until(lambda: net.hasCaller(self._port))
            connection = LabSocket(self._family, self._type, self._proto)
            connection._timeout = socket.getdefaulttimeout()
            connection._handle = net.accept(self._port)
            connection._address = ('127.0.0.1', self._port)
            connection._peer = ('127.0.0.1', next(next_client))
            return connection, connection._peer

        def connect(self, address):
            host, port = address[0], int(address[1])
            self._refuse_datagrams()
            if not is_local(host):
                raise OSError(errno.ENETUNREACH, f'{NO_NETWORK} (asked for {host})')
            must_wait()
            if wait_for(lambda: net.knock(port)) != 1:
                self._error = errno.ECONNREFUSED
                raise ConnectionRefusedError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))
            self._handle = net.connect(port)
            self._address = ('127.0.0.1', next(next_client))
            self._peer = ('127.0.0.1', port)

        def connect_ex(self, address):
            try:
                self.connect(address)
                return 0
            except OSError as error:
                return error.errno

        def _refuse_datagrams(self):
            if self._type & 0xf != socket.SOCK_STREAM:
                raise OSError(errno.ENETUNREACH, NO_NETWORK)

        def _until(self, ready):
            if ready():
                return
            if self._timeout == 0.0:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            import time
            end = None if self._timeout is None else time.monotonic() + self._timeout
            while not ready():
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError('timed out')
                pause(left)

        def _connected(self):
            if not self._handle:
                number = errno.EBADF if self._closed else errno.ENOTCONN
                raise OSError(number, os.strerror(number))

        def recv(self, size, flags=0):
            self._connected()
            self._until(lambda: net.canRead(self._handle))
            part = net.read(self._handle, size)
            data = b'' if part is None else part.to_bytes()
            if not data and net.isBroken(self._handle):
                raise ConnectionResetError(errno.ECONNRESET, RESET)
            return data

        def recv_into(self, buffer, nbytes=0, flags=0):
            view = memoryview(buffer).cast('B')
            data = self.recv(nbytes or len(view), flags)
            view[:len(data)] = data
            return len(data)

        def recvfrom(self, size, flags=0):
            return self.recv(size, flags), self._peer

        def send(self, data, flags=0):
            self._connected()
            view = memoryview(data).cast('B')
            if view:
                wrong = net.write(self._handle, to_js(bytes(view)))
                if wrong == 'closed':
                    raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
                if wrong:
                    raise OSError(errno.EPROTO, f'ports of a lab speak HTTP, and this does not: {wrong}')
            return len(view)

        def sendall(self, data, flags=0):
            self.send(data, flags)

        def sendmsg(self, buffers, *args):
            return self.send(b''.join(buffers))

        def sendfile(self, file, offset=0, count=None):
            file.seek(offset)
            return self.send(file.read() if count is None else file.read(count))

        def sendto(self, *args):
            raise OSError(errno.ENETUNREACH, NO_NETWORK)

        def shutdown(self, how):
            self._connected()

        def _real_close(self, _ss=None):
            if self._port:
                net.unlisten(self._port)
            if self._handle:
                net.close(self._handle)
            self._port = self._handle = 0

        def detach(self):
            raise OSError(errno.EOPNOTSUPP, "a lab's socket cannot be detached")

        def __repr__(self):
            return f'<socket.socket fd={self.fileno()}, laddr={self._address}, raddr={self._peer}>'

        def __del__(self):
            try:
                self.close()
            except Exception:
                pass

    for name, value in CONSTANTS.items():
        if not hasattr(socket, name):
            setattr(socket, name, value)
    LabSocket.__name__ = LabSocket.__qualname__ = 'socket'
    LabSocket.__module__ = 'socket'

    def is_ready(file, events):
        number = file if isinstance(file, int) else file.fileno()
        known = open_sockets.get(number)
        if known is None:
            return events
        ready = events & selectors.EVENT_WRITE
        if events & selectors.EVENT_READ:
            can_read = net.hasCaller(known._port) if known._port else net.canRead(known._handle)
            ready |= selectors.EVENT_READ if can_read else 0
        return ready

    class LabSelector(selectors._BaseSelectorImpl):
        def select(self, timeout=None):
            return list(self._ready_within(timeout))

        def _ready_within(self, timeout):
            import time
            end = None if timeout is None else time.monotonic() + timeout
            while True:
                ready = [(key, events) for key in self._fd_to_key.values()
                         if (events := is_ready(key.fd, key.events))]
                left = None if end is None else end - time.monotonic()
                if ready or (left is not None and left <= 0):
                    return ready
                pause(left)

    def lab_select(readers, writers, errors, timeout=None):
        selector = LabSelector()
        wanted = {}
        for files, event in ((readers, selectors.EVENT_READ), (writers, selectors.EVENT_WRITE)):
            for file in files:
                wanted[file] = wanted.get(file, 0) | event
        for file, events in wanted.items():
            selector.register(file, events)
        ready = selector.select(timeout)
        return ([key.fileobj for key, events in ready if events & selectors.EVENT_READ],
                [key.fileobj for key, events in ready if events & selectors.EVENT_WRITE], [])

    def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
        if not is_local(host):
            raise socket.gaierror(socket.EAI_AGAIN, f'{NO_NETWORK} (asked for {host})')
        number = 80 if port is None else int(port) if str(port).isdigit() else {'http': 80, 'https': 443}.get(port, 0)
        passive = host in (None, '') and flags & socket.AI_PASSIVE
        address = '0.0.0.0' if passive or host == '0.0.0.0' else '127.0.0.1'
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, '', (address, number))]

    def gethostbyname(host):
        return getaddrinfo(host, 0)[0][4][0]

    def getnameinfo(address, flags):
        return ('localhost' if is_local(address[0]) else address[0], str(address[1]))

    def one_at_a_time(self, request, client_address):
        socketserver.BaseServer.process_request(self, request, client_address)

    socket.socket = socket.SocketType = LabSocket
    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = gethostbyname
    socket.gethostbyname_ex = lambda host: (host, [], [gethostbyname(host)])
    socket.gethostbyaddr = lambda host: ('localhost', [], [gethostbyname(host)])
    socket.getnameinfo = getnameinfo
    socket.getfqdn = lambda name='': 'localhost' if is_local(name) else name
    socket.has_ipv6 = False
    for name in ('DefaultSelector', 'SelectSelector', 'PollSelector', 'EpollSelector'):
        if hasattr(selectors, name):
            setattr(selectors, name, LabSelector)
    socketserver._ServerSelector = LabSelector
    socketserver.ThreadingMixIn.process_request = one_at_a_time
    select.select = lab_select
    return LabSelector
