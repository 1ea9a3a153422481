"""The keys: the one that signs now, and those whose certificates are still checked."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from competition.certificate import signing


def signing_key():
    """The private key of this site; a demonstration makes one where there is none yet.

    Refuses with ValidationError: no_certificate_key, where there is none or what is set is none.
    """
    kept = settings.CERTIFICATE_KEY or kept_in_file(made=True)
    try:
        return signing.private_key(kept)
    except ValueError as error:
        raise ValidationError(
            _("This site has no key to sign certificates with. Whoever runs it sets BLOOM_CERTIFICATE_KEY."),
            code="no_certificate_key",
        ) from error


def public_keys():
    """The public keys by their ids, the one that signs now first, then older ones. A key that is none is left out."""
    return public_keys_of(settings.CERTIFICATE_KEY or kept_in_file(), tuple(settings.CERTIFICATE_OLD_KEYS))


@lru_cache(maxsize=4)
def public_keys_of(current, others):
    """Read once: every page is kept under the ids of the keys that are known when it is made."""
    found = []
    for read, kept in [(private_half, current), *((signing.public_key, old) for old in others)]:
        try:
            found.append(read(kept))
        except ValueError:
            continue
    return {signing.key_id(public): public for public in found}


def private_half(kept):
    return signing.private_key(kept).public_key()


def kept_in_file(*, made=False):
    """The key of a demonstration, or "" where there is none; `made` makes it.

    Two processes may make it at once: the file appears whole, readable by its owner alone, and the first one stays.
    """
    path = settings.CERTIFICATE_KEY_FILE and Path(settings.CERTIFICATE_KEY_FILE)
    if path and made and not path.exists():
        handle, name = tempfile.mkstemp(dir=path.parent)  # with the mode 0600
        with os.fdopen(handle, "w") as file:
            file.write(signing.new_key())
        try:
            path.hardlink_to(name)
        except FileExistsError:
            pass
        finally:
            Path(name).unlink()
    return path.read_text() if path and path.exists() else ""
