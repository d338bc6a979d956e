"""Serves the model over the Open Inference Protocol (docs/protocol.md): an ASGI 3 application."""

import json
import math
import re
from pathlib import Path

from service.scoring import WIDTH, probability

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
        """Reads everything before it changes anything. Raises OSError or ValueError when that fails."""
        models = {}
        for path in self.folder.glob("*/model.json"):
            models[path.parent.name] = json.loads(path.read_text(encoding="utf-8"))
        champion = json.loads((self.folder / "aliases.json").read_text(encoding="utf-8")).get("champion")
        if champion not in models:
            raise ValueError(f"the champion is version {champion}, which is not there")
        self.models, self.champion = models, champion

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


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


def read_rows(body):
    """The request's id and its rows of features. Every guard stands before the first computation."""
    if len(body) > MOST_BYTES:
        raise Refused(413, f"the body is larger than {MOST_BYTES} bytes")
    try:
        request = json.loads(body, parse_constant=no_constant)
    except ValueError as error:
        raise Refused(400, f"the body is not JSON: {error}") from error
    inputs = request.get("inputs") if isinstance(request, dict) else None
    if not isinstance(inputs, list) or len(inputs) != 1 or not isinstance(inputs[0], dict):
        raise Refused(400, "inputs must be a list of one tensor")
    tensor = inputs[0]
    if (tensor.get("name"), tensor.get("datatype")) != ("features", "FP64"):
        raise Refused(400, "the tensor must be features of datatype FP64")
    shape, data = tensor.get("shape"), tensor.get("data")
    if not isinstance(shape, list) or len(shape) != 2 or type(shape[0]) is not int or shape[0] < 1 or shape[1] != WIDTH:
        raise Refused(400, f"the shape must be [N, {WIDTH}] with N of 1 or more")
    if not isinstance(data, list):
        raise Refused(400, "data must be a list")
    nested = any(isinstance(row, list) for row in data)
    rows = data if nested else [data[at:at + WIDTH] for at in range(0, len(data), WIDTH)]
    if len(rows) != shape[0] or any(not isinstance(row, list) or len(row) != WIDTH for row in rows):
        raise Refused(400, "data must have the tensor's shape")
    if any(type(x) not in (int, float) or not math.isfinite(x) for row in rows for x in row):
        raise Refused(400, "data must hold finite numbers only")
    return request.get("id"), rows


def infer(version, model, body):
    request_id, rows = read_rows(body)
    scores = [probability(model, row) for row in rows]
    decisions = ["refer" if p >= model["threshold"] else "approve" for p in scores]
    answer = {} if request_id is None else {"id": request_id}
    return answer | {
        "model_name": MODEL,
        "model_version": version,
        "outputs": [
            {"name": "p", "shape": [len(rows)], "datatype": "FP64", "data": scores},
            {"name": "decision", "shape": [len(rows)], "datatype": "BYTES", "data": decisions},
        ],
    }


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
