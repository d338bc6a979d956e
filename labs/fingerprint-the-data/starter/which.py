"""Say which folder a manifest belongs to, and how the other folders differ from it.

Usage: python3 which.py MANIFEST FOLDER...

Exit code: 0 when a folder matches, 1 when none does, 2 when the manifest or a folder cannot be read.
"""

import sys


def main(manifest: str, folders: list[str]) -> None:
    raise SystemExit("which.py is not written yet.")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
