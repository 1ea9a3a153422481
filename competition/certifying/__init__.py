"""Certificates of awards: issued and signed, printed, and checked."""

from competition.certifying.checking import Check, Verdict, check
from competition.certifying.issuing import Issued, issue, outdated, reissue
from competition.certifying.keys import public_keys

__all__ = ["Check", "Issued", "Verdict", "check", "issue", "outdated", "public_keys", "reissue"]
