"""What the whole site shows now: programmes, what of the competition is public, and which signatures hold."""

import hashlib

from competition.certifying import public_keys
from competition.published import stage
from conference.published import publication


def digest():
    """The name of all that: every page is kept under it, so that it changes with any part."""
    return hashlib.sha256(f"{publication().digest} {stage().digest} {list(public_keys())}".encode()).hexdigest()
