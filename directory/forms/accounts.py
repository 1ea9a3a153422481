"""The forms of accounts: those of django-allauth in the words of this site."""

from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from allauth.core import context
from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import User

LABELS = {
    "name": _("Your name"),
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Password until now"),
    "password1": _("Password"),
    "password2": _("The same password again"),
    "code": pgettext_lazy("account", "Code"),
}
GOOD_PASSWORD = _("At least 8 characters, and none that many people use.")


def write_down(user):
    """Keeps the address of an account that the back office made, still to be confirmed: a code sent there does."""
    EmailAddress.objects.get_or_create(user=user, email=user.email)


class AccountForm(forms.Form):
    """A form with a label on each field and nothing in it that looks like a value; its page has the buttons."""

    labels = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name) or LABELS[name]
            field.help_text = GOOD_PASSWORD if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class PrefilledForm(AccountForm):
    """A form that begins with the address that a link brings: `?email=`."""

    prefilled = "email"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault(self.prefilled, context.request.GET.get("email", ""))


class CodeForm(AccountForm):
    """One field, which a telephone fills from the mail and which brings up its digits."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True, "class": "code"}


class LoginForm(PrefilledForm, allauth_forms.LoginForm):
    prefilled = "login"


class SignupForm(PrefilledForm, allauth_forms.SignupForm):
    name = forms.CharField(
        max_length=User._meta.get_field("name").max_length, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("name", "email", "password1")

    def try_save(self, request):
        """Where there is an account already, that takes as long as making one, which hashes the password. It may have
        come into being since the form was checked: then it is the same as if it had been there before.
        """
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except (IntegrityError, ValidationError):
            if not User.objects.filter(email=self.cleaned_data["email"]).exists():
                raise
            self.account_already_exists = True
            return super().try_save(request)


class RequestLoginCodeForm(PrefilledForm, allauth_forms.RequestLoginCodeForm):
    def clean_email(self):
        email = super().clean_email()
        if self._user:
            write_down(self._user)
        return email


class ResetPasswordForm(PrefilledForm, allauth_forms.ResetPasswordForm):
    def clean_email(self):
        email = super().clean_email()
        for user in self.users:
            write_down(user)
        return email


class ConfirmLoginCodeForm(CodeForm, allauth_forms.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(CodeForm, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(CodeForm, allauth_forms.ConfirmPasswordResetCodeForm):
    pass


class ResetPasswordKeyForm(AccountForm, allauth_forms.ResetPasswordKeyForm):
    labels = {"password1": _("New password")}


class ChangePasswordForm(AccountForm, allauth_forms.ChangePasswordForm):
    labels = {"password1": _("New password")}


class SetPasswordForm(AccountForm, allauth_forms.SetPasswordForm):
    labels = {"password1": _("New password")}


class AddEmailForm(AccountForm, allauth_forms.AddEmailForm):
    labels = {"email": _("New e-mail address")}
