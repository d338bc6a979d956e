"""Print where the package of a model lies.

    python3 tools/resolve.py models:/loan-default/2
    python3 tools/resolve.py models:/loan-default@champion [--registry DIR]
    python3 tools/resolve.py --versions loan-default [--registry DIR]
"""

import argparse
import sys

from file_store import Model, NotThere, parse_uri


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("uri", nargs="?", help="models:/<name>/<version> or models:/<name>@<alias>")
    parser.add_argument("--versions", metavar="NAME", help="print the versions of a model, newest first")
    parser.add_argument("--registry", default="registry")
    arguments = parser.parse_args()
    if (arguments.uri is None) == (arguments.versions is None):
        parser.error("give a URI or --versions")
    if arguments.versions is not None:
        for number in Model(arguments.registry, arguments.versions).versions():
            print(number)
        return
    name, version, alias = parse_uri(arguments.uri)
    model = Model(arguments.registry, name)
    if alias is not None:
        version = model.alias(alias)
        if version is None:
            raise NotThere(f"{name} has no alias {alias}")
    print(model.meta(version)["source"])


try:
    main()
except NotThere as error:
    print(f"resolve: {error}", file=sys.stderr)
    sys.exit(2)
