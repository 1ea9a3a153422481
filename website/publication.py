"""What the whole site shows now: the published programmes, and what of the competition is public."""

import hashlib

from competition.published import stage
from conference.published import publication


def digest():
    """The name of all that: every page is kept under it, so that it changes with any part."""
    return hashlib.sha256(f"{publication().digest} {stage().digest}".encode()).hexdigest()
