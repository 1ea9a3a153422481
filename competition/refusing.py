"""How an operation refuses: with a sentence for people and a code for programs."""

from django.core.exceptions import ValidationError


def refuse(sentence, code, **words):
    """Raises the refusal; `words` are what the sentence leaves open."""
    raise ValidationError(sentence, code=code, params=words)
