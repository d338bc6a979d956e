"""Put the previous champion back. Must work half asleep: no version number is asked for.

    python3 tools/rollback.py --by duarte --reason "..." [--registry DIR]
"""

import argparse
import sys

MODEL = "loan-default"

parser = argparse.ArgumentParser()
parser.add_argument("--by", required=True)
parser.add_argument("--reason", required=True)
parser.add_argument("--registry", default="registry")
arguments = parser.parse_args()

sys.exit("nobody has written this yet")
