"""The admin site: the back office under /admin/, the only part of the site with a looser Content-Security-Policy."""

from django.conf import settings
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
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


class BloomSite(UnfoldAdminSite):
    """The back office."""

    login_form = AuthenticationForm

    def admin_view(self, view, cacheable=False):
        return loosened(xframe_options_sameorigin(super().admin_view(view, cacheable)))

    @method_decorator(loosened)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)
