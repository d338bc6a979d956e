"""Put the previous champion back. Must work half asleep: no version number is asked for.

    python3 tools/rollback.py --by duarte --reason "..." [--registry DIR]
"""

import argparse
import sys

from file_store import Model, NotThere, Refused, words

MODEL = "loan-default"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--by", type=words, required=True)
    parser.add_argument("--reason", type=words, required=True)
    parser.add_argument("--registry", default="registry")
    arguments = parser.parse_args()
    model = Model(arguments.registry, MODEL)
    champion, previous = model.alias("champion"), model.alias("previous")
    if previous is None:
        raise Refused("there was no promotion since the last rollback")
    model.meta(previous)
    entry = {
        "action": "rollback",
        "model": MODEL,
        "from": champion,
        "to": previous,
        "by": arguments.by,
        "reason": arguments.reason,
    }
    # Without "previous" a second rollback is refused instead of putting back what was just removed.
    model.move({"champion": previous, "previous": None}, entry)
    print(f"champion: {champion} -> {previous}")


try:
    main()
except NotThere as error:
    print(f"rollback: {error}", file=sys.stderr)
    sys.exit(2)
except Refused as error:
    print(f"rollback: refused: {error}", file=sys.stderr)
    sys.exit(3)
