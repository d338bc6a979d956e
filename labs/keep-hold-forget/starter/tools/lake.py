"""Which file a data set is."""

from pathlib import Path

BRONZE = ("lake", "bronze/applications")


def file_of(root, namespace, name):
    """The file of a data set, as a path below `root`, or None where it has none (a model, say).

    The data set "silver/applications" of the namespace "lake" is the table lake/silver/applications.csv; a log ends
    with .jsonl.
    """
    for ending in (".csv", ".jsonl"):
        path = Path(root) / namespace / f"{name}{ending}"
        if path.is_file():
            return path
    return None
