"""Judges a canary by two windows of measurements: see docs/release-policy.md, "Judging a window".

    python3 tools/judge.py --stable data/windows/monday-stable.csv --canary data/windows/monday-canary.csv

Prints {"verdict": "promote" | "hold" | "abort", "reasons": [...], "stats": {...}} and ends with 0; with 2 when a window
cannot be read.
"""

import argparse
import csv
import json
import math
import sys
from dataclasses import dataclass

COLUMNS = ("requests", "errors_5xx", "slow_250", "approved")
EMERGENCY_ERRORS, EMERGENCY_SHARE = 25, 0.10
LEAST_SAMPLE, ENOUGH_SAMPLE = 500, 1000
ONE_SIDED_1_PERCENT, TWO_SIDED_1_PERCENT = 2.326, 2.576
LEAST_MORE_ERRORS, LEAST_SHIFT = 0.005, 0.03
SLOW_LIMIT, SLOW_FACTOR = 0.05, 1.5


@dataclass(frozen=True)
class Window:
    requests: int
    errors_5xx: int
    slow_250: int
    approved: int

    def share(self, column: str) -> float:
        return getattr(self, column) / self.requests if self.requests else 0.0


def read_window(path: str) -> Window:
    """The sums of a window. Raises OSError or ValueError when it cannot be read."""
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
        if missing:
            raise ValueError(f"{path}: no column {', '.join(missing)}")
        sums = dict.fromkeys(COLUMNS, 0)
        for row in reader:
            for column in COLUMNS:
                try:
                    sums[column] += int(row[column])
                except (TypeError, ValueError):
                    raise ValueError(
                        f"{path}, line {reader.line_num}: {column} is {row[column]!r}, not a whole number"
                    ) from None
    return Window(**sums)


def z_of(column: str, canary: Window, stable: Window) -> float:
    """How far the canary's share lies above the stable one's, in standard errors of the pooled share."""
    both = canary.requests + stable.requests
    hits = getattr(canary, column) + getattr(stable, column)
    if not canary.requests or not stable.requests or hits in (0, both):
        return 0.0
    pooled = hits / both
    error = math.sqrt(pooled * (1 - pooled) * (1 / canary.requests + 1 / stable.requests))
    return (canary.share(column) - stable.share(column)) / error


def judge(stable: Window, canary: Window) -> tuple[str, list[str]]:
    if canary.errors_5xx >= EMERGENCY_ERRORS and canary.share("errors_5xx") >= EMERGENCY_SHARE:
        return "abort", ["error_emergency"]
    if canary.requests < LEAST_SAMPLE:
        return "hold", ["insufficient_sample"]
    reasons = []
    more_errors = canary.share("errors_5xx") - stable.share("errors_5xx")
    if z_of("errors_5xx", canary, stable) > ONE_SIDED_1_PERCENT and more_errors >= LEAST_MORE_ERRORS:
        reasons.append("error_rate")
    slow, slow_before = canary.share("slow_250"), stable.share("slow_250")
    if slow > SLOW_LIMIT and slow > SLOW_FACTOR * slow_before:
        reasons.append("latency")
    shift = abs(canary.share("approved") - stable.share("approved"))
    if abs(z_of("approved", canary, stable)) > TWO_SIDED_1_PERCENT and shift >= LEAST_SHIFT:
        reasons.append("decision_shift")
    if reasons:
        return "abort", reasons
    if canary.requests < ENOUGH_SAMPLE:
        return "hold", ["more_data"]
    return "promote", []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stable", required=True)
    parser.add_argument("--canary", required=True)
    options = parser.parse_args()
    try:
        stable, canary = read_window(options.stable), read_window(options.canary)
    except (OSError, ValueError) as error:
        print(f"judge.py: {error}", file=sys.stderr)
        return 2
    verdict, reasons = judge(stable, canary)
    stats = {
        "n": {"stable": stable.requests, "canary": canary.requests},
        "z_errors": z_of("errors_5xx", canary, stable),
        "z_approval": z_of("approved", canary, stable),
    }
    print(json.dumps({"verdict": verdict, "reasons": reasons, "stats": stats}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
