"""Judges a canary by two windows of measurements: see docs/release-policy.md, "Judging a window".

    python3 tools/judge.py --stable data/windows/monday-stable.csv --canary data/windows/monday-canary.csv
"""

import sys

print("judge.py: not written yet", file=sys.stderr)
sys.exit(3)
