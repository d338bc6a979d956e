"""What our tools need of MLflow's file store. docs/file-store.md describes the files."""

import json
import os
import re
import time
from datetime import datetime, timezone
from pathlib import Path

import yaml

URI = re.compile(r"models:/([^/@:]+)(?:/([1-9][0-9]*)|@([A-Za-z0-9_-]+))")
DELETED = "Deleted_Internal"


class NotThere(Exception):
    """What was asked for is not in the registry, or cannot be read."""


class Refused(Exception):
    """A rule of the registry forbids it."""


def parse_uri(uri):
    """(model, version, alias) of a models:/ URI; version or alias is None."""
    found = URI.fullmatch(uri)
    if not found:
        raise NotThere(f"{uri!r} names no model: models:/<name>/<version> or models:/<name>@<alias>")
    name, version, alias = found.groups()
    return name, version and int(version), alias


class Model:
    """A registered model, read anew at each question: somebody else may move an alias at any time."""

    def __init__(self, registry, name):
        self.name = name
        self.folder = Path(registry) / "models" / name
        self.audit = Path(registry) / "audit.jsonl"
        if not (self.folder / "meta.yaml").is_file():
            raise NotThere(f"{registry} has no model {name}")

    def meta(self, version):
        """What is written about a version. Raises NotThere also when it was deleted."""
        path = self.folder / f"version-{version}" / "meta.yaml"
        try:
            meta = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as error:
            raise NotThere(f"{self.name} has no version {version}") from error
        if meta.get("current_stage") == DELETED:
            raise NotThere(f"version {version} of {self.name} was deleted")
        return meta

    def versions(self):
        """Numbers of the versions that can be had, newest first."""
        numbers = []
        for folder in self.folder.glob("version-*"):
            number = int(folder.name.removeprefix("version-"))
            try:
                self.meta(number)
            except NotThere:
                continue
            numbers.append(number)
        return sorted(numbers, reverse=True)

    def tag(self, version, key):
        path = self.folder / f"version-{version}" / "tags" / key
        return path.read_text(encoding="utf-8").strip() if path.is_file() else None

    def alias(self, name):
        """The version that an alias names, or None."""
        path = self.folder / "aliases" / name
        return int(path.read_text(encoding="utf-8")) if path.is_file() else None

    def move(self, aliases, entry):
        """Write the trail first: a decision that nobody noted must not take effect."""
        line = {"ts": datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z"), **entry}
        with open(self.audit, "a", encoding="utf-8") as trail:
            trail.write(json.dumps(line, ensure_ascii=False) + "\n")
        (self.folder / "aliases").mkdir(exist_ok=True)
        for name, version in aliases.items():
            path = self.folder / "aliases" / name
            if version is None:
                path.unlink(missing_ok=True)
            else:
                replace(path, str(version))
        meta = yaml.safe_load((self.folder / "meta.yaml").read_text(encoding="utf-8"))
        meta["last_updated_timestamp"] = time.time_ns() // 1_000_000
        replace(self.folder / "meta.yaml", yaml.safe_dump(meta))


def replace(path, text):
    """Nobody ever sees half of a file."""
    new = path.with_name(path.name + ".new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


def words(text):
    """For argparse: a text that says something."""
    if not text.strip():
        raise ValueError("it is empty")
    return text
