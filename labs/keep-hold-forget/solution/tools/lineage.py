"""OpenLineage run events: which data sets came of another, and a run of our own."""

import json
import uuid
from collections import defaultdict
from datetime import datetime, timezone
from pathlib import Path

PRODUCER = "https://harborlight.example/loan-risk/lineage"
SCHEMA = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"


def downstream(events, start):
    """The data set `start` and all that was made of it, as pairs of namespace and name, nearest first."""
    reads, writes = defaultdict(set), defaultdict(set)
    for event in events:
        job = named(event["job"])
        reads[job].update(map(named, event.get("inputs", [])))
        writes[job].update(map(named, event.get("outputs", [])))
    reached = [start]
    for dataset in reached:  # the list grows while it is walked
        for job in reads:
            if dataset in reads[job]:
                reached.extend(sorted(writes[job].difference(reached)))
    return reached


def named(thing):
    return thing["namespace"], thing["name"]


class Log:
    """The file of events of a folder."""

    def __init__(self, root):
        self.path = Path(root) / "lineage/events.jsonl"

    def events(self):
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines() if line.strip()]

    def append(self, event):
        text = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(("" if text == "" or text.endswith("\n") else "\n") + json.dumps(event) + "\n")


class Run:
    """One run of a job, told to a log: START on entering, COMPLETE on leaving, FAIL when it broke."""

    def __init__(self, log, job, inputs):
        self.log, self.job, self.inputs, self.outputs = log, job, inputs, []
        self.run_id = str(uuid.uuid4())

    def __enter__(self):
        self.tell("START")
        return self

    def __exit__(self, kind, error, trace):
        self.tell("COMPLETE" if kind is None else "FAIL")

    def tell(self, event_type):
        self.log.append({
            "eventType": event_type,
            "eventTime": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "producer": PRODUCER,
            "schemaURL": SCHEMA,
            "run": {"runId": self.run_id},
            "job": {"namespace": "loan-risk", "name": self.job},
            "inputs": [{"namespace": namespace, "name": name} for namespace, name in self.inputs],
            "outputs": [{"namespace": namespace, "name": name} for namespace, name in self.outputs],
        })  # fmt: skip
