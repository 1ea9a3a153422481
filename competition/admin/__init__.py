"""The back office of the competition, by subject."""

from competition.admin.certificates import CertificateAdmin

__all__ = ["CertificateAdmin"]
