"""Make a version the champion, and say who did it and why.

    python3 tools/promote.py --to 3 --by freja --reason "..." [--registry DIR]
"""

import argparse
import sys

from file_store import Model, NotThere, Refused, words

MODEL = "loan-default"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--to", type=int, required=True)
    parser.add_argument("--by", type=words, required=True)
    parser.add_argument("--reason", type=words, required=True)
    parser.add_argument("--registry", default="registry")
    arguments = parser.parse_args()
    model = Model(arguments.registry, MODEL)
    model.meta(arguments.to)
    status = model.tag(arguments.to, "validation_status")
    if status != "passed":
        raise Refused(f"version {arguments.to} has the validation_status {status!r}, not 'passed'")
    champion = model.alias("champion")
    if champion == arguments.to:
        print(f"version {champion} is the champion already")
        return
    entry = {
        "action": "promote",
        "model": MODEL,
        "from": champion,
        "to": arguments.to,
        "by": arguments.by,
        "reason": arguments.reason,
    }
    model.move({"previous": champion, "champion": arguments.to}, entry)
    print(f"champion: {champion} -> {arguments.to}")


try:
    main()
except NotThere as error:
    print(f"promote: {error}", file=sys.stderr)
    sys.exit(2)
except Refused as error:
    print(f"promote: refused: {error}", file=sys.stderr)
    sys.exit(3)
