from django.core.management.base import BaseCommand
from rich.progress import Progress

from conference.loading import load_demo


class Command(BaseCommand):
    help = "Loads and publishes the 2023 China 5G Development Conference, where it is not there yet."

    def handle(self, *, verbosity, **options):
        with Progress(disable=not verbosity) as bar:
            task = bar.add_task("2023 China 5G Development Conference", total=None)
            version = load_demo(progress=lambda done, total: bar.update(task, completed=done, total=total))
            bar.update(task, visible=version is not None)
        if verbosity:
            self.stdout.write(
                self.style.SUCCESS(f"Published: {version}.") if version else "The conference is already there."
            )
