"""Users and their roles: rights come from these alone, nobody changes their own, and superusers change superusers."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm

from directory.admin.base import BloomAdmin
from directory.forms.users import NewUserForm, UserForm
from directory.models import Role, User

admin.site.unregister(Group)  # roles are fixed in `directory.models.Role`; their names are what rules ask for


class RoleFilter(admin.SimpleListFilter):
    """Users by the role that they hold, in its own words."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(BloomAdmin, DjangoUserAdmin):
    form = UserForm
    add_form = NewUserForm
    add_form_template = None
    change_password_form = AdminPasswordChangeForm
    list_display = ("name", "email", "roles_held", "is_active", "last_login")
    list_display_links = ("name", "email")
    list_filter = (RoleFilter, "is_active")
    list_select_related = ()
    search_fields = ("name", "email")
    autocomplete_fields = ()
    ordering = ("name", "email")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": (("name", "email"), "password")}),
        (_("Rights"), {"fields": ("groups", "is_active")}),
    )
    add_fieldsets = (
        (None, {"fields": (("name", "email"), ("password1", "password2"))}),
        (_("Rights"), {"fields": ("groups",)}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @display(description=_("roles"), label=True)
    def roles_held(self, user):
        held = [Role(group.name).label for group in user.groups.all() if group.name in Role.values]
        return [_("superuser"), *held] if user.is_superuser else held

    @display(description=_("roles"))
    def roles_in_words(self, user):
        return pgettext("list", ", ").join(map(str, self.roles_held(user)))

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        roles = "roles_in_words" if obj == request.user else "groups"
        state = ("is_active", "is_superuser") if request.user.is_superuser else "is_active"
        who = (None, {"fields": (("name", "email"), "password") if obj.is_staff else (("name", "email"),)})
        return (who, (_("Rights"), {"fields": (roles, state)}))

    def get_readonly_fields(self, request, obj=None):
        """Nobody gives themselves a right, or takes the one to come back."""
        return ("groups", "roles_in_words", "is_active", "is_superuser") if obj == request.user else ()

    def has_change_permission(self, request, obj=None):
        may_touch = obj is None or not obj.is_superuser or request.user.is_superuser
        return may_touch and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Whoever did something is named in histories: a user who leaves is made inactive, not deleted."""
        return False

    def user_change_password(self, request, id, form_url=""):  # noqa: A002  (Django's address names it so)
        """Whoever takes part chooses their own password, or signs in by a code: nobody of the back office as them."""
        user = self.get_object(request, unquote(id))
        if user is not None and not user.is_staff:
            raise PermissionDenied(gettext("Whoever has no role sets their own password, or signs in by a code."))
        return super().user_change_password(request, id, form_url)

    def save_related(self, request, form, formsets, change):
        """Whoever has a role may sign in to the back office; nobody else but a superuser. An address that was replaced
        signs nobody in any more.
        """
        super().save_related(request, form, formsets, change)
        user = form.instance
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        is_staff = user.is_superuser or user.groups.exists()
        if user.is_staff != is_staff:
            user.is_staff = is_staff
            user.save(update_fields=["is_staff"])
