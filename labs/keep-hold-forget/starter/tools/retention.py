"""Takes out what is due by its period.

Usage: python3 tools/retention.py --as-of TIME [--root FOLDER] [--dry-run]

TIME is like 2026-08-24T00:00:00Z. FOLDER holds lake/, logs/ and governance/; the current one unless told.
See docs/rules.md, "Periods".
"""

import sys

sys.exit("retention.py: nobody has written this yet")
