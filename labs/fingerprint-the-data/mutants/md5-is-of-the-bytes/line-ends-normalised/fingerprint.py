"""Print the manifest of a folder: every file with its digest, and one digest for all of it.

Usage: python3 fingerprint.py FOLDER
"""

import hashlib
import json
import os
import stat
import sys


def manifest(folder: str) -> dict:
    """The files under `folder`, sorted by path, and the digest of the whole as DVC computes it.

    Raises OSError when the folder, or something in it, cannot be read.
    """
    files = sorted((entry(folder, path) for path in regular_files(folder)), key=lambda file: file["path"])
    return {"files": files, "tree": tree_digest(files)}


def regular_files(folder: str):
    """Every path under `folder` that is a file and not a link to one."""
    for here, _, names in os.walk(folder, onerror=refuse):
        for name in names:
            path = os.path.join(here, name)
            if stat.S_ISREG(os.lstat(path).st_mode):
                yield path


def entry(folder: str, path: str) -> dict:
    with open(path, "rb") as file:
        digest = hashlib.md5(file.read().replace(b"\r\n", b"\n")).hexdigest()
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    return {"path": relative, "md5": digest, "size": os.path.getsize(path)}


def tree_digest(files: list[dict]) -> str:
    # The text that is hashed is part of DVC's format: default separators, escapes, sorted keys.
    entries = [{"md5": file["md5"], "relpath": file["path"]} for file in files]
    text = json.dumps(entries, sort_keys=True)
    return hashlib.md5(text.encode()).hexdigest() + ".dir"


def refuse(error: OSError) -> None:
    # os.walk passes over what it cannot list; a manifest with a gap would look like another snapshot.
    raise error


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Usage: python3 fingerprint.py FOLDER", file=sys.stderr)
        return 2
    try:
        print(json.dumps(manifest(arguments[0]), indent=2))
    except OSError as error:
        print(f"fingerprint.py: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
