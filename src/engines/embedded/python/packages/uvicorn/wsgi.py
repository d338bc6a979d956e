import io
import sys


class WSGIMiddleware:
    """A WSGI application as an ASGI one. There are no threads in a lab: while it answers, nothing else does."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        body = b''
        more = True
        while more:
            message = await receive()
            body += message.get('body', b'')
            more = message.get('more_body', False)
        started = []

        def start_response(status, headers, exc_info=None):
            started[:] = [int(status.split(' ', 1)[0]),
                          [(name.lower().encode('latin-1'), value.encode('latin-1')) for name, value in headers]]

        parts = self.app(environ_of(scope, body), start_response)
        try:
            content = b''.join(parts)
        finally:
            if hasattr(parts, 'close'):
                parts.close()
        await send({'type': 'http.response.start', 'status': started[0], 'headers': started[1]})
        await send({'type': 'http.response.body', 'body': content})


def environ_of(scope, body):
    environ = {
        'REQUEST_METHOD': scope['method'],
        'SCRIPT_NAME': scope.get('root_path', ''),
        'PATH_INFO': scope['path'].encode().decode('latin-1'),
        'QUERY_STRING': scope['query_string'].decode('ascii'),
        'SERVER_PROTOCOL': 'HTTP/1.1',
        'SERVER_NAME': scope['server'][0],
        'SERVER_PORT': str(scope['server'][1]),
        'REMOTE_ADDR': scope['client'][0],
        'wsgi.version': (1, 0),
        'wsgi.url_scheme': 'http',
        'wsgi.input': io.BytesIO(body),
        'wsgi.errors': sys.stderr,
        'wsgi.multithread': False,
        'wsgi.multiprocess': False,
        'wsgi.run_once': False,
    }
    for name, value in scope['headers']:
        key = name.decode('latin-1').upper().replace('-', '_')
        key = key if key in ('CONTENT_TYPE', 'CONTENT_LENGTH') else f'HTTP_{key}'
        text = value.decode('latin-1')
        environ[key] = f'{environ[key]},{text}' if key in environ else text
    return environ
