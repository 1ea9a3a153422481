import datetime as dt

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.forgetting import forget


class Command(BaseCommand):
    help = "Removes accounts that nobody has confirmed for some days, and that nothing refers to."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=30)

    def handle(self, *, days, **options):
        if days < 1:
            raise CommandError("An account is given at least a day to be confirmed.")
        number = forget(before=timezone.now() - dt.timedelta(days=days))
        self.stdout.write(f"Accounts removed: {number}")
