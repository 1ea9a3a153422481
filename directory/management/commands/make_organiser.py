import os
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from directory.admitting import admit
from directory.models import Role


class Command(BaseCommand):
    help = "Makes an organiser's account with a random password, and shows it."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="Organiser")
        parser.add_argument(
            "--password-file", type=Path, help="Also keep the password here, for this user's eyes only."
        )

    def handle(self, *, email, name, password_file, **options):
        try:
            user, password = admit(email, name=name, role=Role.ORGANISER)
        except ValidationError as error:
            raise CommandError(f"{error.messages[0]} A new password: manage.py changepassword {email}") from error
        if password_file:
            password_file.unlink(missing_ok=True)
            with os.fdopen(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
                stream.write(password + "\n")
        self.stdout.write(f"{user.email}  password: {password}")
