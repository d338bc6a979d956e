/**
 * The Python program that calls an ASGI 3 application without a socket, as a server would: lifespan first, then one
 * request after another. It reads `{"module", "steps"}` from standard input and prints the answers; what the application
 * prints goes to standard error.
 */
export const ASGI_DRIVER = String.raw`
import asyncio, base64, importlib, json, os, sys, traceback, urllib.parse

given = json.load(sys.stdin)
out, sys.stdout = sys.stdout, sys.stderr
sys.path.insert(0, os.getcwd())


async def start(app):
    heard, ready = asyncio.Queue(), asyncio.get_running_loop().create_future()
    await heard.put({'type': 'lifespan.startup'})

    async def send(message):
        if message['type'].startswith('lifespan.startup') and not ready.done():
            ready.set_result(message)

    async def live():
        try:
            await app({'type': 'lifespan', 'asgi': {'version': '3.0', 'spec_version': '2.0'}, 'state': {}}, heard.get, send)
        except BaseException:
            pass  # an application may know no lifespan
        if not ready.done():
            ready.set_result(None)

    task = asyncio.create_task(live())
    await ready
    return task


async def ask(app, step):
    body = base64.b64decode(step.get('body', ''))
    half = len(body) // 2 if len(body) > 1000 else len(body)
    messages = [{'type': 'http.request', 'body': body[:half], 'more_body': half < len(body)}]
    if half < len(body):
        messages.append({'type': 'http.request', 'body': body[half:], 'more_body': False})
    sent = []

    async def receive():
        return messages.pop(0) if messages else {'type': 'http.disconnect'}

    async def send(message):
        sent.append(message)

    path, _, query = step['path'].partition('?')
    headers = [(b'host', b'lab'), (b'content-length', str(len(body)).encode())]
    headers += [(name.lower().encode(), value.encode()) for name, value in step.get('headers', {}).items()]
    scope = {'type': 'http', 'asgi': {'version': '3.0', 'spec_version': '2.3'}, 'http_version': '1.1', 'method': step['method'],
             'scheme': 'http', 'path': urllib.parse.unquote(path), 'raw_path': path.encode(), 'query_string': query.encode(),
             'root_path': '', 'headers': headers, 'client': ('127.0.0.1', 40000), 'server': ('127.0.0.1', 8080), 'state': {}}
    raised = None
    try:
        await app(scope, receive, send)
    except Exception:
        raised = traceback.format_exc()
    begun = [one for one in sent if one['type'] == 'http.response.start']
    text = b''.join(bytes(one.get('body', b'')) for one in sent if one['type'] == 'http.response.body')
    return {'status': begun[0]['status'] if begun else None, 'body': base64.b64encode(text).decode(), 'raised': raised}


async def main():
    module, _, name = given['module'].partition(':')
    app = getattr(importlib.import_module(module), name)
    task = await start(app)
    answers = []
    for step in given['steps']:
        if 'write' in step:
            with open(step['write'], 'w', encoding='utf-8') as file:
                file.write(step['text'])
        else:
            answers.append(await ask(app, step))
    task.cancel()
    return answers


answers = asyncio.run(main())
out.write(json.dumps(answers))
out.flush()
`;
