from django.core.management.base import BaseCommand

from competition.certificate import signing


class Command(BaseCommand):
    help = "Prints a new key for BLOOM_CERTIFICATE_KEY, and its public half for BLOOM_CERTIFICATE_OLD_KEYS some day."

    def handle(self, *args, **options):
        key = signing.new_key()
        self.stdout.write(f"BLOOM_CERTIFICATE_KEY={key}")
        self.stdout.write(
            f"# public half, kept when another key follows: {signing.x_of(signing.private_key(key).public_key())}"
        )
