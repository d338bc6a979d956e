"""Make a version the champion, and say who did it and why.

    python3 tools/promote.py --to 3 --by freja --reason "..." [--registry DIR]
"""

import argparse
import sys

MODEL = "loan-default"

parser = argparse.ArgumentParser()
parser.add_argument("--to", type=int, required=True)
parser.add_argument("--by", required=True)
parser.add_argument("--reason", required=True)
parser.add_argument("--registry", default="registry")
arguments = parser.parse_args()

sys.exit("nobody has written this yet")
