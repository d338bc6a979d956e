"""Print where the package of a model lies.

    python3 tools/resolve.py models:/loan-default/2
    python3 tools/resolve.py models:/loan-default@champion [--registry DIR]
    python3 tools/resolve.py --versions loan-default [--registry DIR]
"""

import argparse
import sys

parser = argparse.ArgumentParser()
parser.add_argument("uri", nargs="?", help="models:/<name>/<version> or models:/<name>@<alias>")
parser.add_argument("--versions", metavar="NAME", help="print the versions of a model, newest first")
parser.add_argument("--registry", default="registry")
arguments = parser.parse_args()

sys.exit("nobody has written this yet")
