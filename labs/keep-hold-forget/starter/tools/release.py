"""Silver to a table in which nobody stands alone.

Usage: python3 tools/release.py --in SILVER --out RELEASE
See docs/rules.md, "The table that leaves the house".
"""

import sys

sys.exit("release.py: nobody has written this yet")
