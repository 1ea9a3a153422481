"""What the commands have in common: a bar that shows how far they are, and the competition that they are about."""

from django.core.management.base import CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from competition.models import Competition


def bar(*, is_quiet, file=None):
    """A bar with what is being done, how much of how much, and the time that is left; on standard error."""
    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(file=file, stderr=True), disable=is_quiet)


def competition_at(slug):
    """The competition at an address, or the only one."""
    found = Competition.objects.filter(slug=slug) if slug else Competition.objects.all()[:2]
    if len(found) != 1:
        known = ", ".join(Competition.objects.values_list("slug", flat=True)) or "there is none"
        raise CommandError(f"Name the competition with --competition: {known}.")
    return found[0]
