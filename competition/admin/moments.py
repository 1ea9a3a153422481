"""When an announcement becomes public: in words, and the page that sets it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competition import announcing
from competition.admin.forms import MomentForm


def moment_in_words(announcement, at=None):
    """Whether an announcement is planned, and whether visitors know it."""
    public_at = announcement.public_at
    if public_at is None:
        return pgettext("announcement", "not planned")
    words = {"moment": date_format(timezone.localtime(public_at), "SHORT_DATETIME_FORMAT")}
    if announcement.is_public(at):
        return pgettext("announcement", "public since %(moment)s") % words
    return pgettext("announcement", "scheduled for %(moment)s") % words


class SetsMoments:
    """For the admin page of announcements: the page on which the moment is set."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.moment_view)
        return [path("<int:pk>/moment/", view, name="competition_announcement_moment"), *super().get_urls()]

    def moment_view(self, request, pk):
        """Plans, postpones or cancels; what is refused is said."""
        announcement = self.get_queryset(request).select_related("edition").filter(pk=pk).first()
        if announcement is None:
            raise Http404(_("There is no such announcement, or you do not see it."))
        if not request.user.has_perm("competition.announce_awards"):
            raise PermissionDenied(_("Only an organiser sets the moment of an announcement."))
        form, status = MomentForm(initial={"public_at": announcement.public_at}), 200
        if request.method == "POST":
            form = MomentForm(request.POST if request.POST.get("do") != "cancel" else None)
            refusal = self.carry_out(request, announcement, form)
            if not refusal and not form.errors:
                return redirect("admin:competition_announcement_change", pk)
            status = 409 if refusal else 400
            messages.error(request, refusal) if refusal else None
            announcement.refresh_from_db()
        context = {
            "title": _("Moment: %(announcement)s") % {"announcement": announcement},
            "announcement": announcement,
            "state": moment_in_words(announcement),
            "is_public": announcement.has_come(),
            "awards": announcement.awards.count(),
            "form": form,
        }
        return self.page(request, "announcement_moment", context, status)

    def carry_out(self, request, announcement, form):
        """Does what was asked; the sentence with which it is refused, else None."""
        step = request.POST.get("do")
        if step not in ("plan", "postpone", "cancel"):
            return _("Choose what to do.")
        if step != "cancel" and not form.is_valid():
            return None
        try:
            if step == "cancel":
                row = announcing.cancel(announcement, by=request.user)
            elif step == "plan":
                asked = form.cleaned_data
                row = announcing.plan(
                    announcement, public_at=asked["public_at"], has_happened=asked["has_happened"], by=request.user
                )
            else:
                row = announcing.postpone(announcement, public_at=form.cleaned_data["public_at"], by=request.user)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        words = {"announcement": row, "state": moment_in_words(row)}
        messages.success(request, _("“%(announcement)s” is %(state)s.") % words)
        return None
