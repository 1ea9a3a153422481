"""A column for several of a few choices."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoicesField(models.JSONField):
    """Several of some choices, as a list of their values in the order of the choices; none is the empty list."""

    def __init__(self, *args, several_of=None, **kwargs):
        self.several_of = several_of
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def validate(self, value, model_instance):
        """Errors: ValidationError for what is no list of the choices."""
        if not isinstance(value, list) or not set(map(str, value)) <= set(self.several_of.values):
            raise ValidationError(_("Choose among what is offered."), code="choices")

    def clean(self, value, model_instance):
        self.validate(value, model_instance)
        return [choice for choice in self.several_of.values if choice in value]

    def formfield(self, **kwargs):
        kept = {name: kwargs[name] for name in ("label", "help_text", "required") if name in kwargs}
        named = {"label": self.verbose_name, "help_text": self.help_text, "required": not self.blank}
        return forms.MultipleChoiceField(
            choices=self.several_of.choices, widget=forms.CheckboxSelectMultiple, **named | kept
        )

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs
