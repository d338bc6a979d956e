"""Takes out what there is about one customer.

Usage: python3 tools/erase.py --customer ID --as-of TIME [--root FOLDER]     (HL_PSEUDO_KEY and HL_PSEUDO_KID in the environment)

FOLDER holds lake/, logs/, lineage/ and governance/; the current one unless told.
See docs/rules.md, "Erasure".
"""

import sys

sys.exit("erase.py: nobody has written this yet")
