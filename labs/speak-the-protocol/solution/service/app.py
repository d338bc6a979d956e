"""Scores loan applications over the Open Inference Protocol (docs/protocol.md): an ASGI 3 application."""

import json
import math
import re
import time
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

from service.features import FEATURES, probability

MODEL = "loan-default"
MOST_BYTES = 1_000_000
BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0)
LOG = Path("logs/predictions.jsonl")


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
        """Reads everything before it changes anything: a load that fails leaves what was there."""
        models = {}
        for path in self.folder.glob("*/model.json"):
            models[path.parent.name] = json.loads(path.read_text(encoding="utf-8"))
        aliases = json.loads((self.folder / "aliases.json").read_text(encoding="utf-8"))
        champion = aliases.get("champion")
        if champion not in models:
            raise ValueError(f"the champion is version {champion}, which is not there")
        self.models, self.champion = models, champion

    @property
    def versions(self):
        return sorted(self.models, key=int)

    def find(self, name, version):
        if name != MODEL:
            raise Refused(404, f"there is no model {name}")
        version = version or self.champion
        if version not in self.models:
            raise Refused(404, f"there is no version {version} of {name}")
        return version, self.models[version]


class Metrics:
    def __init__(self):
        self.requests = Counter()
        self.seconds = []

    def text(self):
        lines = ["# HELP inference_requests_total Answers to infer.", "# TYPE inference_requests_total counter"]
        for (version, code), count in sorted(self.requests.items()):
            lines.append(f'inference_requests_total{{model="{MODEL}",version="{version}",code="{code}"}} {count}')
        lines += ["# HELP inference_latency_seconds Time to answer.", "# TYPE inference_latency_seconds histogram"]
        for bound in BUCKETS:
            inside = sum(one <= bound for one in self.seconds)
            lines.append(f'inference_latency_seconds_bucket{{le="{bound}"}} {inside}')
        lines.append(f'inference_latency_seconds_bucket{{le="+Inf"}} {len(self.seconds)}')
        lines.append(f"inference_latency_seconds_sum {sum(self.seconds)}")
        lines.append(f"inference_latency_seconds_count {len(self.seconds)}")
        return "\n".join(lines) + "\n"


repository = Repository(f"models/{MODEL}")
metrics = Metrics()
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
    if tensor.get("name") != "features" or tensor.get("datatype") != "FP64":
        raise Refused(400, "the tensor must be features of datatype FP64")
    shape, width = tensor.get("shape"), len(FEATURES)
    if not isinstance(shape, list) or len(shape) != 2 or any(type(size) is not int for size in shape) or shape[1] != width or shape[0] < 1:
        raise Refused(400, f"the shape must be [N, {width}] with N of 1 or more")
    values = flat(tensor.get("data"), shape)
    if len(values) != shape[0] * width:
        raise Refused(400, f"{shape[0] * width} numbers are wanted, {len(values)} came")
    if any(type(value) not in (int, float) or not math.isfinite(value) for value in values):
        raise Refused(400, "data must hold finite numbers only")
    return request.get("id"), [values[start:start + width] for start in range(0, len(values), width)]


def flat(data, shape):
    if not isinstance(data, list):
        raise Refused(400, "data must be a list")
    if not any(isinstance(row, list) for row in data):
        return data
    if len(data) != shape[0] or any(not isinstance(row, list) or len(row) != shape[1] for row in data):
        raise Refused(400, "nested data must have the tensor's shape")
    return [value for row in data for value in row]


def infer(version, model, body):
    request_id, rows = read_rows(body)
    scores = [probability(model, row) for row in rows]
    decisions = ["refer" if p >= model["threshold"] else "approve" for p in scores]
    write_log(request_id, version, scores, decisions)
    answer = {} if request_id is None else {"id": request_id}
    return answer | {
        "model_name": MODEL,
        "model_version": version,
        "outputs": [
            {"name": "p_default", "shape": [len(rows)], "datatype": "FP64", "data": scores},
            {"name": "decision", "shape": [len(rows)], "datatype": "BYTES", "data": decisions},
        ],
    }


def write_log(request_id, version, scores, decisions):
    LOG.parent.mkdir(exist_ok=True)
    now = datetime.now(timezone.utc).isoformat()
    with LOG.open("a", encoding="utf-8") as file:
        for p, decision in zip(scores, decisions):
            line = {"ts": now, "request_id": request_id, "model_version": version, "p": p, "decision": decision}
            file.write(json.dumps(line) + "\n")


def metadata():
    return {
        "name": MODEL,
        "versions": repository.versions,
        "platform": "harborlight-logit",
        "inputs": [{"name": "features", "datatype": "FP64", "shape": [-1, len(FEATURES)]}],
        "outputs": [
            {"name": "p_default", "datatype": "FP64", "shape": [-1]},
            {"name": "decision", "datatype": "BYTES", "shape": [-1]},
        ],
    }


def measured_infer(name, version, body):
    version, model = repository.find(name, version)
    started, code = time.perf_counter(), 200
    try:
        return infer(version, model, body)
    except Refused as error:
        code = error.status
        raise
    finally:
        metrics.requests[version, code] += 1
        metrics.seconds.append(time.perf_counter() - started)


def route(method, path, body):
    """What a request gets: a mapping for JSON, or text."""
    if (method, path) == ("GET", "/v2/health/live"):
        return {"live": True}
    if (method, path) == ("GET", "/v2/health/ready"):
        if repository.champion is None:
            raise Refused(503, "there is no champion")
        return {"ready": True}
    if (method, path) == ("GET", "/v2"):
        return {"name": "harborlight-scoring", "version": "1.0.0", "extensions": ["model_repository"]}
    if (method, path) == ("GET", "/metrics"):
        return metrics.text()
    if method == "POST" and (match := re.fullmatch(r"/v2/repository/models/([^/]+)/load", path)):
        if match[1] != MODEL:
            raise Refused(404, f"there is no model {match[1]}")
        try:
            repository.load()
        except (OSError, ValueError, AttributeError) as error:
            raise Refused(400, f"nothing was loaded: {error}") from error
        return {"name": MODEL, "state": "READY"}
    if match := re.fullmatch(r"/v2/models/([^/]+)(?:/versions/([^/]+))?(/ready|/infer)?", path):
        name, version, action = match.groups()
        if method == "POST" and action == "/infer":
            return measured_infer(name, version, body)
        if method == "GET" and action != "/infer":
            repository.find(name, version)
            return {"name": name, "ready": True} if action else metadata()
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
    is_text = isinstance(answer, str)
    kind = b"text/plain; version=0.0.4" if is_text else b"application/json"
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": (answer if is_text else json.dumps(answer)).encode()})
