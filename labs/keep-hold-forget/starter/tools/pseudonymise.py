"""Bronze to silver: a keyed token instead of the customer, an age band instead of the birth date.

Usage: python3 tools/pseudonymise.py --in BRONZE --out SILVER     (HL_PSEUDO_KEY and HL_PSEUDO_KID in the environment)
See docs/rules.md, "Pseudonyms".
"""

import sys

sys.exit("pseudonymise.py: nobody has written this yet")
