"""The forms of a user: who they are, and the roles that they hold."""

from django import forms
from django.contrib.auth.models import Group
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.forms import UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from directory.forms.merging import MergingForm
from directory.models import Role, User

EXPLAINED = {
    Role.ORGANISER: _("edits everything, publishes, and gives other people their roles"),
    Role.PROGRAMME_EDITOR: _("edits the whole programme and the directory, but does not publish"),
    Role.COMPETITION_EDITOR: _("edits the competition and the directory, but announces nothing"),
    Role.SUB_FORUM_EDITOR: _("edits the activities that an organiser grants, and nothing else"),
    Role.READ_ONLY: _("sees everything, also awards that are not announced yet, and changes nothing"),
}


class RolesField(forms.ModelMultipleChoiceField):
    """The roles, each with what it may do."""

    widget = UnfoldAdminCheckboxSelectMultipleWidget

    def __init__(self):
        super().__init__(Group.objects.filter(name__in=Role.values), required=False, label=_("roles"))
        self.queryset = self.queryset.order_by("pk")

    def label_from_instance(self, group):
        role = Role(group.name)
        return format_html("<b>{}</b>{} {}", role.label, _(":"), EXPLAINED[role])


class UserForm(MergingForm, UserChangeForm):
    groups = RolesField()

    class Meta:
        model = User
        fields = "__all__"
        field_classes = {}


class NewUserForm(MergingForm, UserCreationForm):
    groups = RolesField()
    usable_password = None

    class Meta:
        model = User
        fields = ("email", "name")
        field_classes = {}
