import asyncio
import http
import logging
from urllib.parse import unquote

logger = logging.getLogger('uvicorn.error')
access_logger = logging.getLogger('uvicorn.access')
MOST_AT_A_TIME = 64 * 1024


def reason_of(status):
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ''


class Cycle:
    """One request and its answer."""

    def __init__(self, config, connection, client, server, state):
        self.config = config
        self.connection = connection
        self.client = client
        self.server = server
        self.state = state
        self.response_started = False
        self.response_complete = False
        self.status = 0
        self.body_given = False
        self.body = b''
        self.empty = False
        self.expected_length = None
        self.gone = asyncio.Event()

    async def run(self):
        try:
            self.connection.setblocking(True)
            scope = self.read_request()
            await self.answer(scope)
        except OSError:
            # Whoever asked has gone.
            pass
        finally:
            self.gone.set()
            self.connection.close()

    def read_request(self):
        # A request of the lab is all there when its connection is.
        parts = []
        while part := self.connection.recv(MOST_AT_A_TIME):
            parts.append(part)
        head, _, self.body = b''.join(parts).partition(b'\r\n\r\n')
        first, *lines = head.split(b'\r\n')
        method, target, _ = first.split(b' ')
        raw_path, _, query = target.partition(b'?')
        headers = []
        for line in lines:
            name, _, value = line.partition(b':')
            headers.append((name.strip().lower(), value.strip()))
        self.method = method.decode('ascii')
        self.target = target.decode('latin-1')
        root_path = self.config.root_path
        return {
            'type': 'http',
            'asgi': {'version': '3.0', 'spec_version': '2.3'},
            'http_version': '1.1',
            'server': ('127.0.0.1', self.server[1]),
            'client': self.client,
            'scheme': 'http',
            'method': self.method,
            'root_path': root_path,
            'path': root_path + unquote(raw_path.decode('latin-1')),
            'raw_path': root_path.encode() + raw_path,
            'query_string': query,
            'headers': headers,
            'state': self.state.copy(),
        }

    async def answer(self, scope):
        try:
            result = await self.config.loaded_app(scope, self.receive, self.send)
        except Exception:
            logger.exception('Exception in ASGI application\n')
            if not self.response_started:
                await self.send_error()
            return
        if result is not None:
            logger.error("ASGI callable should return None, but returned '%s'.", result)
        elif not self.response_started:
            logger.error('ASGI callable returned without starting response.')
            await self.send_error()
        elif not self.response_complete:
            logger.error('ASGI callable returned without completing response.')

    async def send_error(self):
        await self.send({'type': 'http.response.start', 'status': 500, 'headers': [
            (b'content-type', b'text/plain; charset=utf-8'), (b'connection', b'close')]})
        await self.send({'type': 'http.response.body', 'body': b'Internal Server Error'})

    async def receive(self):
        if not self.body_given:
            self.body_given = True
            return {'type': 'http.request', 'body': self.body, 'more_body': False}
        if not self.response_complete:
            await self.gone.wait()
        return {'type': 'http.disconnect'}

    async def send(self, message):
        kind = message['type']
        if not self.response_started:
            if kind != 'http.response.start':
                raise RuntimeError(f"Expected ASGI message 'http.response.start', but got '{kind}'.")
            self.start(message)
        elif not self.response_complete:
            if kind != 'http.response.body':
                raise RuntimeError(f"Expected ASGI message 'http.response.body', but got '{kind}'.")
            self.continue_with(message)
            # Others get their turn between two parts of an answer.
            await asyncio.sleep(0)
        else:
            raise RuntimeError(f"Unexpected ASGI message '{kind}' sent, after response already completed.")

    def start(self, message):
        self.response_started = True
        self.status = message['status']
        headers = [(b'server', b'uvicorn'), *self.config.headers, *message.get('headers', [])]
        self.empty = self.method == 'HEAD' or self.status in (204, 304)
        lines = [f'HTTP/1.1 {self.status} {reason_of(self.status)}'.encode('latin-1')]
        for name, value in headers:
            if name.lower() == b'content-length' and not self.empty:
                self.expected_length = int(value)
            if name.lower() != b'transfer-encoding':
                lines.append(name + b': ' + value)
        self.head = b'\r\n'.join(lines) + b'\r\n\r\n'
        access_logger.info('%s:%d - "%s %s HTTP/1.1" %d %s', *self.client, self.method, self.target, self.status,
                           reason_of(self.status))

    def continue_with(self, message):
        body = message.get('body', b'')
        if self.expected_length is not None:
            if len(body) > self.expected_length:
                raise RuntimeError('Response content longer than Content-Length')
            self.expected_length -= len(body)
        self.connection.sendall(self.head + (b'' if self.empty else body))
        self.head = b''
        if not message.get('more_body', False):
            if self.expected_length:
                raise RuntimeError('Response content shorter than Content-Length')
            self.response_complete = True
