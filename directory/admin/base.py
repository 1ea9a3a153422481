"""What every page of the back office has in common: who sees which rows, and what becomes of a refused save."""

from collections import defaultdict
from functools import partial

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, connection, models
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.overrides import FORMFIELD_OVERRIDES_INLINE

from directory import clashes
from directory.admin.history import gone_page, history_page
from directory.forms import MergingForm, MergingFormSet
from directory.forms.moments import DayField, DayInput, MomentField, MomentInput

MOMENTS = {
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    models.DateField: {"form_class": DayField, "widget": DayInput},
}


class Gated:
    """Rows start from `visible_to`; what may be done with each is asked of the rules, with the row."""

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_field_queryset(self, db, db_field, request):
        """What a field offers is what its user sees."""
        manager = db_field.remote_field.model._default_manager
        if not hasattr(manager, "visible_to"):
            return super().get_field_queryset(db, db_field, request)
        return manager.using(db).visible_to(request.user)

    def allows(self, request, action, obj=None):
        permission = f"{self.opts.app_label}.{get_permission_codename(action, self.opts)}"
        return request.user.has_perm(permission, obj)

    def has_view_permission(self, request, obj=None):
        return self.allows(request, "view", obj)

    def has_change_permission(self, request, obj=None):
        return self.allows(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return self.allows(request, "delete", obj)


class ReadOnly:
    """Rows that are written by operations alone."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class BloomAdmin(Gated, ModelAdmin):
    """A page for one kind of row."""

    form = MergingForm
    formfield_overrides = MOMENTS
    change_form_before_template = "admin/_merging.html"
    # The field that names what this row is a part of, on whose page it is edited, too: that is locked before it, and
    # has to be its user's to edit.
    part_of = None
    list_filter_submit = True
    list_filter_sheet = False
    show_full_result_count = False
    warn_unsaved_form = True

    def has_add_permission(self, request):
        return self.allows(request, "add")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        return settled(request, partial(view, request, object_id, form_url, extra_context))

    def delete_view(self, request, object_id, extra_context=None):
        return settled(request, partial(super().delete_view, request, object_id, extra_context))

    def get_object(self, request, object_id, from_field=None):
        """The row; in a transaction locked until it is saved: nobody writes between the look at it and the writing.

        A form that is refused already saves nothing, and waits for nobody.
        """
        if request.method == "POST" and connection.in_atomic_block and not hasattr(request, "refusal"):
            self.lock(object_id)
        return super().get_object(request, object_id, from_field)

    def lock(self, object_id):
        try:
            pk = self.opts.pk.to_python(object_id)
        except ValidationError:
            return
        rows = self.model._base_manager.filter(pk=pk)
        if self.part_of:
            whole = self.opts.get_field(self.part_of).remote_field.model._base_manager
            whole.filter(pk__in=rows.values(self.part_of)).order_by("pk").select_for_update().first()
        rows.order_by("pk").select_for_update().first()

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Where the row of a form that comes back is gone, what was typed is shown once more."""
        if "_shown" not in request.POST or not self.has_change_permission(request):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        return gone_page(self, request, object_id)

    def completed(self, row, request):
        """What a field that completes calls a row."""
        return str(row)

    def history_view(self, request, object_id, extra_context=None):
        """The history of a row that is there and may be seen; where none is kept, what Django's log says."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None or not hasattr(self.model, "history"):
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return history_page(self, request, row, extra_context)

    def render_change_form(self, request, context, **kwargs):
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        collisions = [found for form in (context["adminform"].form, *formsets) for found in form.collisions]
        return super().render_change_form(request, context | {"collisions": collisions}, **kwargs)

    def get_action_choices(self, request, default_choices=None, action_location=ActionLocation.CHANGE_LIST):
        """As Django has it; django-unfold's own does not know yet that actions have a location."""
        return admin.ModelAdmin.get_action_choices(self, request, [("", _("Select action"))], action_location)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        form.user, form.part_of = request.user, self.part_of
        return form


class BloomInline(Gated):
    """Rows of another kind on the page of what they belong to; the rules are asked about that."""

    form = MergingForm
    formset = MergingFormSet
    formfield_overrides = FORMFIELD_OVERRIDES_INLINE | MOMENTS
    extra = 0
    tab = True
    show_title = False

    def has_add_permission(self, request, obj):
        return self.allows(request, "add", obj)


class BloomTabularInline(BloomInline, TabularInline):
    pass


class BloomStackedInline(BloomInline, StackedInline):
    pass


def settled(request, view):
    """Runs a view, and once more where the database refused what the forms let pass, or ended this writer for another:
    somebody else wrote meanwhile.

    The second look sees what the first could not, and says so in the form. Where even that one is refused, the third
    shows the sentence of the constraint in the form; a page without one sends back to itself with the sentence. The
    views are atomic: nothing of a refused run stays.
    """
    for look in range(3):
        try:
            return view()
        except (IntegrityError, OperationalError) as error:
            if isinstance(error, OperationalError) and not clashes.is_deadlock(error):
                raise
            refused = sentence(error)
            if look == 1:
                request.refusal = refused
    messages.error(request, refused)
    return redirect(request.get_full_path())


def sentence(error):
    """What there is to say of a refusal: the sentence of the constraint that it names, or that others were writing."""
    if clashes.is_deadlock(error):
        return clashes.sentence()
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name in str(error):
                unnamed = defaultdict(lambda: _("another one"), name=constraint.name)
                return constraint.violation_error_message % unnamed
    return _("Somebody else saved something meanwhile that does not go together with this. Please look again.")
