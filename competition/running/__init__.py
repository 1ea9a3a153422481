"""Imports, exports and files of certificates, in the background: started, told how far they are, ended, forgotten."""

from competition.running.carrying_out import carry_out
from competition.running.progress import Progress, progress_of
from competition.running.starting import confirm, start_certificates, start_export, start_import

__all__ = ["Progress", "carry_out", "confirm", "progress_of", "start_certificates", "start_export", "start_import"]
