import secrets
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand

from matchmaking.loading import load_matchmaking_demo
from matchmaking.loading.accounts import ADDRESSES
from matchmaking.models import Investor, Meeting, Venture


class Command(BaseCommand):
    help = "Loads the competition, a matchmaking meeting that is over and a rehearsal, where they are not there yet."
    requires_system_checks = []  # the commands before it in `make demo` have just made them

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, help="As load_competition_demo has it.")
        parser.add_argument(
            "--password-file", type=Path, help="Where that of the two accounts is; without such a file it is random."
        )

    def handle(self, *, entries, password_file, verbosity, **options):
        is_random = not (password_file and password_file.is_file())
        password = secrets.token_urlsafe(12) if is_random else password_file.read_text(encoding="utf-8").strip()
        call_command("load_competition_demo", entries=entries, verbosity=verbosity)
        days = load_matchmaking_demo(password=password)
        if not verbosity:
            return
        if not days:
            self.stdout.write("The matchmaking is already there.")
            return
        counts = (model.objects.count() for model in (Venture, Investor, Meeting))
        loaded = "Loaded: {} days of matchmaking with {:,} ventures, {:,} investors and {:,} meetings."
        self.stdout.write(self.style.SUCCESS(loaded.format(len(days), *counts)))
        if is_random:
            self.stdout.write(f"{', '.join(ADDRESSES.values())}  password: {password}")
