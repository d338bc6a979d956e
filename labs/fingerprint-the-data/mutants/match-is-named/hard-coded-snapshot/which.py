"""Say which folder a manifest belongs to, and how the other folders differ from it.

Usage: python3 which.py MANIFEST FOLDER...

Exit code: 0 when a folder matches, 1 when none does, 2 when the manifest or a folder cannot be read.
"""

import json
import sys

from fingerprint import manifest


def digests(files: list[dict]) -> dict[str, str]:
    return {file["path"]: file["md5"] for file in files}


def read_manifest(path: str) -> dict[str, str]:
    """The digests by path. Raises OSError or ValueError when the file is no manifest."""
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    try:
        return digests(content["files"])
    except (KeyError, TypeError) as error:
        raise ValueError("it is JSON, but not a manifest") from error


def difference(then: dict[str, str], now: dict[str, str]) -> dict[str, list[str]]:
    return {
        "added": sorted(now.keys() - then.keys()),
        "removed": sorted(then.keys() - now.keys()),
        "changed": sorted(path for path in then.keys() & now.keys() if then[path] != now[path]),
    }


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        print("Usage: python3 which.py MANIFEST FOLDER...", file=sys.stderr)
        return 2
    manifest_path, *folders = arguments
    try:
        then = read_manifest(manifest_path)
    except (OSError, ValueError) as error:
        print(f"which.py: {manifest_path}: {error}", file=sys.stderr)
        return 2
    match, others = None, {}
    for folder in folders:
        try:
            now = digests(manifest(folder)["files"])
        except OSError as error:
            print(f"which.py: {error}", file=sys.stderr)
            return 2
        if match is None and now == then:
            match = folder
        else:
            others[folder] = difference(then, now)
    print(json.dumps({"match": match and "lake/2026-01-16", "others": others}, indent=2))
    return 0 if match is not None else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
