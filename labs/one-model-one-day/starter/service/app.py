"""Serves the model over the Open Inference Protocol (docs/protocol.md): an ASGI 3 application.

There: health, routing, errors. Not there yet: infer, and a load that is whole or not at all.
"""

import json
import re
from pathlib import Path

MODEL = json.loads(Path("contracts/features.json").read_text(encoding="utf-8"))["model"]
MOST_BYTES = 1_000_000


class Refused(Exception):
    """A request that gets an error instead of an answer."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


class Repository:
    """The versions of the model and which one is champion, as they were when they were last loaded."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.models = {}
        self.champion = None

    def load(self):
        """Reads the models again. Raises OSError or ValueError when that fails."""
        raise ValueError("load is not written yet")

    def find(self, name, version):
        if name != MODEL:
            raise Refused(404, f"there is no model {name}")
        version = version or self.champion
        if version not in self.models:
            raise Refused(404, f"there is no version {version} of {name}")
        return version, self.models[version]


repository = Repository(f"models/{MODEL}")
try:
    repository.load()
except (OSError, ValueError) as error:
    print(f"no model yet: {error}")


def infer(version, model, body):
    raise Refused(501, "infer is not written yet")


def route(method, path, body):
    """What a request gets, as a mapping."""
    if (method, path) == ("GET", "/v2/health/live"):
        return {"live": True}
    if (method, path) == ("GET", "/v2/health/ready"):
        if repository.champion is None:
            raise Refused(503, "there is no champion")
        return {"ready": True}
    if method == "POST" and (match := re.fullmatch(r"/v2/repository/models/([^/]+)/load", path)):
        if match[1] != MODEL:
            raise Refused(404, f"there is no model {match[1]}")
        try:
            repository.load()
        except (OSError, ValueError) as error:
            raise Refused(400, f"nothing was loaded: {error}") from error
        return {"name": MODEL, "state": "READY"}
    if method == "POST" and (match := re.fullmatch(r"/v2/models/([^/]+)(?:/versions/([^/]+))?/infer", path)):
        version, model = repository.find(*match.groups())
        return infer(version, model, body)
    raise Refused(404, f"there is no {method} {path}")


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False) and len(body) <= MOST_BYTES
    try:
        status, answer = 200, route(scope["method"], scope["path"], body)
    except Refused as error:
        status, answer = error.status, {"error": str(error)}
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(answer).encode()})
