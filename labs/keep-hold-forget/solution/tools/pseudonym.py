"""Keyed tokens that stand for customers."""

import hashlib
import hmac
import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Pseudonyms:
    """Makes tokens under one key. `kid` says which, without saying anything about it."""

    key: str
    kid: str

    def of(self, purpose, customer_id):
        """The token of a customer for a purpose. Tokens of two purposes cannot be joined without the key."""
        message = f"{purpose}|{customer_id}".encode()
        return f"{self.kid}.{hmac.new(self.key.encode(), message, hashlib.sha256).hexdigest()[:16]}"


def from_environment():
    """The key that the caller put into the environment; without one the program ends with 2."""
    missing = [name for name in ("HL_PSEUDO_KEY", "HL_PSEUDO_KID") if not os.environ.get(name)]
    if missing:
        print(f"{' and '.join(missing)} not set; there is no default key", file=sys.stderr)
        sys.exit(2)
    return Pseudonyms(os.environ["HL_PSEUDO_KEY"], os.environ["HL_PSEUDO_KID"])
