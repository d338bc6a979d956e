"""Silver to a table in which nobody stands alone.

Usage: python3 tools/release.py --in SILVER --out RELEASE
See docs/rules.md, "The table that leaves the house".
"""

import argparse
import csv
import sys
from collections import Counter

K = 5
MOST_LOST = 0.05
QUASI = ("country", "age_band", "employment")
LEFT_OUT = ("application_id", "subject_token", "applied_at")


def looks_like(row):
    return tuple(row[column] for column in QUASI)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--in", dest="silver", required=True)
    parser.add_argument("--out", dest="release", required=True)
    arguments = parser.parse_args()
    try:
        with open(arguments.silver, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
            columns = [column for column in reader.fieldnames or [] if column not in LEFT_OUT]
        alike = Counter(map(looks_like, rows))
    except (OSError, KeyError, ValueError) as error:
        print(f"{arguments.silver} cannot be read: {error!r}", file=sys.stderr)
        sys.exit(2)
    # A class is left out as a whole, so the others keep their size and one pass is enough.
    released = [row for row in rows if alike[looks_like(row)] >= K]
    lost = len(rows) - len(released)
    if lost > MOST_LOST * len(rows):
        print(f"{lost} of {len(rows)} rows stand in classes below {K}: coarsen the bands first", file=sys.stderr)
        sys.exit(3)
    with open(arguments.release, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(released)
    print(f"{len(released)} rows in {sum(size >= K for size in alike.values())} classes; {lost} rows left out")


if __name__ == "__main__":
    main()
