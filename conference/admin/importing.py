"""Importing a schedule file in the back office: upload it, see what would change, and then have it done.

Between the two steps the file waits in the cache, under its own digest and for the user who sent it alone: nothing of
an unpublished programme ever lies where files are served from.
"""

import hashlib
import zlib
from functools import partial

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from conference import importing
from conference.admin.conference_page import conference_page, visible_conference
from conference.exchange.reading import MOST_BYTES
from conference.templatetags.changes import ACTIONS

KEPT_SECONDS = 3600


def urls(model_admin):
    """The address below a conference of the admin; to stand before its own, which take any text as a key."""
    view = model_admin.admin_site.admin_view(partial(import_view, model_admin))
    return [path("<int:object_id>/import/", view, name="conference_conference_import")]


def import_view(model_admin, request, object_id):
    """Shows the upload form; given a file, what importing it would change; given that it was seen, imports it."""
    if not request.user.has_perm("conference.add_activity"):
        raise PermissionDenied(_("Only those who may add activities can import a programme."))
    conference = visible_conference(model_admin, request, object_id)
    if "seen" in request.POST:
        return carried_out(model_admin, request, conference)
    plan, name = None, ""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            messages.error(request, _("Choose a file first."))
        else:
            name = upload.name
            plan = importing.plan(conference, upload.read(MOST_BYTES + 1), removing="removing" in request.POST)
    return shown(model_admin, request, conference, plan, name)


def shown(model_admin, request, conference, plan=None, name=""):
    """The page; where it offers a plan to be carried out, the file is kept for that."""
    context = {"title": _("Import: %(conference)s") % {"conference": conference}, "plan": plan, "name": name}
    if plan and plan.problems:
        context["problems"] = plan.problems
    elif plan:
        context["token"] = keep(request.user, conference, plan.content)
        context["steps"] = [(ACTIONS[step.action], step) for step in plan.changes]
        context["counts"] = counts(plan)
    page = conference_page(request, model_admin, "import_schedule", conference, context)
    page.status_code = 400 if "problems" in context else 200
    return page


def carried_out(model_admin, request, conference):
    content = kept(request.user, conference, request.POST.get("token", ""))
    name, removing = request.POST.get("name", "")[:200], "removing" in request.POST
    if content is None:
        messages.error(request, _("The file is no longer kept. Please upload it again."))
        return shown(model_admin, request, conference)
    plan = importing.plan(conference, content, removing=removing)
    if not plan.problems and plan.digest != request.POST["seen"]:
        messages.error(
            request, _("The programme was edited since you looked at what would change. Please look at it again.")
        )
        return shown(model_admin, request, conference, plan, name)
    try:
        importing.carry_out(plan, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return shown(model_admin, request, conference, importing.plan(conference, content, removing=removing), name)
    messages.success(request, _("Imported: %(counts)s.") % {"counts": counts(plan)})
    return redirect("admin:conference_conference_change", conference.pk)


def counts(plan):
    numbers = {action: plan.count(action) for action in (*ACTIONS, "unchanged")}
    return _("%(added)d added, %(changed)d changed, %(removed)d removed, %(unchanged)d left as they are") % numbers


def key_of(user, conference, digest):
    return f"import:{user.pk}:{conference.pk}:{digest}"


def keep(user, conference, content):
    """Keeps a file for the second step, and returns its digest."""
    digest = hashlib.sha256(content).hexdigest()
    cache.set(key_of(user, conference, digest), zlib.compress(content, 1), timeout=KEPT_SECONDS)
    return digest


def kept(user, conference, digest):
    """The file with this digest that the user sent, or None."""
    found = cache.get(key_of(user, conference, digest)) if digest.isalnum() and len(digest) == 64 else None
    return zlib.decompress(found) if found else None
