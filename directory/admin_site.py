"""The admin site: the back office under /admin/, the only part of the site with a looser Content-Security-Policy."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.debug import sensitive_variables
from django_htmx.http import HttpResponseClientRedirect
from unfold.forms import AuthenticationForm
from unfold.sites import UnfoldAdminSite

# django-unfold evaluates expressions in its templates (Alpine), writes its colours into the page, and opens "add
# another" in a frame; the preview of a chosen picture is a blob.
LOOSENED = settings.SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [*settings.SECURE_CSP["img-src"], "blob:"],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
loosened = csp_override(LOOSENED)


class LockingAuthenticationForm(AuthenticationForm):
    """The admin's own form, which locks an account out after wrong passwords, counted with those of `account_login`."""

    @sensitive_variables()
    def clean(self):
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if email and password:
            self.user_cache = get_adapter().authenticate(self.request, email=email, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data


class CompletingView(AutocompleteJsonView):
    """Completes fields, each row called what its own page calls it there."""

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": self.model_admin.completed(obj, self.request)}


class BloomSite(UnfoldAdminSite):
    """The back office."""

    login_form = LockingAuthenticationForm

    def admin_view(self, view, cacheable=False):
        return loosened(xframe_options_sameorigin(super().admin_view(view, cacheable)))

    def autocomplete_view(self, request):
        return CompletingView.as_view(admin_site=self)(request)

    @method_decorator(loosened)
    def login(self, request, extra_context=None):
        """A part of a page that is asked for when the session is over leads the whole page here, and back to itself."""
        if request.htmx:
            page = request.htmx.current_url_abs_path or reverse("admin:index")
            return HttpResponseClientRedirect(redirect_to_login(page, request.path).url)
        return super().login(request, extra_context)
