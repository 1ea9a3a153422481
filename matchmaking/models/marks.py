"""What somebody saw of a row when they decided on it, so that nobody decides on what they did not see."""

import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Marked:
    """A row of which the pages of the hall show what `seen` names, and send its mark back with what somebody does."""

    @property
    def mark(self):
        """What is shown of it, in a few letters: it changes when that does."""
        words = " ".join(map(str, [self._meta.model_name, self.pk, *self.seen()]))
        return hashlib.sha256(words.encode()).hexdigest()[:12]

    def refuse_unseen(self, shown):
        """Errors: ValidationError where the mark that was `shown` is that of something else; None asks for nothing."""
        if shown is not None and shown != self.mark:
            raise ValidationError(
                _("Somebody else changed “%(row)s” meanwhile. Nothing is done: look again."),
                code="shown_is_now",
                params={"row": self},
            )
